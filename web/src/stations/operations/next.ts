// The next useful act at operations, drawn from the state.
import type { Next } from '../../parts/next';
import type { Seat } from '../../link/seat.svelte';
import { duration } from '../../parts/format';
import { t } from '../../text';
import type { Ship } from '../../wire/protocol';
import { count, isHurt, mustered } from './muster';
import { effectOf, groupsOf, hottestOf, isShort, presetNow, shareOf, type Group } from './power';
import { groupName, mw } from './words';

/** Groups whose shortage people feel first. */
const FIRST = ['life_support', 'medical', 'thrusters', 'controllers', 'instruments', 'core'];

/** Time to a trip below which load comes off first, s. */
const TRIPS_SOON_S = 60;

/** A breaker about to trip: load comes off before anything is closed again, or it only trips anew. */
function hotNext(seat: Pick<Seat, 'panel'>, ship: Ship, groups: readonly Group[]): Next | undefined {
  const hot = hottestOf(ship, seat.panel('grid'), seat.panel('readings'));
  if (hot?.trips_in_s === undefined || hot.trips_in_s > TRIPS_SOON_S) return undefined;
  const says = {
    name: hot.name === undefined ? t('power.hottest_dark') : t('power.hottest_named', { name: hot.name }),
    left: duration(hot.trips_in_s),
  };
  const sheds = (key: string) => {
    const preset = ship.presets[key];
    return preset ? -effectOf(preset, groups).net_w : 0;
  };
  const [most] = Object.keys(ship.presets).sort((a, b) => sheds(b) - sheds(a));
  if (most !== undefined && sheds(most) > 0)
    return { text: t('operations.next.hot', says), to: `preset:${most}` };
  const [largest] = [...groups].sort((a, b) => b.delivered_w - a.delivered_w);
  return { text: t('operations.next.hot_group', says), to: largest && `group:${largest.key}` };
}

export function nextAct(seat: Pick<Seat, 'panel'>, ship: Ship): Next | undefined {
  const readings = seat.panel('readings') ?? {};
  const people = seat.panel('people') ?? {};
  const me = seat.panel('me');
  const groups = groupsOf(ship, seat.panel('loads') ?? {});
  const current = presetNow(ship, groups);

  const badAir = Object.entries(readings).find(([key, shown]) => {
    const kind = ship.instruments[key]?.kind ?? '';
    const air = kind === 'pressure' || kind.endsWith('_partial_pressure');
    return air && shown.quality !== 'dead' && shown.band.startsWith('alarm');
  });
  if (badAir) {
    const [key, shown] = badAir;
    return {
      text: t('operations.next.air', {
        what: ship.instruments[key]?.name ?? key,
        band: t(`band.${shown.band}`),
      }),
      to: `room:${ship.instruments[key]?.of ?? ''}`,
    };
  }
  const hot = hotNext(seat, ship, groups);
  if (hot) return hot;
  const full = Object.entries(ship.presets).find(([, preset]) => {
    return preset.others === 1 && Object.keys(preset.shares).length === 0;
  });
  const surplus = Object.entries(readings).filter(([key]) => ship.instruments[key]?.kind === 'power_surplus');
  const lost = surplus.some(([, shown]) => shown.value < -1e6) && me?.known.includes('grid_lost');
  const restored = me?.known.includes('power_restored');
  if (lost && !restored && (current === undefined || current === full?.[0]) && groups.length > 0) {
    return { text: t('operations.next.preset'), to: `preset:${Object.keys(ship.presets)[0] ?? ''}` };
  }
  if (restored && full && current !== full[0]) {
    const [key, preset] = full;
    // What there is not enough for would only trip again.
    const spare_w = Math.min(
      ...surplus.filter(([, shown]) => shown.quality !== 'dead').map(([, shown]) => shown.value),
    );
    const missing_w = effectOf(preset, groups).net_w - spare_w;
    const says = { preset: preset.name, mw: mw(missing_w) };
    return {
      text: t(missing_w > 0 ? 'operations.next.reset_short' : 'operations.next.reset', says),
      to: `preset:${key}`,
    };
  }

  const orders = Object.values(seat.panel('orders')?.given ?? {});
  const sent = new Set(
    orders.flatMap(({ directive, standing }) =>
      'work' in directive && 'treat' in directive.work.task && standing !== 'refused' && standing !== 'failed'
        ? [directive.work.task.treat.person]
        : [],
    ),
  );
  const hurt = mustered(ship, people).find((seen) => isHurt(seen) && !sent.has(seen.person));
  if (hurt) {
    return {
      text: t('operations.next.treat', {
        name: ship.people[hurt.person]?.name ?? hurt.person,
        where: ship.compartments[hurt.compartment]?.name ?? hurt.compartment,
      }),
      to: `person:${hurt.person}`,
    };
  }
  const preset = current === undefined ? undefined : ship.presets[current];
  const meant = (key: string) => (preset ? (shareOf(preset, key) ?? 1) < 1 : false);
  const short = groups
    .filter((group) => isShort(group) && FIRST.includes(group.key) && !meant(group.key))
    .sort((a, b) => FIRST.indexOf(a.key) - FIRST.indexOf(b.key))[0];
  if (short) {
    return {
      text: t('operations.next.short', {
        group: groupName(short.key),
        got: mw(short.delivered_w),
        wanted: mw(short.wanted_w),
      }),
      to: `group:${short.key}`,
    };
  }
  const failed = groups.flatMap((group) => group.loads).find((load) => load.failed);
  if (failed) {
    const load = ship.loads[failed.load];
    return {
      text: t('operations.next.repair', { load: load?.name ?? failed.load }),
      to: `group:${load?.group ?? ''}`,
    };
  }
  const { silent } = count(ship, people, me?.person);
  return silent.length > 0
    ? { text: t('operations.next.silent', { count: silent.length }), to: 'silent' }
    : undefined;
}
