// How she lies in the air, from the main screen's picture while it shows one, else from readings alone. Level axes and
// body axes both have z down; the wind is the direction from which the air comes, so it is where she goes.
import type { Flight, Outside } from '../../wire/protocol';

type Vector = readonly [number, number, number];

const DEGREES = 180 / Math.PI;

export interface Attitude {
  /** Angle of the bow to the wind, degrees, 0..=180. */
  attack_deg: number;
  /** Path over the horizon, degrees. */
  path_deg: number;
  /** Bow over the horizon, degrees. */
  pitch_deg: number;
  /** Starboard down is positive, degrees; none where nothing measures it. */
  bank_deg?: number;
  /** Belly toward the wind and not her back. */
  belly: boolean;
  /** The horizon is seen, not worked out. */
  seen: boolean;
}

export function turned([x, y, z, w]: readonly [number, number, number, number], v: Vector): Vector {
  const [a, b, c] = [y * v[2] - z * v[1], z * v[0] - x * v[2], x * v[1] - y * v[0]];
  return [
    v[0] + 2 * (w * a + y * c - z * b),
    v[1] + 2 * (w * b + z * a - x * c),
    v[2] + 2 * (w * c + x * b - y * a),
  ];
}

const dot = (a: Vector, b: Vector) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const scaled = (a: Vector, by: number): Vector => [a[0] * by, a[1] * by, a[2] * by];
/** `a` without what of it lies along the unit vector `b`, made a unit vector. */
function across(a: Vector, b: Vector): Vector {
  const along = dot(a, b);
  const rest: Vector = [a[0] - b[0] * along, a[1] - b[1] * along, a[2] - b[2] * along];
  const long = Math.hypot(...rest);
  return long > 1e-6 ? scaled(rest, 1 / long) : [0, 0, -1];
}

const UP: Vector = [0, 0, -1];

export function seenAttitude(outside: Outside): Attitude {
  const to = (v: Vector) => turned(outside.level_from_body, v);
  const wind = to(outside.wind_body);
  const lift = across(UP, wind);
  const [bow, back] = [to([1, 0, 0]), to([0, 0, -1])];
  const [x, y, z] = outside.wind_body;
  const over_horizon = (v: Vector) => Math.asin(Math.max(-1, Math.min(1, -v[2]))) * DEGREES;
  const raised = across(back, wind);
  return {
    attack_deg: Math.atan2(Math.hypot(y, z), x) * DEGREES,
    path_deg: over_horizon(wind),
    pitch_deg: over_horizon(bow),
    bank_deg: Math.atan2(dot(cross(lift, raised), wind), dot(lift, raised)) * DEGREES,
    belly: z > 0,
    seen: true,
  };
}

/** From two readings, rad; level wings and the belly below are taken for granted. */
export function readAttitude(attack_rad: number, path_rad: number): Attitude {
  const [attack_deg, path_deg] = [attack_rad * DEGREES, path_rad * DEGREES];
  return { attack_deg, path_deg, pitch_deg: attack_deg + path_deg, belly: true, seen: false };
}

/** How far from the hull's own trim she still meets the air belly-first: less toward the bow than past square-on, degrees. */
const BELLY_BELOW_DEG = 13;
const BELLY_ABOVE_DEG = 27;

/** Angles to the wind that count as belly-first, around the one at which the hull trims itself, degrees. */
export function bellyRange({ trim_attack_deg }: Flight): readonly [number, number] {
  return [trim_attack_deg - BELLY_BELOW_DEG, trim_attack_deg + BELLY_ABOVE_DEG];
}
