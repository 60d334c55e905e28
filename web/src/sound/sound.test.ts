import { afterEach, describe, expect, it, test, vi } from 'vitest';
import type { Ways } from '../wire/protocol';
import { doorRan, fireOf, windOf } from './levels';
import { PATTERNS } from './patterns';
import { Synth } from './synth';

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

describe('a page that may not sound', () => {
  afterEach(() => vi.unstubAllGlobals());
  const press = async () => {
    window.dispatchEvent(new Event('keydown'));
    await new Promise((resolve) => setTimeout(resolve));
  };
  const play = (synth: Synth) => {
    synth.alarm('alarm');
    synth.setVolume(0.4);
    synth.outside(undefined);
    synth.chime();
    synth.door();
    synth.alarm(undefined);
  };

  it('stays silent where no context comes about, and asks no more', async () => {
    const asked = vi.fn();
    vi.stubGlobal('window', new EventTarget());
    vi.stubGlobal(
      'AudioContext',
      class {
        constructor() {
          asked();
          throw new DOMException('no device', 'NotSupportedError');
        }
      },
    );
    const synth = new Synth();
    synth.waitForGesture();
    await press();
    await press();
    expect(asked).toHaveBeenCalledTimes(1);
    expect(() => play(synth)).not.toThrow();
  });
  it('stays silent where there is no sound at all', async () => {
    vi.stubGlobal('window', new EventTarget());
    const synth = new Synth();
    synth.waitForGesture();
    await press();
    expect(() => play(synth)).not.toThrow();
  });
});
