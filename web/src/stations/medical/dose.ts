// What a dose to the whole body does and when, by the law of docs/laws/radiation.md: what a medic has learnt.

export type DoseWord = 'none' | 'mild' | 'grave' | 'half' | 'deadly';

/** What a dose does, in a word. */
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

/** Doses at which what they do changes, Gy. */
export const DOSE_STEPS = [0.5, 2, 4, 10, 100, 1000] as const;
const DOSE_LOW_GY = 0.05;
const DOSE_HIGH_GY = 5000;

/** Where a dose lies on a scale of powers of ten, 0..=1. */
export function doseAt(dose_gy: number): number {
  if (dose_gy <= DOSE_LOW_GY) return 0;
  return Math.min(1, Math.log(dose_gy / DOSE_LOW_GY) / Math.log(DOSE_HIGH_GY / DOSE_LOW_GY));
}

/** Dose from which some fall sick, and from which the law knows collapse, Gy. */
const SICK_FROM_GY = 0.5;
const COLLAPSE_FROM_GY = 15;
/** Half of these die of their marrow, Gy. */
const MEDIAN_GY = 3;
const MEDIAN_CARE_GY = 4.5;
const DAY_S = 86_400;
/** Dose, Gy, and time to death of the middle of people, s. */
const DEATH = [
  [1.5, 60 * DAY_S],
  [3, 40 * DAY_S],
  [5, 26 * DAY_S],
  [6.5, 21 * DAY_S],
  [9, 13 * DAY_S],
  [15, 8.5 * DAY_S],
  [30, 4.5 * DAY_S],
  [80, 2 * DAY_S],
  [105, 1.9 * DAY_S],
  [150, 1.2 * DAY_S],
  [2000, 900],
  [2500, 600],
  [4000, 300],
] as const;
/** The soonest and the latest of people, of the middle. */
const DEATH_SPREAD = [0.77, 1.3] as const;
const COLLAPSE_SPREAD = [0.565, 2.28] as const;

/** Time to death of the middle of people, s; infinite where a dose does not kill. */
export function deathAfter_s(dose_gy: number): number {
  if (dose_gy < DEATH[0][0]) return Infinity;
  const above = DEATH.findIndex(([gy]) => gy >= dose_gy);
  const high = DEATH[above];
  if (!high) return (300 * 4000) / dose_gy;
  const low = DEATH[above - 1];
  if (!low) return high[1];
  const share = Math.log(dose_gy / low[0]) / Math.log(high[0] / low[0]);
  return low[1] * (high[1] / low[1]) ** share;
}

/** Share of people whom a dose kills. */
export function deadly(dose_gy: number, care: boolean): number {
  const median_gy = care ? MEDIAN_CARE_GY : MEDIAN_GY;
  return dose_gy < median_gy / 2 ? 0 : 1 - Math.exp(-Math.LN2 * (dose_gy / median_gy) ** 6);
}

export interface Phase {
  phase: 'sick' | 'collapse' | 'death';
  /** After the dose; the soonest and the latest of people, s. */
  from_s: number;
  to_s: number;
  /** Share of people who come to it at all, 0..=1, without care and with it. */
  share: number;
  share_care: number;
}

/** What follows a dose taken at once, in order of time. */
export function phasesOf(dose_gy: number): Phase[] {
  const phases: Phase[] = [];
  if (dose_gy >= SICK_FROM_GY) {
    const [from_s, share] = [16_200 / dose_gy, 1 - Math.exp(-Math.LN2 * (dose_gy / 1.8) ** 2.5)];
    phases.push({ phase: 'sick', from_s, to_s: from_s, share, share_care: share });
  }
  if (dose_gy >= COLLAPSE_FROM_GY) {
    const middle_s = 240 * (30 / dose_gy) ** (dose_gy < 30 ? 3.9 : 0.27);
    const [from_s, to_s] = [middle_s * COLLAPSE_SPREAD[0], middle_s * COLLAPSE_SPREAD[1]];
    phases.push({ phase: 'collapse', from_s, to_s, share: 1, share_care: 1 });
  }
  const [share, share_care] = [deadly(dose_gy, false), deadly(dose_gy, true)];
  if (share >= 0.005) {
    const middle_s = deathAfter_s(dose_gy);
    const [from_s, to_s] = [middle_s * DEATH_SPREAD[0], middle_s * DEATH_SPREAD[1]];
    phases.push({ phase: 'death', from_s, to_s, share, share_care });
  }
  return phases.sort((a, b) => a.from_s - b.from_s);
}

export type TimeUnit = 's' | 'min' | 'h' | 'd';

/** Marks of the time scale, s, and as they are written. */
export const TIME_MARKS: readonly { s: number; value: number; unit: TimeUnit }[] = [
  { s: 60, value: 1, unit: 'min' },
  { s: 600, value: 10, unit: 'min' },
  { s: 3600, value: 1, unit: 'h' },
  { s: 6 * 3600, value: 6, unit: 'h' },
  { s: DAY_S, value: 1, unit: 'd' },
  { s: 10 * DAY_S, value: 10, unit: 'd' },
];
/** Its ends: each step is ten times the last. */
const TIME_LOW_S = 5;
const TIME_HIGH_S = 100 * DAY_S;

/** Where a time lies on a scale of powers of ten, 0..=1. */
export function timeAt(s: number): number {
  const at = Math.log(Math.max(s, TIME_LOW_S) / TIME_LOW_S) / Math.log(TIME_HIGH_S / TIME_LOW_S);
  return Math.min(1, at);
}

/** A time in the unit people would say it in. */
export function spoken(s: number): { value: number; unit: TimeUnit } {
  if (s < 90) return { value: Math.max(5, 5 * Math.round(s / 5)), unit: 's' };
  if (s < 5400) return { value: Math.round(s / 60), unit: 'min' };
  if (s < 1.5 * DAY_S) return { value: Math.round(s / 3600), unit: 'h' };
  return { value: Math.round(s / DAY_S), unit: 'd' };
}
