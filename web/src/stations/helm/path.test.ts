import { expect, test } from 'vitest';
import type { PathPoint } from '../../wire/protocol';
import {
  ahead,
  altitudes,
  clearOf,
  flown,
  heaviest,
  line,
  minutes,
  ribbon,
  scaleOf,
  topIn,
  type Flown,
  type Sample,
} from './path';

const sample = (t_s: number, altitude_m = 100_000, load_g = 0): Sample => ({
  t_s,
  altitude_m,
  airspeed_m_s: 7000,
  path_angle_rad: 0,
  load_g,
});
const point = (in_s: number, altitude_m: number, load_g = 0): PathPoint => ({
  in_s,
  altitude_m,
  downrange_m: in_s * 5000,
  airspeed_m_s: 5000,
  load_g,
});
const fall = [point(0, 100_000), point(10, 60_000, 2), point(20, 20_000, 3), point(30, 0, 1)];
const box = { width: 1000, ground: 400, left: 0 };

test('what is flown adds up over the ground, less than through the air', () => {
  let past: readonly Flown[] = [];
  for (let t_s = 0; t_s <= 10; t_s += 0.25) past = flown(past, sample(t_s));
  expect(past.at(-1)?.distance_m).toBeCloseTo((70_000 * 6371) / 6471, -1);
  expect(past.length).toBeLessThan(10);
  expect(past.at(-1)?.t_s).toBe(10);
});

test('the line begins anew after a gap and when the clock goes back', () => {
  const past = flown(flown([], sample(0)), sample(5));
  expect(flown(past, sample(60))).toHaveLength(1);
  expect(flown(past, sample(2))).toHaveLength(1);
  expect(flown(past, sample(5))).toBe(past);
});

test('she stands a quarter in, the ground lies left of the altitudes, all of the path under the top', () => {
  const scale = scaleOf(100_000, fall, box);
  expect(scale.x(0)).toBeCloseTo(240);
  expect(scale.x(150_000)).toBeCloseTo(1000 - 92);
  expect(scale.y(0)).toBe(400);
  expect(scale.y(100_000)).toBeGreaterThan(40);
});

test('the path between its points, and nothing beyond its ends', () => {
  expect(ahead(fall, 15)).toMatchObject({ altitude_m: 40_000, downrange_m: 75_000 });
  expect(ahead(fall, 0)).toMatchObject({ altitude_m: 100_000 });
  expect(ahead(fall, 31)).toBeUndefined();
  expect(ahead(fall, -1)).toBeUndefined();
  expect(ahead([], 0)).toBeUndefined();
});

test('the heaviest moment is told while it lies ahead', () => {
  expect(heaviest(fall)).toMatchObject({ in_s: 20, load_g: 3 });
  expect(heaviest([point(0, 50_000, 3), point(10, 40_000, 2)])).toBeUndefined();
  expect(heaviest([point(10, 50_000, 0.1)])).toBeUndefined();
});

test('full minutes stand on the axis, past and ahead, apart from one another', () => {
  const past = [0, 30, 61, 90].map((t_s) => ({ t_s, distance_m: t_s * 5000, altitude_m: 1e5, load_g: 0 }));
  const path = [point(0, 1e5), point(200, 0)];
  const scale = scaleOf(1e5, path, box);
  const marks = minutes(past, path, scale, 90, 50);
  expect(marks.map((mark) => mark.t_s)).toEqual([60, 120, 180, 240]);
  expect(minutes(past, path, scale, 90, 400).length).toBeLessThan(3);
});

test('the band is as thick as the load and closed', () => {
  expect(ribbon([{ x: 0, y: 0, load_g: 1 }], 5)).toBe('');
  const band = ribbon(
    [
      { x: 0, y: 0, load_g: 1 },
      { x: 10, y: 0, load_g: 2 },
    ],
    5,
  );
  expect(band).toBe('M0.0 -5.0L10.0 -10.0L10.0 10.0L0.0 5.0Z');
  expect(line([{ x: 1, y: 2, load_g: 0 }])).toBe('M1.0 2.0');
});

test('few altitudes, round ones', () => {
  expect(altitudes(200_000)).toEqual([50_000, 100_000, 150_000]);
  expect(altitudes(16_000)).toEqual([5_000, 10_000, 15_000]);
});

test('no line runs through words: they move to the nearer side of it, never out of the picture', () => {
  const words = { over: 16, under: 6 };
  expect(clearOf(100, 50, words)).toBe(50);
  expect(clearOf(100, 108, words)).toBe(116);
  expect(clearOf(100, 97, words)).toBe(94);
  expect(clearOf(12, 12, words)).toBe(28);
  expect(clearOf(undefined, 12, words)).toBe(12);
});

test('words know how high the band reaches under them', () => {
  const points = [
    { x: 0, y: 10, load_g: 0 },
    { x: 50, y: 60, load_g: 2 },
    { x: 90, y: 70, load_g: 0 },
  ];
  expect(topIn(points, 40, 100, 5)).toBe(50);
  expect(topIn(points, 100, 200, 5)).toBe(Infinity);
});
