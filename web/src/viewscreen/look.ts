// From state to light: how strong the glow is, what colour the sun has, how thick the fog. Nothing here knows the time.
// Level axes as they come: x forward, y starboard, z down. Colours are linear.
import type { Outside } from '../wire/protocol';
import {
  CLOUD_BASE_KM,
  CLOUD_TOP_KM,
  dip_rad,
  dot,
  PLANET_KM,
  smooth,
  type Camera,
  type Vector,
} from './aim';

export interface Look {
  /** 0..=1: air that glows in front of her, and tongues along the bow. */
  glow: number;
  flame: number;
  glow_color: Vector;
  /** 0..=1: bits torn off, at the worst of the heat alone. */
  sparks: number;
  /** The sun as it is seen, air and horizon in its way. */
  sun_color: Vector;
  /** 0..=1: share of the view that cloud takes; and being beneath it. */
  fog: number;
  under: number;
  fog_color: Vector;
  star_light: number;
  exposure: number;
}

const mix = (a: Vector, b: Vector, share: number): Vector => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
];
const times = (a: Vector, by: number): Vector => [a[0] * by, a[1] * by, a[2] * by];
const bound = (value: number) => Math.min(1, Math.max(0, value));

/** Heat on the bow as the eye sees it, 0..=1: by its logarithm, from the first shimmer (8 kW/m2) to 1.8 MW/m2. */
export function glowOf(heating_w_m2: number): number {
  return bound((Math.log10(Math.max(1, heating_w_m2)) - 3.9) / 2.35);
}

/** Height of the sun over the horizon that is seen from `height_km`, rad. */
export function sunOverHorizon_rad(sun_level: Vector, height_km: number): number {
  return Math.asin(Math.min(1, Math.max(-1, -sun_level[2]))) + dip_rad(height_km);
}

const AIR_SCALE_KM = 8;
const SCATTER_PER_KM: Vector = [5.8e-3, 13.5e-3, 33.1e-3];

/** Chapman's function in Schüler's form: the way through an exponential air over the way straight up. */
function chapman(x: number, up: number): number {
  const c = Math.sqrt((Math.PI / 2) * x);
  if (up >= 0) return c / ((c - 1) * up + 1);
  const x0 = Math.sqrt(Math.max(0, 1 - up * up)) * x;
  return 2 * Math.sqrt((Math.PI / 2) * x0) * Math.exp(Math.min(60, x - x0)) - c / (1 - (c - 1) * up);
}

/** What air leaves of sunlight at a height, 0..=1 by colour. */
export function sunlight(height_km: number, up: number): Vector {
  const thick_km =
    Math.exp(-height_km / AIR_SCALE_KM) * AIR_SCALE_KM * chapman((PLANET_KM + height_km) / AIR_SCALE_KM, up);
  return SCATTER_PER_KM.map((per_km) => Math.exp(-Math.min(60, per_km * thick_km))) as unknown as Vector;
}

/** Light inside a cloud by the height of the sun. */
function fogColor(up: number): Vector {
  const dawn = mix([0.012, 0.016, 0.028], [0.3, 0.2, 0.2], smooth(-0.14, 0.02, up));
  return mix(dawn, [0.62, 0.66, 0.7], smooth(0, 0.3, up));
}

export function lookOf(outside: Outside): Look {
  const height_km = outside.altitude_m / 1000;
  const up = -outside.sun_level[2];
  const over = sunOverHorizon_rad(outside.sun_level, height_km);
  const heat = glowOf(outside.heating_w_m2);
  const under = 1 - smooth(CLOUD_BASE_KM - 0.5, CLOUD_BASE_KM + 0.2, height_km);
  const fog = smooth(CLOUD_TOP_KM + 0.9, CLOUD_TOP_KM - 0.4, height_km) * (1 - under);
  const bright = smooth(-0.12, 0.16, over);
  const glow_color: Vector =
    heat < 0.5
      ? mix([0.62, 0.3, 0.72], [1, 0.36, 0.16], heat * 2)
      : mix([1, 0.36, 0.16], [1, 0.44, 0.17], heat * 2 - 1);
  return {
    glow: heat ** 1.6,
    flame: heat ** 1.35,
    glow_color,
    sparks: smooth(0.8, 1, heat) * smooth(500, 900, outside.skin_temperature_k),
    sun_color: times(sunlight(height_km, up), smooth(-0.004, 0.005, over)),
    fog,
    under,
    fog_color: fogColor(up),
    star_light: (1 - 0.93 * smooth(-0.02, 0.1, over)) * smooth(12, 60, height_km) * (1 - heat * 0.8),
    exposure: (2.7 - 2.05 * bright) / (1 + 0.75 * heat ** 3),
  };
}

/** Where on the picture the wind comes from, in half-heights over tan of the half angle, and whether that lies ahead. */
export interface WindPoint {
  x: number;
  y: number;
  ahead: number;
}

export function windPoint(wind_level: Vector, camera: Camera): WindPoint {
  const z = dot(wind_level, camera.forward);
  const ahead = z >= 0 ? 1 : -1;
  const depth = ahead * Math.max(0.08, Math.abs(z));
  return { x: dot(wind_level, camera.right) / depth, y: dot(wind_level, camera.up) / depth, ahead };
}
