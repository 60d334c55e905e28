// Six values for one glance: each beside what is needed, with the event that moved it and the station that answers it.
import type { Seat } from '../../link/seat.svelte';
import { duration, number } from '../../parts/format';
import { markOf } from '../../parts/reading';
import { t } from '../../text';
import type { Role, Ship } from '../../wire/protocol';
import { count } from '../operations/muster';

export type TileKey = 'altitude' | 'time' | 'grid' | 'core' | 'air' | 'people';

export interface Tile {
  key: TileKey;
  name: string;
  text?: string;
  /** A word, not a number. */
  word?: boolean;
  unit?: string;
  mark?: ReturnType<typeof markOf>;
  lines: (string | undefined)[];
  /** The event that moved it across a limit. */
  cause?: string;
  /** Whose work it is. */
  role: Role;
}

/** Longest time that is told, s: devices stop at their scale's end. */
const LONGEST_S = 9000;

export function tilesOf(seat: Pick<Seat, 'panel'>, ship: Ship): Tile[] {
  const readings = seat.panel('readings') ?? {};
  const all = (kind: string) =>
    Object.entries(readings).flatMap(([key, shown]) => {
      const device = ship.instruments[key];
      return device?.kind === kind ? [{ key, device, shown }] : [];
    });
  const one = (kind: string) => all(kind).find(({ shown }) => shown.quality !== 'dead');
  const mark = (kind: string) => {
    const found = one(kind);
    return found && markOf(found.shown.band);
  };

  const altitude = (): Tile => {
    const found = one('altitude');
    const rate = one('climb_rate')?.shown.value;
    const limit = found?.device.limits.alarm_low;
    return {
      key: 'altitude',
      name: t('glance.altitude'),
      role: 'helm',
      cause: one('altitude')?.shown.cause,
      text: found && number(found.shown.value / 1000, 1),
      unit: 'km',
      mark: mark('altitude'),
      lines: [
        rate === undefined
          ? undefined
          : t(rate < 0 ? 'glance.sinking' : 'glance.climbing', { rate: number(Math.abs(rate)) }),
        limit === undefined ? undefined : t('glance.need_altitude', { limit: number(limit / 1000) }),
      ],
    };
  };
  const time = (): Tile => {
    const back = one('time_to_no_return')?.shown.value;
    const ground = one('time_to_ground')?.shown.value;
    const falls = ground !== undefined && ground < LONGEST_S;
    return {
      key: 'time',
      name: t('glance.time'),
      role: 'helm',
      cause: (one('time_to_no_return') ?? one('time_to_ground'))?.shown.cause,
      text: back !== undefined && back < LONGEST_S ? duration(back) : falls ? duration(ground) : '—',
      mark: mark('time_to_no_return') ?? mark('time_to_ground'),
      lines: [
        back !== undefined && back < LONGEST_S ? t('glance.no_return') : t('glance.no_return_past'),
        falls ? t('glance.ground', { left: duration(ground) }) : t('glance.no_ground'),
      ],
    };
  };
  const grid = (): Tile => {
    const boards = all('bus_voltage').filter(({ shown }) => shown.quality !== 'dead');
    const isEmergency = (bus: string | undefined) =>
      Object.values(ship.sources).some((source) => source.kind === 'emergency' && source.bus === bus) ||
      (bus ?? '').startsWith('emergency');
    const mains = boards.filter(({ device }) => !isEmergency(device.of));
    const emergency = boards.find(({ device }) => isEmergency(device.of));
    const worst = mains.sort((a, b) => a.shown.value - b.shown.value)[0];
    const charges = all('battery_charge').filter(({ shown }) => shown.quality !== 'dead');
    return {
      key: 'grid',
      name: t('glance.grid'),
      role: 'engineering',
      cause: worst?.shown.cause,
      text: worst && number(100 * worst.shown.value),
      unit: t('glance.of_normal'),
      mark: worst && markOf(worst.shown.band),
      lines: [
        emergency && t('glance.emergency', { value: number(100 * emergency.shown.value) }),
        charges
          .map(({ device, shown }) =>
            t('glance.charge', {
              name: ship.sources[device.of ?? '']?.name ?? device.name,
              value: number(100 * shown.value),
            }),
          )
          .join(', '),
      ],
    };
  };
  const core = (): Tile => {
    const phase = seat.panel('core')?.answers?.phase;
    const offset = one('core_alignment');
    const output = one('core_output');
    const limit = offset?.device.limits.warning_high;
    return {
      key: 'core',
      name: t('glance.core'),
      role: 'engineering',
      cause: one('core_alignment')?.shown.cause,
      text: phase && t(`phase.${phase}`),
      word: true,
      mark: phase === 'breached' ? 'alarm' : mark('core_alignment'),
      lines: [
        phase ? undefined : t('glance.core_dark'),
        offset &&
          t('glance.core_offset', {
            mm: number(1000 * offset.shown.value, 1),
            limit: number(1000 * (limit ?? ship.core.aligned_m), 1),
          }),
        // A device trembles about zero; a core takes nothing back.
        output && t('glance.core_output', { mw: number(Math.max(0, output.shown.value / 1e6)) }),
      ],
    };
  };
  const air = (): Tile => {
    const found = one('pressure');
    return {
      key: 'air',
      name: t('glance.air'),
      role: 'operations',
      cause: found?.shown.cause,
      text: found && number(found.shown.value / 1000, 1),
      unit: 'kPa',
      mark: mark('pressure'),
      lines: [
        found?.shown.required === undefined
          ? undefined
          : t('glance.needs', { value: number(found.shown.required / 1000, 1), unit: 'kPa' }),
        t('glance.here_only'),
      ],
    };
  };
  const people = (): Tile => {
    const total = count(ship, seat.panel('people') ?? {}, seat.panel('me')?.person);
    return {
      key: 'people',
      name: t('glance.people'),
      role: 'medical',
      text: number(total.hurt),
      unit: t('glance.hurt'),
      mark: total.sinking > 0 ? 'alarm' : total.hurt > 0 ? 'warning' : undefined,
      lines: [t('glance.people_more', { seen: total.seen, aboard: total.aboard, dead: total.dead })],
    };
  };
  return [altitude(), time(), grid(), core(), air(), people()];
}
