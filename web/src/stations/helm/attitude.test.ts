import { expect, test } from 'vitest';
import type { Outside } from '../../wire/protocol';
import { bellyRange, readAttitude, seenAttitude, turned } from './attitude';

const outside = (level_from_body: Outside['level_from_body'], wind_body: Outside['wind_body']): Outside => ({
  altitude_m: 1e5,
  airspeed_m_s: 7e3,
  climb_rate_m_s: 0,
  level_from_body,
  sun_level: [1, 0, 0],
  wind_body,
  air_density_kg_m3: 0,
  heating_w_m2: 0,
  skin_temperature_k: 270,
  thrust: 0,
  felt_g: 0,
});
const about = (axis: 0 | 1, deg: number): Outside['level_from_body'] => {
  const half = (deg * Math.PI) / 360;
  const q: [number, number, number, number] = [0, 0, 0, Math.cos(half)];
  q[axis] = Math.sin(half);
  return q;
};

test('a quaternion turns a vector', () => {
  const bow = turned(about(1, 90), [1, 0, 0]);
  expect(bow[2]).toBeCloseTo(-1);
});

test('bow up on a level path: the angle to the wind is the pitch, belly to it', () => {
  const [s, c] = [Math.sin(1.274), Math.cos(1.274)];
  const seen = seenAttitude(outside(about(1, 73), [c, 0, s]));
  expect(seen.attack_deg).toBeCloseTo(73, 0);
  expect(seen.pitch_deg).toBeCloseTo(73, 0);
  expect(seen.path_deg).toBeCloseTo(0, 0);
  expect(seen.bank_deg).toBeCloseTo(0, 5);
  expect(seen.belly).toBe(true);
});

test('starboard down is a positive bank', () => {
  expect(seenAttitude(outside(about(0, 30), [1, 0, 0])).bank_deg).toBeCloseTo(30, 5);
});

test('the back to the wind is no belly', () => {
  const [s, c] = [Math.sin(1.274), Math.cos(1.274)];
  expect(seenAttitude(outside(about(1, -73), [c, 0, -s])).belly).toBe(false);
});

test('from readings alone the bow is worked out and the bank unknown', () => {
  const read = readAttitude(1.2, -0.1);
  expect(read.pitch_deg).toBeCloseTo(63, 0);
  expect(read.bank_deg).toBeUndefined();
  expect(read.seen).toBe(false);
});

test('belly-first lies around the angle at which the hull trims itself', () => {
  expect(bellyRange({ trim_attack_deg: 73 })).toEqual([60, 100]);
  expect(bellyRange({ trim_attack_deg: 80 })).toEqual([67, 107]);
});
