// The air as this station's devices tell it: rooms that are measured, what is needed, and the plants.
import { number } from '../../parts/format';
import { t } from '../../text';
import type { Ship, Shown } from '../../wire/protocol';
import { plain, type Measured } from './layers';

export const AIR_KINDS = [
  'pressure',
  'oxygen_partial_pressure',
  'carbon_dioxide_partial_pressure',
  'temperature',
] as const;
export type AirKind = (typeof AIR_KINDS)[number];

export interface AirRoom {
  key: string;
  devices: Partial<Record<AirKind, Measured>>;
}

const isAir = (kind: string): kind is AirKind => (AIR_KINDS as readonly string[]).includes(kind);

/** Rooms with an air device at this seat: those out of limits first, then those measured most. */
export function airRooms(ship: Ship, readings: Record<string, Shown>): AirRoom[] {
  const rooms = new Map<string, AirRoom>();
  for (const [key, shown] of Object.entries(readings)) {
    const instrument = ship.instruments[key];
    if (!instrument?.of || !ship.compartments[instrument.of] || !isAir(instrument.kind)) continue;
    const room = rooms.get(instrument.of) ?? { key: instrument.of, devices: {} };
    room.devices[instrument.kind] = { key, instrument, shown };
    rooms.set(instrument.of, room);
  }
  const off = (room: AirRoom) =>
    Object.values(room.devices).filter((device) => device.shown.band !== 'normal').length;
  const size = (room: AirRoom) => Object.keys(room.devices).length;
  return [...rooms.values()].sort(
    (a, b) => off(b) - off(a) || size(b) - size(a) || a.key.localeCompare(b.key),
  );
}

/** Unit of a kind as it is read, and what is needed in words: the requirement a device names, or its limit. */
export function needOf(
  ship: Ship,
  readings: Record<string, Shown>,
  kind: AirKind,
): { unit?: string; need?: string } {
  for (const [key, shown] of Object.entries(readings)) {
    const instrument = ship.instruments[key];
    if (instrument?.kind !== kind) continue;
    const limit = shown.required ?? instrument.limits.warning_high;
    if (limit === undefined) continue;
    const { value, unit, decimals } = plain(limit, instrument);
    const need = { value: number(value, decimals) };
    return { unit, need: shown.required === undefined ? t('air.at_most', need) : t('air.needs', need) };
  }
  return {};
}

/** Fans that name the plants: loads of life support that move air. */
export function fansOf(ship: Ship): string[] {
  return Object.keys(ship.loads).filter((key) => key.startsWith('fans'));
}

/** Mean of what is measured and what is needed, K. */
export function warmth_k(ship: Ship, readings: Record<string, Shown>): { mean?: number; needed?: number } {
  const live = Object.entries(readings)
    .filter(([key, shown]) => ship.instruments[key]?.kind === 'temperature' && shown.quality === 'good')
    .map(([, shown]) => shown);
  if (live.length === 0) return {};
  return {
    mean: live.reduce((sum, shown) => sum + shown.value, 0) / live.length,
    needed: live.find((shown) => shown.required !== undefined)?.required,
  };
}
