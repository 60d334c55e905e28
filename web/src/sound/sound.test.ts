import { expect, test } from 'vitest';
import type { Ways } from '../wire/protocol';
import { doorRan, fireOf, windOf } from './levels';
import { PATTERNS } from './patterns';

test('no air, no wind; no heat, no fire', () => {
  expect(windOf({ air_density_kg_m3: 0, airspeed_m_s: 7000 })).toBe(0);
  expect(windOf({ air_density_kg_m3: 1e-4, airspeed_m_s: 7000 })).toBeCloseTo(0.35, 2);
  expect(windOf({ air_density_kg_m3: 1, airspeed_m_s: 300 })).toBe(1);
  expect(fireOf({ heating_w_m2: 500 })).toBe(0);
  expect(fireOf({ heating_w_m2: 100_000 })).toBeCloseTo(0.5);
});

const ways = (open: number, compartment = 'hall'): Ways => ({
  out: { door: { portal: 'door', compartment, passage: 'open' as never, open, held: false } },
  walk_s: {},
});
test.each([
  ['begins to open', 0, 0.2, true],
  ['begins to shut', 1, 0.7, true],
  ['runs on', 0.2, 0.5, false],
  ['comes to rest', 0.9, 1, false],
  ['stands', 0, 0, false],
])('a door that %s', (_, from, to, heard) => expect(doorRan(ways(from), ways(to))).toBe(heard));
test('another room has other doors', () => expect(doorRan(ways(0, 'lift'), ways(1))).toBe(false));

test.each(Object.entries(PATTERNS))('%s is pitched where everybody hears it', (_, { tones }) => {
  for (const { hz } of tones) {
    expect(hz).toBeGreaterThanOrEqual(500);
    expect(hz).toBeLessThanOrEqual(2500);
  }
});
