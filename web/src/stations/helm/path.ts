// The fall as a path through the air: what she has flown, kept while the page is open, and what lies ahead, laid on one
// scale of distance and altitude. Plain data; the component only draws it.
import type { PathPoint } from '../../wire/protocol';

/** A place on the path; distance over the ground runs from where the page was opened. */
export interface Flown {
  /** Ship time, s. */
  t_s: number;
  distance_m: number;
  altitude_m: number;
  /** Felt load, g. */
  load_g: number;
}

export interface Sample {
  t_s: number;
  altitude_m: number;
  airspeed_m_s: number;
  /** Angle of the path over the horizon, rad. */
  path_angle_rad: number;
  load_g: number;
}

const EARTH_RADIUS_M = 6_371_000;
/** Seconds between two points that are kept; the newest always is. */
const KEEP_S = 2;
/** Seconds without a sample after which the line begins anew: nobody knows what lay between. */
const GAP_S = 30;
const KEPT_MAX = 1200;

/** What has been flown with one sample more. */
export function flown(past: readonly Flown[], sample: Sample): readonly Flown[] {
  const last = past.at(-1);
  const { t_s, altitude_m, load_g } = sample;
  const dt_s = last ? t_s - last.t_s : 0;
  if (!last || dt_s < 0 || dt_s > GAP_S) return [{ t_s, distance_m: 0, altitude_m, load_g }];
  if (dt_s === 0) return past;
  const over_ground = EARTH_RADIUS_M / (EARTH_RADIUS_M + Math.max(0, altitude_m));
  const step_m = sample.airspeed_m_s * Math.cos(sample.path_angle_rad) * over_ground * dt_s;
  const next = { t_s, distance_m: last.distance_m + step_m, altitude_m, load_g };
  const before = past.at(-2);
  // Until it is old enough to stay, the newest point is moved along.
  const kept = before && last.t_s - before.t_s < KEEP_S ? past.slice(0, -1) : past;
  return [...kept, next].slice(-KEPT_MAX);
}

/** What of the drawing holds what: pixels. */
export interface Box {
  width: number;
  /** From the top of the drawing to the ground. */
  ground: number;
  /** Kept free to the left of her, pixels. */
  left: number;
}

export interface Scale {
  x: (ahead_m: number) => number;
  y: (altitude_m: number) => number;
  top_m: number;
  behind_m: number;
}

/** Distances and altitudes below which the picture comes no closer, m. */
const AHEAD_MIN_M = 40_000;
const TOP_MIN_M = 16_000;
/** Without a prediction as much is shown ahead as this, m. */
const AHEAD_BLIND_M = 1_000_000;
/** Share of the width that lies behind her. */
export const BEHIND = 0.24;
/** Pixels at the right for the altitudes. */
const RIGHT = 92;
/** Share of the height left free over the highest point. */
const ROOM = 0.16;

export function scaleOf(altitude_m: number, path: readonly PathPoint[], box: Box): Scale {
  const far_m = Math.max(AHEAD_MIN_M, path.at(-1)?.downrange_m ?? AHEAD_BLIND_M);
  const here = Math.max(BEHIND * box.width, box.left);
  const m_per_px = far_m / Math.max(40, box.width - RIGHT - here);
  const behind_m = here * m_per_px;
  const highest_m = Math.max(altitude_m, ...path.map((point) => point.altitude_m));
  const top_m = Math.max(TOP_MIN_M, highest_m / (1 - ROOM));
  return {
    x: (m) => here + m / m_per_px,
    y: (m) => box.ground * (1 - m / top_m),
    top_m,
    behind_m,
  };
}

/** Where the atmosphere is taken to begin, m. */
export const AIR_M = 120_000;

/** Where the air begins; none while that is above the picture. */
export function airEdge(scale: Scale): number | undefined {
  const y = scale.y(AIR_M);
  return y > 24 ? y : undefined;
}

export interface Drawn {
  x: number;
  y: number;
  load_g: number;
}

/** What has been flown as points of the drawing; she herself is at distance 0. */
export function drawnPast(past: readonly Flown[], scale: Scale): Drawn[] {
  const here_m = past.at(-1)?.distance_m ?? 0;
  return past
    .filter((point) => here_m - point.distance_m <= scale.behind_m * 1.1)
    .map((point) => ({
      x: scale.x(point.distance_m - here_m),
      y: scale.y(point.altitude_m),
      load_g: point.load_g,
    }));
}

export function drawnAhead(path: readonly PathPoint[], scale: Scale): Drawn[] {
  return path.map((point) => ({
    x: scale.x(point.downrange_m),
    y: scale.y(point.altitude_m),
    load_g: point.load_g,
  }));
}

export function line(points: readonly Drawn[]): string {
  return points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}

/** Outline of a band along `points`, as thick as the load there. */
export function ribbon(points: readonly Drawn[], px_per_g: number): string {
  if (points.length < 2) return '';
  const sides = points.map((point, at) => {
    const from = points[Math.max(0, at - 1)] ?? point;
    const to = points[Math.min(points.length - 1, at + 1)] ?? point;
    const long = Math.hypot(to.x - from.x, to.y - from.y) || 1;
    const half = Math.max(0, point.load_g) * px_per_g;
    const [dx, dy] = [(-(to.y - from.y) / long) * half, ((to.x - from.x) / long) * half];
    return { over: { x: point.x - dx, y: point.y - dy }, under: { x: point.x + dx, y: point.y + dy } };
  });
  const round = [...sides.map((side) => side.over), ...sides.reverse().map((side) => side.under)];
  return `M${round.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`;
}

/** The path `in_s` seconds from now, between its points; none beyond its ends. */
export function ahead(path: readonly PathPoint[], in_s: number): PathPoint | undefined {
  const after = path.findIndex((point) => point.in_s >= in_s);
  const [one, other] = [path[after - 1], path[after]];
  if (!other || in_s < 0) return undefined;
  if (!one) return other;
  const share = (in_s - one.in_s) / (other.in_s - one.in_s || 1);
  const mix = (pick: (point: PathPoint) => number) => pick(one) + share * (pick(other) - pick(one));
  return {
    in_s,
    altitude_m: mix((point) => point.altitude_m),
    downrange_m: mix((point) => point.downrange_m),
    airspeed_m_s: mix((point) => point.airspeed_m_s),
    load_g: mix((point) => point.load_g),
  };
}

/** Loads below this are not worth a word, g. */
const LOAD_TOLD_G = 0.3;

/** Where she will be heaviest; none where nothing is to be felt. */
export function heaviest(path: readonly PathPoint[]): PathPoint | undefined {
  const most = path.reduce<PathPoint | undefined>(
    (most, point) => (point.load_g > (most?.load_g ?? LOAD_TOLD_G) ? point : most),
    undefined,
  );
  // What is heaviest now is on the instrument already, and the last seconds before the ground are not flown.
  return most && most.in_s >= 10 ? most : undefined;
}

export interface TimeMark {
  x: number;
  /** Ship time, s. */
  t_s: number;
}

/** Full minutes along the path, at least `apart` pixels from one another. */
export function minutes(
  past: readonly Flown[],
  path: readonly PathPoint[],
  scale: Scale,
  now_s: number,
  apart: number,
): TimeMark[] {
  const here_m = past.at(-1)?.distance_m ?? 0;
  const marks: TimeMark[] = [];
  const put = (t_s: number, x: number) => {
    if (x > 0 && Math.abs(x - (marks.at(-1)?.x ?? -apart)) >= apart) marks.push({ x, t_s });
  };
  let minute = Math.ceil((past[0]?.t_s ?? now_s) / 60) * 60;
  for (const point of past) {
    if (point.t_s < minute) continue;
    put(minute, scale.x(point.distance_m - here_m));
    minute = (Math.floor(point.t_s / 60) + 1) * 60;
  }
  for (minute = Math.ceil((now_s + 1) / 60) * 60; ; minute += 60) {
    const point = ahead(path, minute - now_s);
    if (!point) return marks;
    put(minute, scale.x(point.downrange_m));
  }
}

/** Altitudes worth a line on the scale, m. */
export function altitudes(top_m: number): number[] {
  const step = [2_000, 5_000, 10_000, 20_000, 50_000, 100_000].find((step) => top_m / step <= 4.5) ?? 200_000;
  const lines = Array.from({ length: Math.floor(top_m / step) }, (_, at) => step * (at + 1));
  return lines.filter((line) => line < top_m * 0.94);
}

/** How high the band along `points` reaches between two places, as a height of the drawing. */
export function topIn(points: readonly Drawn[], from_x: number, to_x: number, px_per_g: number): number {
  const within = points.filter(({ x }) => x >= from_x && x <= to_x);
  return Math.min(Infinity, ...within.map(({ y, load_g }) => y - Math.max(0, load_g) * px_per_g));
}

/** Words as a box about their baseline, pixels. */
export interface Words {
  over: number;
  under: number;
}

/** The baseline nearest to `y` at which a line drawn at `edge` does not run through the words. */
export function clearOf(edge: number | undefined, y: number, { over, under }: Words): number {
  if (edge === undefined || edge < y - over || edge > y + under) return y;
  const [above, below] = [edge - under, edge + over];
  return y - above < below - y && above - over > 0 ? above : below;
}
