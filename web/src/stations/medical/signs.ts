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
const CHART_LEAST_S = 60;

/** Points of a sign's line in a box, the whole time the page has watched. */
export function lineOf(samples: readonly Sample[], kind: SignKind, width: number, height: number): string {
  const first = samples[0]?.t_s ?? 0;
  const span = Math.max(CHART_LEAST_S, (samples.at(-1)?.t_s ?? 0) - first);
  const step = Math.max(1, Math.floor(samples.length / 240));
  return samples
    .filter((_, at) => at % step === 0 || at === samples.length - 1)
    .map(({ t_s, value }) => {
      const x = width - (width * ((samples.at(-1)?.t_s ?? 0) - t_s)) / span;
      return `${x.toFixed(1)},${heightOf(value, kind, height).toFixed(1)}`;
    })
    .join(' ');
}

export function heightOf(value: number, kind: SignKind, height: number): number {
  const [low, high] = kind.extent;
  return height * (1 - Math.min(1, Math.max(0, (value - low) / (high - low))));
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
    const left_s = (limit - value) / rate;
    const within = left_s > 0 && left_s <= 600;
    // A sign that wanders inside what is well, far from any limit, is no course.
    if (!within && value >= kind.well[0] && value <= kind.well[1]) return [];
    return [{ kind, rate_per_min: rate * 60, ...(within ? { limit, left_s } : {}) }];
  });
  return courses.sort((a, b) => (a.left_s ?? Infinity) - (b.left_s ?? Infinity));
}

export type DoseWord = 'none' | 'mild' | 'grave' | 'half' | 'deadly';

/** What a dose to the whole body does, in a word. */
export function doseWord(dose_gy: number): DoseWord {
  if (dose_gy < 0.5) return 'none';
  if (dose_gy < 2) return 'mild';
  if (dose_gy < 4) return 'grave';
  return dose_gy < 10 ? 'half' : 'deadly';
}

/** Decimals that a dose is told with. */
export function doseDecimals(dose_gy: number): number {
  return dose_gy < 10 ? 1 : 0;
}

/** Whether a patient's signs say more than that they were somewhere near the core. */
export function isWounded(signs: PatientSeen): boolean {
  return (signs.treatment_left_s ?? 0) >= 2 || signs.stable === false;
}

/** Doses at which what they do changes, Gy. */
export const DOSE_STEPS = [0.5, 2, 4, 10, 100, 1000] as const;
const DOSE_LOW_GY = 0.05;
const DOSE_HIGH_GY = 5000;

/** Where a dose lies on a scale of powers of ten, 0..=1. */
export function doseAt(dose_gy: number): number {
  if (dose_gy <= DOSE_LOW_GY) return 0;
  return Math.min(1, Math.log(dose_gy / DOSE_LOW_GY) / Math.log(DOSE_HIGH_GY / DOSE_LOW_GY));
}
