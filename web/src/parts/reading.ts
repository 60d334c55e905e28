// What a reading's bar is made of: where things lie on it, which mark stands beside the number, where the value is
// going and when it gets to the next limit. Positions are 0..=1 along the bar.
import type { Priority } from '../alerts/machine';

export interface Limits {
  alarm_low?: number | null;
  warning_low?: number | null;
  warning_high?: number | null;
  alarm_high?: number | null;
}

export type Band = 'alarm_low' | 'warning_low' | 'normal' | 'warning_high' | 'alarm_high';
export type Quality = 'good' | 'stale' | 'dead';

export interface Extent {
  min: number;
  max: number;
}

export interface LimitAt {
  kind: Exclude<Band, 'normal'>;
  value: number;
  at: number;
}

const KINDS = ['alarm_low', 'warning_low', 'warning_high', 'alarm_high'] as const;

/** Ends of the bar where none are given: all limits and what is required in sight, from zero if nothing is below. */
export function extentOf(limits: Limits, required: number | null | undefined, value: number): Extent {
  const known = [...KINDS.map((kind) => limits[kind]), required].filter(
    (n): n is number => typeof n === 'number',
  );
  const seen = known.length > 0 ? known : [value];
  const low = Math.min(0, ...seen);
  const high = Math.max(...seen, low);
  const room = (high - low || 1) * 0.2;
  return { min: low < 0 ? low - room : 0, max: high + room };
}

export function position(value: number, extent: Extent): number {
  const share = (value - extent.min) / (extent.max - extent.min);
  return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
}

export function beyond(value: number, extent: Extent): 'low' | 'high' | undefined {
  if (value < extent.min) return 'low';
  return value > extent.max ? 'high' : undefined;
}

export function limitsOn(limits: Limits, extent: Extent): LimitAt[] {
  return KINDS.flatMap((kind) => {
    const value = limits[kind];
    return typeof value === 'number' ? [{ kind, value, at: position(value, extent) }] : [];
  });
}

/** From where to where all is well. */
export function normalBand(limits: Limits, extent: Extent): [number, number] {
  const low = limits.warning_low ?? limits.alarm_low;
  const high = limits.warning_high ?? limits.alarm_high;
  return [
    typeof low === 'number' ? position(low, extent) : 0,
    typeof high === 'number' ? position(high, extent) : 1,
  ];
}

export function markOf(band: Band): Priority | undefined {
  if (band === 'normal') return undefined;
  return band.startsWith('alarm') ? 'alarm' : 'warning';
}

/** From where to where the bar is filled: from zero, or from the low end. */
export function filled(value: number, extent: Extent): [number, number] {
  const zero = position(Math.max(extent.min, Math.min(extent.max, 0)), extent);
  const at = position(value, extent);
  return at < zero ? [at, zero] : [zero, at];
}

export interface Sample {
  /** Seconds of ship time. */
  t_s: number;
  value: number;
}

/** Seconds the sparkline shows. */
export const HISTORY_S = 60;
/** Seconds over which the rate is taken. */
const RATE_S = 10;
/** Samples below which no rate is told. */
const RATE_SAMPLES_MIN = 5;
/** Share of the scatter that the straight line must explain before it counts as a trend. */
const TREND_MIN = 0.6;

/** `history` with one sample more and what is too old gone. Samples from a future (the clock went back) go too. */
export function remember(history: readonly Sample[], sample: Sample): Sample[] {
  const kept = history.filter((old) => old.t_s < sample.t_s && old.t_s >= sample.t_s - HISTORY_S);
  return [...kept, sample];
}

/** Change a second by least squares over the last ten seconds; none while there is no clear trend. */
export function rateOf(history: readonly Sample[]): number | undefined {
  const end_s = history.at(-1)?.t_s ?? 0;
  const recent = history.filter((sample) => sample.t_s >= end_s - RATE_S);
  if (recent.length < RATE_SAMPLES_MIN) return undefined;
  const mean = (pick: (sample: Sample) => number) =>
    recent.reduce((sum, s) => sum + pick(s), 0) / recent.length;
  const [t_mean, v_mean] = [mean((s) => s.t_s), mean((s) => s.value)];
  let [tt, tv, vv] = [0, 0, 0];
  for (const { t_s, value } of recent) {
    tt += (t_s - t_mean) ** 2;
    tv += (t_s - t_mean) * (value - v_mean);
    vv += (value - v_mean) ** 2;
  }
  if (tt === 0 || vv === 0) return undefined;
  return (tv * tv) / (tt * vv) >= TREND_MIN ? tv / tt : undefined;
}

export interface NextLimit {
  kind: Exclude<Band, 'normal'>;
  value: number;
  /** Seconds until it is reached at this rate. */
  left_s: number;
}

/** Seconds beyond which the next limit is not told. */
export const LIMIT_MAX_S = 600;

/** The limit the value reaches next, when that is within ten minutes. */
export function nextLimit(value: number, rate: number | undefined, limits: Limits): NextLimit | undefined {
  if (!rate) return undefined;
  let next: NextLimit | undefined;
  for (const kind of KINDS) {
    const limit = limits[kind];
    // A low limit matters when falling through it, a high one when rising.
    if (typeof limit !== 'number' || kind.endsWith('low') !== rate < 0) continue;
    const left_s = (limit - value) / rate;
    if (left_s > 0 && left_s <= LIMIT_MAX_S && (!next || left_s < next.left_s))
      next = { kind, value: limit, left_s };
  }
  return next;
}

/** Least share of the bar that the sparkline's height stands for: unrest of a hair is drawn as one. */
const SPARK_SPAN_MIN = 0.06;

/**
 * Points of the sparkline in a box of `width` by `height`; the newest sample is at the right edge, and the bar's
 * `extent` says what counts as much.
 */
export function sparkline(history: readonly Sample[], extent: Extent, width: number, height: number): string {
  const end_s = history.at(-1)?.t_s ?? 0;
  const values = history.map((sample) => sample.value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const span = Math.max(high - low, (extent.max - extent.min) * SPARK_SPAN_MIN);
  const middle = (low + high) / 2;
  const x = (sample: Sample) => width * (1 - (end_s - sample.t_s) / HISTORY_S);
  const y = (sample: Sample) => (span > 0 ? height * (0.5 - (sample.value - middle) / span) : height / 2);
  return history.map((sample) => `${x(sample).toFixed(1)},${y(sample).toFixed(1)}`).join(' ');
}
