import { expect, test } from 'vitest';
import { readAttitude } from './attitude';
import { heldOf, mostThrottle } from './asked';
import { climbPitch, nextOf, type Situation } from './next';
import { situationOf, timeOf } from './situation';
import type { Mode, Shown, Steering } from '../../wire/protocol';

const flat = readAttitude(1.27, 0);
const headlong = readAttitude(0.3, 0);
const fall: Situation = {
  turn_rad_s: 0.001,
  sideslip_rad: 0,
  climb_m_s: -200,
  altitude_m: 150_000,
  perigee_m: -600_000,
  pressure_pa: 0,
  to_no_return_s: 400,
  thrusters: 1,
  computer: 1,
  attitude: flat,
  belly_deg: [60, 100],
  output: 0,
  known: [],
  told: true,
  to_ground_s: 500,
};

test.each<[string, Partial<Situation>, string]>([
  ['turning with nobody steering', { turn_rad_s: 0.02, attitude: headlong }, 'stop_turn'],
  ['the turn being stopped', { turn_rad_s: 0.02, hold: { mode: 'damp' } }, 'stopping'],
  ['headlong', { attitude: headlong }, 'turn_belly'],
  [
    'tumbling in the air: belly first all the same',
    { turn_rad_s: 0.02, pressure_pa: 500, attitude: headlong },
    'turn_belly',
  ],
  [
    'on the way',
    { turn_rad_s: 0.05, attitude: headlong, hold: { mode: 'trim', bank_deg: 0 } },
    'turning_belly',
  ],
  [
    'held at an angle that is none',
    { attitude: headlong, hold: { mode: 'trim', attack_deg: 20, bank_deg: 0 } },
    'turn_belly',
  ],
  [
    'turned on purpose, though not to the belly',
    { turn_rad_s: 0.05, attitude: headlong, hold: { mode: 'pitch', pitch_deg: 75 } },
    'turn_belly',
  ],
  ['bow raised without thrust', { hold: { mode: 'pitch', pitch_deg: 75 } }, 'turn_belly'],
  ['well held', {}, 'hold'],
  ['load to come', { heaviest: { load_g: 3, in_s: 80 } }, 'hold_heavy'],
  ['load to come, but not soon', { heaviest: { load_g: 3, in_s: 400 } }, 'hold'],
  ['nobody told', { told: false }, 'report'],
  [
    'nobody told, while the turn is stopped',
    { told: false, turn_rad_s: 0.02, hold: { mode: 'damp' } },
    'report',
  ],
  ['nobody told, but she turns: first things first', { told: false, turn_rad_s: 0.02 }, 'stop_turn'],
  ['past it', { to_no_return_s: 0 }, 'too_late'],
  ['engines answer', { known: ['core_running'] }, 'climb'],
  ['bow up, no throttle', { known: ['core_running'], hold: { mode: 'pitch', pitch_deg: 30 } }, 'throttle'],
  [
    'full throttle spools up',
    { known: ['core_running'], throttle: 1, hold: { mode: 'pitch', pitch_deg: 30 } },
    'spooling',
  ],
  [
    'rising fast',
    { output: 1, climb_m_s: 500, altitude_m: 50_000, hold: { mode: 'pitch', pitch_deg: 75 } },
    'flatten',
  ],
  ['in orbit, burning', { output: 1, perigee_m: 160_000 }, 'stop_engines'],
  ['in orbit', { perigee_m: 160_000 }, 'orbit'],
  ['no thrusters', { thrusters: 0 }, 'no_thrusters'],
  ['no computer', { computer: 0 }, 'no_computer'],
  ['blind', { attitude: undefined, turn_rad_s: undefined }, 'blind'],
])('%s', (_, change, act) => {
  expect(nextOf({ ...fall, ...change }).act).toBe(act);
});

test('a climb goes up first, then flatter', () => {
  expect([climbPitch(-100, 4e4), climbPitch(200, 4e4), climbPitch(500, 4e4)]).toEqual([75, 45, 20]);
  expect([climbPitch(0, 2e5), climbPitch(300, 2e5), climbPitch(900, 2e5)]).toEqual([30, 0, -25]);
});

const told = (mode: Mode): Steering => ({ mode, held: true, own_trim_deg: 78 });
const engine = (key: string, throttle: number) => ({ engine: key, output: 0, throttle });

test('what is held is what her devices say she was told', () => {
  const held = (mode: Mode) => heldOf(told(mode));
  expect(held({ trim: { attack_deg: 78, bank_deg: 0 } })).toEqual({ mode: 'trim', bank_deg: 0 });
  expect(held({ trim: { attack_deg: 40.000001, bank_deg: -5 } })).toEqual({
    mode: 'trim',
    attack_deg: 40,
    bank_deg: -5,
  });
  expect(held({ pitch: { pitch_deg: 30 } })).toEqual({ mode: 'pitch', pitch_deg: 30 });
  expect(held({ off: {} })).toEqual({ mode: 'coast' });
  expect(held({ manual: { turn_body_deg_s: [0, 0, 0] } })).toEqual({ mode: 'turn' });
  expect(heldOf(undefined)).toBeUndefined();
});

test('the greatest throttle set; none while no engine answers', () => {
  expect(mostThrottle({ port: engine('port', 0.5), starboard: engine('starboard', 1) })).toBe(1);
  expect(mostThrottle({})).toBeUndefined();
});

const shown = (value: number, quality: Shown['quality'] = 'good'): Shown => ({
  value,
  quality,
  band: 'normal',
});

test('dead instruments say nothing, and never is no time', () => {
  const readings = {
    'time-to-ground': shown(9999),
    'time-to-no-return': shown(-1),
    altitude: shown(5, 'dead'),
  };
  expect(timeOf(readings, 'time-to-ground')).toBeUndefined();
  expect(timeOf(readings, 'time-to-no-return')).toBe(0);
  const situation = situationOf({ trim_attack_deg: 73 }, { readings }, undefined, {});
  expect(situation.altitude_m).toBeUndefined();
  expect(situation.thrusters).toBeUndefined();
  expect(situation.output).toBe(0);
});
