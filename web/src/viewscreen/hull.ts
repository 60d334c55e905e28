// The ship's own skin as her screen sees it: drawn tight over the boxes of her compartments, and where its edge stands in
// the picture. Body axes, m: x bow, y starboard, z keel.
import type { Compartment } from '../wire/protocol';
import { dot, rotate, type Quaternion, type Vector } from './aim';

/** Frames are this far apart; each is the mean of what lies within reach, so that decks become a hull. */
const FRAME_M = 1.6;
const REACH_M = 9;
/** Points around a frame. */
export const AROUND = 48;
/** Skin and structure outside the rooms. */
const SKIN_M = 1.2;
/** How much of her is drawn: no camera of hers sees further aft. */
const DRAWN_M = 90;

export interface Hull {
  /** `AROUND` points a frame, from the bow aft. */
  points: Float32Array;
  normals: Float32Array;
  frames: number;
  indices: Uint16Array;
}

type Box = Pick<Compartment, 'low_body_m' | 'high_body_m'>;

/** How far the boxes reach at `x`, in each direction around. */
function reach(boxes: readonly Box[], x: number): Float64Array {
  const out = new Float64Array(AROUND);
  for (const { low_body_m: low, high_body_m: high } of boxes) {
    if (x < low[0] || x > high[0]) continue;
    for (let at = 0; at < AROUND; at += 1) {
      const turn = (2 * Math.PI * at) / AROUND;
      const [c, s] = [Math.cos(turn), Math.sin(turn)];
      const far = Math.max(low[1] * c, high[1] * c) + Math.max(low[2] * s, high[2] * s) + SKIN_M;
      out[at] = Math.max(out[at] ?? 0, far);
    }
  }
  return out;
}

export function hullOver(boxes: readonly Box[]): Hull | undefined {
  if (boxes.length === 0) return undefined;
  const bow = Math.max(...boxes.map((box) => box.high_body_m[0]));
  const slices = DRAWN_M + 2 * REACH_M;
  const raw = Array.from({ length: slices }, (_, at) => reach(boxes, bow + REACH_M - at));
  const frames = Math.floor(DRAWN_M / FRAME_M);
  const points = new Float32Array(frames * AROUND * 3);
  for (let frame = 0; frame < frames; frame += 1) {
    // Finer at the bow, where she is round, and closed at its tip.
    const back = DRAWN_M * (frame / (frames - 1)) ** 2;
    const round_off = Math.sqrt(1 - (1 - Math.min(1, back / (1.9 * REACH_M))) ** 2);
    const far = new Float64Array(AROUND);
    let weight = 0;
    for (let at = 0; at < slices; at += 1) {
      const off = (at - back) / REACH_M;
      if (Math.abs(off) >= 1) continue;
      const share = (1 - off * off) ** 2;
      const slice = raw[at];
      if (!slice?.[0]) continue;
      weight += share;
      for (let turn = 0; turn < AROUND; turn += 1) far[turn] = (far[turn] ?? 0) + share * (slice[turn] ?? 0);
    }
    const round = (turn: number) => {
      let sum = 0;
      for (let by = -3; by <= 3; by += 1)
        sum += (4 - Math.abs(by)) * (far[(turn + by + AROUND) % AROUND] ?? 0);
      return (round_off * sum) / 16 / (weight || 1);
    };
    for (let turn = 0; turn < AROUND; turn += 1) {
      const angle = (2 * Math.PI * turn) / AROUND;
      const [h, dh] = [round(turn), ((round(turn + 1) - round(turn - 1)) * AROUND) / (4 * Math.PI)];
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      points.set([bow + REACH_M - back, h * c - dh * s, h * s + dh * c], 3 * (frame * AROUND + turn));
    }
  }
  return { points, frames, normals: normalsOf(points, frames), indices: indicesOf(frames) };
}

function indicesOf(frames: number): Uint16Array {
  const out: number[] = [];
  for (let frame = 0; frame + 1 < frames; frame += 1)
    for (let turn = 0; turn < AROUND; turn += 1) {
      const [a, b] = [frame * AROUND + turn, frame * AROUND + ((turn + 1) % AROUND)];
      out.push(a, b, a + AROUND, b, b + AROUND, a + AROUND);
    }
  return Uint16Array.from(out);
}

function normalsOf(points: Float32Array, frames: number): Float32Array {
  const out = new Float32Array(points.length);
  const point = (frame: number, turn: number): Vector => {
    const at = 3 * (Math.min(frames - 1, Math.max(0, frame)) * AROUND + ((turn + AROUND) % AROUND));
    return [points[at] ?? 0, points[at + 1] ?? 0, points[at + 2] ?? 0];
  };
  const less = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
  for (let frame = 0; frame < frames; frame += 1)
    for (let turn = 0; turn < AROUND; turn += 1) {
      const [aft, over] = [
        less(point(frame + 1, turn), point(frame - 1, turn)),
        less(point(frame, turn + 1), point(frame, turn - 1)),
      ];
      const n = [
        over[1] * aft[2] - over[2] * aft[1],
        over[2] * aft[0] - over[0] * aft[2],
        over[0] * aft[1] - over[1] * aft[0],
      ];
      if (frame === 0) n.splice(0, 3, 1, 0, 0);
      const size = Math.hypot(...n) || 1;
      out.set(
        n.map((value) => value / size),
        3 * (frame * AROUND + turn),
      );
    }
  return out;
}

/** How far the lenses stand off her skin, along the sight and above the edge that they look over. */
const BEHIND_M = 8;
const OVER = 0.3;

/** Where the camera stands for a tilt: lenses ring the bow, each held the same way behind and above the edge it sees. */
export function eyeOf(hull: Hull, tilt_rad: number, tan_half: number): Vector {
  const [c, s] = [Math.cos(tilt_rad), Math.sin(tilt_rad)];
  const up: Vector = [s, 0, -c];
  const { points } = hull;
  // The edge is the mean of what stands highest, weighted so that it glides along the skin as the camera tilts.
  let [x, z, sum] = [0, 0, 0];
  const bow = points[0] ?? 0;
  let most = -Infinity;
  for (let at = 0; at < points.length; at += 3) {
    const high = (points[at] ?? 0) * up[0] + (points[at + 2] ?? 0) * up[2];
    if (high > most) most = high;
  }
  for (let at = 0; at < points.length; at += 3) {
    const [px, pz] = [points[at] ?? 0, points[at + 2] ?? 0];
    // Of a long flat back it is the part nearest the bow.
    const share = Math.exp(2.5 * (px * up[0] + pz * up[2] - most) + 0.3 * (px - bow));
    [x, z, sum] = [x + share * px, z + share * pz, sum + share];
  }
  const [off, over] = [BEHIND_M, BEHIND_M * 2 * OVER * tan_half];
  return [x / sum - off * c + over * up[0], 0, z / sum - off * s + over * up[2]];
}

/** The edge of the hull in the picture, from port to starboard, in heights of the picture; and how far off it is, m. */
export interface Crest {
  x: Float32Array;
  y: Float32Array;
  far_m: Float32Array;
}
export const CREST = 129;

export function crestOf(hull: Hull, eye: Vector, tilt_rad: number, tan_half: number, wide: number): Crest {
  const [c, s] = [Math.cos(tilt_rad), Math.sin(tilt_rad)];
  const { points, frames } = hull;
  const count = points.length / 3;
  const [px, py, pz] = [new Float32Array(count), new Float32Array(count), new Float32Array(count)];
  for (let at = 0; at < count; at += 1) {
    const [x, y, z] = [0, 1, 2].map((axis) => (points[3 * at + axis] ?? 0) - (eye[axis] ?? 0)) as [
      number,
      number,
      number,
    ];
    const depth = Math.max(0.3, x * c + z * s);
    pz[at] = depth;
    px[at] = y / (2 * tan_half * depth);
    py[at] = (x * s - z * c) / (2 * tan_half * depth);
  }
  const half = wide / 2 + 0.15;
  const crest: Crest = {
    x: Float32Array.from({ length: CREST }, (_, at) => half * ((2 * at) / (CREST - 1) - 1)),
    y: new Float32Array(CREST).fill(-2),
    far_m: new Float32Array(CREST).fill(BEHIND_M),
  };
  const column = (x: number) => ((x / half + 1) * (CREST - 1)) / 2;
  const along = (a: number, b: number) => {
    const [ax, bx] = [px[a] ?? 0, px[b] ?? 0];
    const [low, high] = ax < bx ? [a, b] : [b, a];
    const [from, to] = [column(px[low] ?? 0), column(px[high] ?? 0)];
    for (let at = Math.max(0, Math.ceil(from)); at <= Math.min(CREST - 1, to); at += 1) {
      const share = to > from ? (at - from) / (to - from) : 0;
      const y = (py[low] ?? 0) + share * ((py[high] ?? 0) - (py[low] ?? 0));
      if (y <= (crest.y[at] ?? 0)) continue;
      crest.y[at] = y;
      crest.far_m[at] = (pz[low] ?? 1) + share * ((pz[high] ?? 1) - (pz[low] ?? 1));
    }
  };
  for (let frame = 0; frame < frames; frame += 1)
    for (let turn = 0; turn < AROUND; turn += 1) {
      const at = frame * AROUND + turn;
      along(at, frame * AROUND + ((turn + 1) % AROUND));
      if (frame + 1 < frames) along(at, at + AROUND);
    }
  return crest;
}

/** The wind as the hull meets it, for those who look at it in level axes. */
export function windLevel(level_from_body: Quaternion, wind_body: Vector): Vector {
  const wind = rotate(level_from_body, wind_body);
  const size = Math.sqrt(dot(wind, wind)) || 1;
  return [wind[0] / size, wind[1] / size, wind[2] / size];
}
