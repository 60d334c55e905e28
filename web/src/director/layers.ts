// What rooms can be tinted by: the quantity, how it is written, and when a room stands out. Limits are those of the
// ship's own instruments of that kind, so that the picture and the alarms never disagree.
import { number } from '../parts/format';
import type { Limits, RoomTruth, Ship } from '../wire/protocol';

export const LAYERS = ['pressure', 'oxygen', 'temperature', 'dose', 'light'] as const;
export type Layer = (typeof LAYERS)[number];

/** How far out a room is; `shade` 0..=1 is where a room within its limits lies between dark and light. */
export interface Tint {
  level: 'normal' | 'warning' | 'alarm';
  shade: number;
}

interface Kind {
  instrument: string;
  /** The instrument's unit for one of ours. */
  scale: number;
  of: (room: RoomTruth) => number;
  /** What is drawn darkest and lightest, ours. */
  range: [number, number];
}

const KINDS: Record<Layer, Kind> = {
  pressure: { instrument: 'pressure', scale: 1000, of: (room) => room.pressure_kpa, range: [60, 110] },
  oxygen: {
    instrument: 'oxygen_partial_pressure',
    scale: 1000,
    of: (room) => room.oxygen_kpa,
    range: [13, 24],
  },
  temperature: { instrument: 'temperature', scale: 1, of: (room) => room.temperature_k, range: [273, 323] },
  dose: { instrument: 'dose_rate', scale: 1, of: (room) => room.dose_rate_gy_s, range: [1e-9, 1e-6] },
  light: { instrument: '', scale: 1, of: (room) => room.light, range: [0, 1] },
};

const clamp = (share: number) => Math.min(1, Math.max(0, share));

/** The limits a layer is held to, in our unit: the most common of the ship's instruments of that kind. */
export function limitsOf(ship: Ship, layer: Layer): Limits {
  const { instrument, scale } = KINDS[layer];
  const found = new Map<string, number>();
  for (const one of Object.values(ship.instruments)) {
    if (one.kind !== instrument) continue;
    const text = JSON.stringify(one.limits);
    found.set(text, (found.get(text) ?? 0) + 1);
  }
  const [text] = [...found].sort((a, b) => b[1] - a[1])[0] ?? ['{}'];
  const limits = JSON.parse(text) as Limits;
  return Object.fromEntries(Object.entries(limits).map(([key, value]) => [key, Number(value) / scale]));
}

export function valueOf(layer: Layer, room: RoomTruth): number {
  return KINDS[layer].of(room);
}

export function tintOf(layer: Layer, room: RoomTruth, limits: Limits): Tint {
  const value = valueOf(layer, room);
  const [low, high] = KINDS[layer].range;
  const shade =
    layer === 'dose'
      ? clamp(Math.log(Math.max(value, low) / low) / Math.log(high / low))
      : clamp((value - low) / (high - low));
  const below = (limit: number | undefined) => limit !== undefined && value < limit;
  const above = (limit: number | undefined) => limit !== undefined && value > limit;
  if (below(limits.alarm_low) || above(limits.alarm_high)) return { level: 'alarm', shade };
  if (below(limits.warning_low) || above(limits.warning_high)) return { level: 'warning', shade };
  return { level: 'normal', shade };
}

/** The unit a layer is read in; each dose carries its own. */
export const UNITS: Record<Layer, string> = {
  pressure: 'kPa',
  oxygen: 'kPa',
  temperature: '°C',
  dose: '',
  light: '%',
};

/** A value in that unit, as it is read. */
export function inUnit(layer: Layer, value: number): string {
  switch (layer) {
    case 'pressure':
      return number(value, 0);
    case 'oxygen':
      return number(value, 1);
    case 'temperature':
      return number(value - 273.15, 0);
    case 'dose':
      return `${dose(value)}/s`;
    case 'light':
      return number(100 * value, 0);
  }
}

/** A value with its unit, as it is read. */
export function written(layer: Layer, value: number): string {
  return `${inUnit(layer, value)} ${UNITS[layer]}`.trimEnd();
}

/** A dose in the unit that leaves one to three digits before the point. */
export function dose(gy: number): string {
  const [unit, share] =
    gy >= 1 ? ['Gy', 1] : gy >= 1e-3 ? ['mGy', 1e3] : gy >= 1e-6 ? ['µGy', 1e6] : ['nGy', 1e9];
  const value = gy * share;
  return `${number(value, value >= 100 || value === 0 ? 0 : value >= 10 ? 1 : 2)} ${unit}`;
}
