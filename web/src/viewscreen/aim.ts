// Where the camera looks. It sits at the bow and tilts in the ship's plane of symmetry alone: it follows the horizon up
// and down, and never rolls or pans, so that every list and every swing of the bow is seen as it is.
// Level axes: x forward along the ground track, y starboard, z down. Body axes: x bow, y starboard, z keel.

export type Vector = readonly [number, number, number];
export type Quaternion = readonly [number, number, number, number];

/** Mean radius of the planet, km. */
export const PLANET_KM = 6371;
/** Height of the cloud tops and of their base, km. */
export const CLOUD_TOP_KM = 11;
export const CLOUD_BASE_KM = 8.5;
/** The middle of the picture lies this far above the horizon. */
export const ABOVE_HORIZON_RAD = (1.5 * Math.PI) / 180;
/** What the camera's mount can do: below the bow's axis, above it, and how fast. */
export const TILT_MAX_RAD = (105 * Math.PI) / 180;
export const TILT_MIN_RAD = (-40 * Math.PI) / 180;
export const TILT_RATE_RAD_S = (9 * Math.PI) / 180;

export function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function rotate([x, y, z, w]: Quaternion, [a, b, c]: Vector): Vector {
  const [p, q, r] = [2 * (y * c - z * b), 2 * (z * a - x * c), 2 * (x * b - y * a)];
  return [a + w * p + y * r - z * q, b + w * q + z * p - x * r, c + w * r + x * q - y * p];
}

/** The shorter way from one attitude to another. */
export function slerp(from: Quaternion, to: Quaternion, share: number): Quaternion {
  let cosine = from[0] * to[0] + from[1] * to[1] + from[2] * to[2] + from[3] * to[3];
  const sign = cosine < 0 ? -1 : 1;
  cosine = Math.min(1, cosine * sign);
  const angle = Math.acos(cosine);
  const near = angle < 1e-4;
  const a = near ? 1 - share : Math.sin((1 - share) * angle) / Math.sin(angle);
  const b = (near ? share : Math.sin(share * angle) / Math.sin(angle)) * sign;
  const mixed = from.map((value, at) => a * value + b * (to[at] ?? 0));
  const size = Math.hypot(...mixed);
  return mixed.map((value) => value / size) as unknown as Quaternion;
}

/** How far the horizon of a sphere lies below the level, seen from a height. */
export function dip_rad(height_km: number, floor_km = 0): number {
  const radius_km = PLANET_KM + floor_km;
  return Math.acos(radius_km / Math.max(radius_km, PLANET_KM + height_km));
}

/** The height of what closes the view below: cloud tops from above, the ground once she is in cloud or beneath. */
export function floor_km(height_km: number): number {
  return height_km > (CLOUD_TOP_KM + CLOUD_BASE_KM) / 2 ? CLOUD_TOP_KM * smooth(9.75, 12, height_km) : 0;
}

export function smooth(from: number, to: number, value: number): number {
  const x = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return x * x * (3 - 2 * x);
}

/** Axes of the camera in level axes. */
export interface Camera {
  right: Vector;
  up: Vector;
  forward: Vector;
}

export function cameraOf(level_from_body: Quaternion, tilt_rad: number): Camera {
  const [c, s] = [Math.cos(tilt_rad), Math.sin(tilt_rad)];
  return {
    right: rotate(level_from_body, [0, 1, 0]),
    up: rotate(level_from_body, [s, 0, -c]),
    forward: rotate(level_from_body, [c, 0, s]),
  };
}

/** The tilt that brings the horizon to its place in the picture: of the two there are, the one ahead of the other. */
export function tiltFor(level_from_body: Quaternion, height_km: number): number {
  const wanted = Math.sin(ABOVE_HORIZON_RAD - dip_rad(height_km, floor_km(height_km)));
  const bow = rotate(level_from_body, [1, 0, 0]);
  const keel = rotate(level_from_body, [0, 0, 1]);
  // Height of the line of sight: -(cos tilt * bow.z + sin tilt * keel.z).
  const size = Math.hypot(bow[2], keel[2]);
  const phase = Math.atan2(keel[2], bow[2]);
  const open = Math.acos(Math.min(1, Math.max(-1, -wanted / Math.max(size, 1e-6))));
  const ahead = (tilt: number) => Math.cos(tilt) * bow[0] + Math.sin(tilt) * keel[0];
  const found = [phase + open, phase - open].map((tilt) => Math.atan2(Math.sin(tilt), Math.cos(tilt)));
  const within = found.filter((tilt) => tilt <= TILT_MAX_RAD && tilt >= TILT_MIN_RAD);
  const best = (within.length > 0 ? within : found).sort((a, b) => ahead(b) - ahead(a))[0] ?? 0;
  return Math.min(TILT_MAX_RAD, Math.max(TILT_MIN_RAD, best));
}

/** One step of the mount toward where it should be. */
export function turnTilt(tilt_rad: number, wanted_rad: number, dt_s: number): number {
  const most = TILT_RATE_RAD_S * dt_s;
  const step = (wanted_rad - tilt_rad) * Math.min(1, 1.5 * dt_s);
  return tilt_rad + Math.min(most, Math.max(-most, step));
}

/** The list as the picture shows it: starboard side down is positive. */
export function list_rad(camera: Camera): number {
  return Math.atan2(camera.right[2], -camera.up[2]);
}
