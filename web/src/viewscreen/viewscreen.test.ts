import { describe as suite, expect, it } from 'vitest';
import moments from '../../tools/moments.json';
import type { Outside } from '../wire/protocol';
import {
  ABOVE_HORIZON_RAD,
  cameraOf,
  dip_rad,
  floor_km,
  list_rad,
  rotate,
  slerp,
  tiltFor,
  turnTilt,
} from './aim';
import type { Quaternion } from './aim';
import { Between } from './between';
import { describe } from './describe';
import { glowOf, lookOf, sunlight, sunOverHorizon_rad, windPoint } from './look';
import { bowMark } from './mark';
import { NOISE_SIZE, noiseTexels } from './noise';
import { crestOf, eyeOf, hullOver } from './hull';
import { bandOf, beyond, markFor } from './limits';
import { COARSEST, Pace } from './pace';

const at = (name: keyof typeof moments) => moments[name].outside as unknown as Outside;
const LEVEL: Quaternion = [0, 0, 0, 1];
const pitched = (rad: number): Quaternion => [0, Math.sin(rad / 2), 0, Math.cos(rad / 2)];
const rolled = (rad: number): Quaternion => [Math.sin(rad / 2), 0, 0, Math.cos(rad / 2)];

suite('aim', () => {
  it('raises the bow with a positive pitch', () => {
    expect(rotate(pitched(0.5), [1, 0, 0])[2]).toBeCloseTo(-Math.sin(0.5));
  });
  it.each([-0.5, 0, 0.4, 1.25])('puts the horizon at its place when pitched by %d', (pitch) => {
    const camera = cameraOf(pitched(pitch), tiltFor(pitched(pitch), 80));
    const wanted = ABOVE_HORIZON_RAD - dip_rad(80, floor_km(80));
    expect(Math.asin(-camera.forward[2])).toBeCloseTo(wanted, 5);
    expect(camera.forward[0]).toBeGreaterThan(0.9);
  });
  it('never takes a list away', () => {
    expect(list_rad(cameraOf(rolled(0.6), tiltFor(rolled(0.6), 100)))).toBeCloseTo(0.6, 1);
    expect(list_rad(cameraOf(rolled(-0.6), tiltFor(rolled(-0.6), 100)))).toBeCloseTo(-0.6, 1);
  });
  it('turns no faster than its mount', () => {
    expect(turnTilt(0, 1, 0.1)).toBeCloseTo(0.0157, 3);
  });
  it('takes the shorter way between attitudes', () => {
    const flipped = LEVEL.map((value) => -value) as unknown as Quaternion;
    expect(Math.abs(slerp(LEVEL, flipped, 0.5)[3])).toBeCloseTo(1);
  });
});

suite('between', () => {
  it('walks to the newest state and never past it', () => {
    const between = new Between();
    between.take({ ...at('peak'), altitude_m: 1000 }, 0, 0);
    between.take({ ...at('peak'), altitude_m: 900 }, 0.1, 100);
    expect(between.at(150)?.outside.altitude_m).toBeCloseTo(950);
    expect(between.at(9000)?.outside.altitude_m).toBe(900);
    expect(between.at(9000)?.track_km).toBeCloseTo(at('peak').airspeed_m_s / 10_000);
  });
});

suite('look', () => {
  it('follows the heat, and nothing glows in orbit', () => {
    expect(glowOf(at('start').heating_w_m2)).toBe(0);
    const glows = (['shimmer', 'glow', 'heat', 'peak'] as const).map((name) => lookOf(at(name)).glow);
    expect([...glows].sort((a, b) => a - b)).toEqual(glows);
    expect(glows.at(-1)).toBeGreaterThan(0.9);
  });
  it('has no sun before it rises', () => {
    expect(sunOverHorizon_rad(at('start').sun_level, 170)).toBeLessThan(0);
    expect(lookOf(at('start')).sun_color).toEqual([0, 0, 0]);
    expect(lookOf(at('peak')).sun_color[0]).toBeGreaterThan(0.8);
  });
  it('reddens a low sun', () => {
    const [red, , blue] = sunlight(0, 0.02);
    expect(red).toBeGreaterThan(5 * blue);
  });
  it('is in cloud, beneath it, or neither', () => {
    expect(lookOf(at('peak'))).toMatchObject({ fog: 0, under: 0 });
    expect(lookOf(at('cloud')).fog).toBeGreaterThan(0.9);
    expect(lookOf(at('under_cloud')).under).toBe(1);
  });
  it('finds where the wind comes from', () => {
    expect(windPoint([1, 0, 0], cameraOf(LEVEL, 0))).toMatchObject({ x: 0, ahead: 1 });
    expect(windPoint([-1, 0, 0], cameraOf(LEVEL, 0)).ahead).toBe(-1);
  });
});

suite('words', () => {
  const said = (name: keyof typeof moments) => {
    const outside = at(name);
    return describe(
      outside,
      cameraOf(outside.level_from_body, tiltFor(outside.level_from_body, outside.altitude_m / 1000)),
    );
  };
  it('say what is seen', () => {
    expect(said('start')).toMatch(/^Ship lists \d+ degrees to starboard, night and clouds far below, dawn/);
    expect(said('peak')).toMatch(/^Horizon level, clouds far below, sun \d+ degrees up to starboard, fire/);
    expect(said('cloud')).toMatch(/inside cloud/);
  });
  it('begin with the limit that is passed', () => {
    const outside = at('peak');
    const camera = cameraOf(outside.level_from_body, 0);
    expect(describe(outside, camera, { what: 'skin', priority: 'alarm' })).toMatch(
      /^ALARM: Skin too hot\. Horizon/,
    );
  });
});

suite('mark', () => {
  it('stands in the middle, higher up, or at the edge', () => {
    expect(bowMark(0, 0.5)).toEqual({ top_percent: 50, degrees: 0 });
    expect(bowMark(0.2, 0.5).top_percent).toBeCloseTo(29.7, 1);
    expect(bowMark(1.3, 0.5)).toMatchObject({ beyond: 'above', degrees: 74 });
    expect(bowMark(-1.3, 0.5)).toMatchObject({ beyond: 'below' });
  });
});

suite('noise', () => {
  it('is the same every time and uses its range', () => {
    const texels = noiseTexels();
    expect(texels.join()).toBe(noiseTexels().join());
    expect(texels.length).toBe(4 * NOISE_SIZE ** 2);
    expect(Math.max(...texels.subarray(0, 4000).filter((_, index) => index % 4 === 0))).toBeGreaterThan(100);
  });
});

suite('pace', () => {
  const run = (pace: Pace, gap_ms: number, frames = 400) => {
    let now_ms = 0;
    for (let frame = 0; frame < frames; frame += 1) pace.frame((now_ms += gap_ms));
    return pace.share;
  };
  it('grows on a quick machine, shrinks on a slow one, rests in between', () => {
    expect(run(new Pace(), 16.7)).toBe(1);
    expect(run(new Pace(), 120)).toBe(COARSEST);
    expect(run(new Pace(0.5), 40)).toBe(0.5);
  });
});

suite('hull', () => {
  const room = (low: [number, number, number], high: [number, number, number]) => ({
    low_body_m: low,
    high_body_m: high,
  });
  const hull = hullOver([room([0, -20, -7], [84, 20, 7]), room([60, -9, -7], [108, 9, 4])]);
  it('is drawn round her rooms, and nowhere without them', () => {
    expect(hullOver([])).toBeUndefined();
    const wide = hull?.points.filter((_, at) => at % 3 === 1) ?? new Float32Array();
    expect(Math.max(...wide)).toBeGreaterThan(20);
    expect(wide.every((y) => Number.isFinite(y))).toBe(true);
  });
  it.each([0, 0.6, 1.3])(
    'stands below the middle of the picture, alike to both sides, at a tilt of %d',
    (tilt) => {
      if (!hull) throw new Error('no hull');
      const { y } = crestOf(hull, eyeOf(hull, tilt, 0.56), tilt, 0.56, 1.78);
      expect(y[64]).toBeLessThan(-0.1);
      expect(y[64]).toBeGreaterThan(-0.5);
      expect(y[20]).toBeCloseTo(y[108] ?? 0, 2);
      expect(y[20]).toBeLessThan(y[64] ?? 0);
    },
  );
});

suite('limits', () => {
  const instruments = {
    altitude: { kind: 'altitude', limits: { alarm_low: 60_000, warning_low: 120_000 } },
    skin: { kind: 'skin_temperature', limits: { warning_high: 900, alarm_high: 1400 } },
  };
  it('are her own, the gravest first', () => {
    expect(beyond(at('start'), instruments)).toEqual([]);
    expect(beyond(at('glow'), instruments)).toEqual([{ what: 'falling_low', priority: 'warning' }]);
    expect(beyond(at('bottom'), instruments).map(({ priority }) => priority)).toEqual(['alarm', 'warning']);
    expect(beyond(at('air'), instruments)[0]).toEqual({ what: 'low', priority: 'alarm' });
    expect(beyond(at('bottom'), {})).toEqual([]);
  });
  it('mark the value that is beyond them', () => {
    expect(markFor('altitude', at('bottom'), instruments)).toBe('alarm');
    expect(markFor('altitude', at('start'), instruments)).toBeUndefined();
    expect(markFor('felt_g', at('bottom'), instruments)).toBeUndefined();
    expect(bandOf(3.5, { warning_high: 2, alarm_high: 5 })).toBe('warning_high');
  });
});
