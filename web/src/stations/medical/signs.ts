// Vital signs over time, what is well and what is not, and where they are going.
import { rateOf, type Sample } from '../../parts/reading';
import type { Priority } from '../../alerts/machine';
import type { PatientSeen, Vital } from '../../wire/protocol';

export type Sign = 'heart' | 'saturation' | 'breathing' | 'pressure';

export interface SignKind {
  sign: Sign;
  unit: 'per_min' | 'percent' | 'mmhg';
  /** As it is shown. */
  of: (vital: Vital) => number;
  /** From where to where all is well. */
  well: readonly [number, number];
  /** Beyond these somebody sinks. */
  sinking: readonly [number, number];
  /** Ends of the drawing. */
  extent: readonly [number, number];
}

// Where somebody sinks are the ship's own limits (pressure, saturation, rate); the rest are those of first aid.
export const SIGNS: readonly SignKind[] = [
  {
    sign: 'heart',
    unit: 'per_min',
    of: (v) => v.heart_rate_per_min,
    well: [50, 110],
    sinking: [35, 135],
    extent: [0, 200],
  },
  {
    sign: 'pressure',
    unit: 'mmhg',
    of: (v) => v.systolic_mmhg,
    well: [100, 160],
    sinking: [90, 220],
    extent: [0, 200],
  },
  {
    sign: 'saturation',
    unit: 'percent',
    of: (v) => v.saturation * 100,
    well: [92, 100],
    sinking: [85, 101],
    extent: [50, 100],
  },
  {
    sign: 'breathing',
    unit: 'per_min',
    of: (v) => v.breathing_per_min,
    well: [10, 24],
    sinking: [6, 32],
    extent: [0, 45],
  },
];

export function markOf(kind: SignKind, value: number): Priority | undefined {
  if (value < kind.sinking[0] || value > kind.sinking[1]) return 'alarm';
  return value < kind.well[0] || value > kind.well[1] ? 'warning' : undefined;
}

export interface Moment {
  t_s: number;
  vital: Vital;
}

/** Moments kept of each patient: fifteen minutes at one a second. */
const MOMENTS_MAX = 900;

/** A patient's moments with one more, at most one a second. Moments from a future go: the clock went back. */
export function withMoment(moments: readonly Moment[], moment: Moment): readonly Moment[] {
  const kept = moments.filter((old) => old.t_s < moment.t_s);
  const last = kept.at(-1);
  if (last && moment.t_s - last.t_s < 1 && kept.length === moments.length) return moments;
  return [...kept, moment].slice(-MOMENTS_MAX);
}

export function samplesOf(moments: readonly Moment[], kind: SignKind): Sample[] {
  return moments.map(({ t_s, vital }) => ({ t_s, value: kind.of(vital) }));
}

/** Seconds that a chart shows at least. */
export const SPAN_LEAST_S = 60;
/** Seconds without signs from which a line breaks: nobody saw what was between. */
const GAP_S = 15;

/** The signs as lines over one time, broken where none came. */
export function linesOf(moments: readonly Moment[]): { times: number[]; values: (number | null)[][] } {
  const times: number[] = [];
  const values = SIGNS.map((): (number | null)[] => []);
  for (const { t_s, vital } of moments) {
    const last = times.at(-1);
    if (last !== undefined && t_s - last > GAP_S) {
      times.push(last + 1);
      for (const line of values) line.push(null);
    }
    times.push(t_s);
    SIGNS.forEach((kind, n) => values[n]?.push(kind.of(vital)));
  }
  return { times, values };
}

/** From where to where a sign is drawn: the limits beyond which somebody sinks, and all that was. */
export function extentOf(values: readonly (number | null)[], kind: SignKind): [number, number] {
  const seen = values.filter((value) => value !== null);
  const low = Math.max(kind.extent[0], Math.min(kind.sinking[0], ...seen));
  const high = Math.min(kind.extent[1], Math.max(kind.sinking[1], ...seen));
  const air = 0.06 * (high - low);
  return [low - air, high + air];
}

/** As many moments as a table has rows, evenly, with the last. */
export function someOf(moments: readonly Moment[], rows: number): Moment[] {
  const step = Math.max(1, Math.ceil(moments.length / rows));
  return moments.filter((_, at) => (moments.length - 1 - at) % step === 0);
}

export interface Course {
  kind: SignKind;
  /** Change a minute. */
  rate_per_min: number;
  /** The limit beyond which they sink, where it comes within ten minutes. */
  limit?: number;
  left_s?: number;
}

/** Least change a minute worth a word, in the sign's unit. */
const RATE_LEAST = 2;

/** Signs that go the wrong way, the nearest to its limit first. */
export function coursesOf(moments: readonly Moment[]): Course[] {
  const courses = SIGNS.flatMap((kind): Course[] => {
    const samples = samplesOf(moments, kind);
    const rate = rateOf(samples);
    const value = samples.at(-1)?.value;
    if (rate === undefined || value === undefined || Math.abs(rate * 60) < RATE_LEAST) return [];
    const middle = (kind.well[0] + kind.well[1]) / 2;
    // Towards the middle of what is well is the right way.
    if (rate < 0 ? value > middle : value < middle) return [];
    const limit = kind.sinking[rate < 0 ? 0 : 1];
    // Nobody sinks of a sign at its end: more oxygen in the blood is never the wrong way.
    if (limit > kind.extent[1]) return [];
    const left_s = (limit - value) / rate;
    const within = left_s > 0 && left_s <= 600;
    // A sign that wanders inside what is well, far from any limit, is no course.
    if (!within && value >= kind.well[0] && value <= kind.well[1]) return [];
    return [{ kind, rate_per_min: rate * 60, ...(within ? { limit, left_s } : {}) }];
  });
  return courses.sort((a, b) => (a.left_s ?? Infinity) - (b.left_s ?? Infinity));
}

/** Whether a patient's signs say more than that they were somewhere near the core. */
export function isWounded(signs: PatientSeen): boolean {
  return (signs.treatment_left_s ?? 0) >= 2 || signs.stable === false;
}
