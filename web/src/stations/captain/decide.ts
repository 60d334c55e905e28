// What the ship asks of a captain, in the order in which it matters: keep the conn, sound the alert, set priorities,
// tell people, find who goes, start, climb. Each with the one order that does it.
import type { Seat } from '../../link/seat.svelte';
import { t } from '../../text';
import type { Act, Directed, Directive, Role, Ship } from '../../wire/protocol';
import { reported } from './known';

export interface Decision {
  key: string;
  label: string;
  why: string;
  act: Act;
}

const LIVE: readonly Directed['standing'][] = ['given', 'heard', 'accepted', 'achieved'];

const kindOf = (directive: Directive) => Object.keys(directive)[0] ?? '';

/** Time to the point of no return below which nothing else is waited for, s. */
const PRESSING_S = 500;

/** Least rate of climb at which she counts as climbing, m/s. */
const CLIMBS_M_S = 20;

export function decisions(seat: Pick<Seat, 'panel' | 'sent'>, ship: Ship): Decision[] {
  const me = seat.panel('me');
  if (!me) return [];
  const knows = (kind: (typeof me.known)[number]) => me.known.includes(kind);
  const readings = seat.panel('readings') ?? {};
  const talk = seat.panel('talk');
  const orders = seat.panel('orders');
  const value = (kind: string) => {
    const key = Object.keys(ship.instruments).find((one) => ship.instruments[one]?.kind === kind);
    const shown = key === undefined ? undefined : readings[key];
    return shown && shown.quality === 'good' ? shown.value : undefined;
  };
  const seatOf = (role: Role) => Object.keys(ship.seats).find((key) => ship.seats[key]?.role === role);
  const given = Object.values(orders?.given ?? {});
  const lives = (kind: string) =>
    given.some(({ directive, standing }) => kindOf(directive) === kind && LIVE.includes(standing)) ||
    seat.sent.some(
      ({ order, answer }) =>
        order.kind === 'command.direct' && kindOf(order.directive) === kind && answer?.kind !== 'rejected',
    );
  const announced = (fact: string) =>
    seat.sent.some(
      ({ order, answer }) =>
        order.kind === 'comms.announce' &&
        'report' in order.message &&
        fact in order.message.report.what &&
        answer?.kind !== 'rejected',
    );

  const falls = knows('ship_falling') && !knows('ship_safe');
  const runs = seat.panel('core')?.answers?.phase === 'running' || knows('core_running');
  const climbs = (value('climb_rate') ?? 0) > CLIMBS_M_S;
  const found: Decision[] = [];
  const add = (key: string, label: string, why: string, act: Act) => found.push({ key, label, why, act });
  const direct = (key: string, role: Role, directive: Directive, label: string, why: string) => {
    const to_seat = seatOf(role);
    if (to_seat && !lives(kindOf(directive)))
      add(key, label, why, { kind: 'command.direct', to_seat, directive });
  };

  if (falls && (me.condition === 'green' || me.condition === 'yellow')) {
    add('red', t('decide.red'), t('decide.red.why'), { kind: 'command.set_condition', condition: 'red' });
  }
  if (falls && !runs && knows('grid_lost') && !knows('power_restored')) {
    const preset = Object.entries(ship.presets).find(
      ([, one]) => one.shares.thrusters === 1 && one.others === 0,
    );
    if (preset) {
      const label = t('decide.allocate', { preset: preset[1].name });
      direct('allocate', 'operations', { allocate: { preset: preset[0] } }, label, t('decide.allocate.why'));
    }
  }
  if (falls && !climbs && !runs) {
    direct('trim', 'helm', { trim_belly_first: {} }, t('decide.trim'), t('decide.trim.why'));
  }
  if (knows('grid_lost') && !knows('power_restored') && !runs) {
    direct('restart', 'engineering', { restart_power: {} }, t('decide.restart'), t('decide.restart.why'));
  }
  if (falls && !runs && !knows('realign_needed') && !knows('core_aligned')) {
    direct('assess', 'engineering', { assess_core: {} }, t('decide.assess'), t('decide.assess.why'));
  }
  const time_left_s = value('time_to_ground') ?? reported(talk, 'ship_falling')?.time_left_s;
  if (falls && !climbs && !runs && time_left_s !== undefined && !announced('ship_falling')) {
    add('tell_fall', t('decide.tell_fall'), t('decide.tell_fall.why'), {
      kind: 'comms.announce',
      message: { report: { what: { ship_falling: { time_left_s } } } },
    });
  }
  // Nobody is asked to die while the grid holds and there is time to find another way.
  const back_s = value('time_to_no_return') ?? time_left_s;
  const pressing = knows('grid_lost') || (back_s !== undefined && back_s < PRESSING_S);
  const needed = pressing && knows('realign_needed') && !knows('core_aligned') && !knows('went_in') && !runs;
  const cost = reported(talk, 'realign_needed');
  if (needed && cost && !announced('realign_needed')) {
    const why = t('decide.tell_need.why', { dose: Math.round(cost.dose_gy) });
    add('tell_need', t('decide.tell_need'), why, {
      kind: 'comms.announce',
      message: { report: { what: { realign_needed: cost } } },
    });
  }
  if (needed && Object.keys(orders?.volunteers ?? {}).length === 0) {
    add('volunteers', t('decide.volunteers'), t('decide.volunteers.why'), {
      kind: 'command.ask_volunteers',
      task: { realign: {} },
    });
  }
  if (knows('core_aligned') && !runs) {
    direct('start', 'engineering', { start_core: {} }, t('decide.start'), t('decide.start.why'));
  }
  if (runs && falls) direct('climb', 'helm', { climb: {} }, t('decide.climb'), t('decide.climb.why'));
  if (runs && climbs && falls && !announced('ship_safe')) {
    add('safe', t('decide.safe'), t('decide.safe.why'), {
      kind: 'comms.announce',
      message: { report: { what: { ship_safe: {} } } },
    });
  }
  return found;
}
