// The next useful act at the helm, from what its instruments say. It follows the order in which a helmsman thinks: can I
// steer, do the engines answer, does she turn, does she lie right, what comes.
import type { FactKind } from '../../wire/protocol';
import type { Attitude } from './attitude';
import type { Hold } from './asked';
import { AIR_M } from './path';

export interface Situation {
  /** What the helm's own instruments say; what is dead is absent. SI. */
  turn_rad_s?: number;
  sideslip_rad?: number;
  climb_m_s?: number;
  altitude_m?: number;
  perigee_m?: number;
  pressure_pa?: number;
  to_no_return_s?: number;
  /** Supply of the thrusters, the better of bow and stern, 0..=1. */
  thrusters?: number;
  computer?: number;
  attitude?: Attitude;
  /** Angles to the wind that count as belly-first, degrees. */
  belly_deg: readonly [number, number];
  /** Greatest output of an engine, 0..=1. */
  output: number;
  known: readonly FactKind[];
  hold?: Hold;
  /** Greatest throttle set. */
  throttle?: number;
  /** Others have been told that she falls, by this page or by anybody. */
  told: boolean;
  to_ground_s?: number;
  heaviest?: { load_g: number; in_s: number };
}

export type Next =
  | { act: 'no_thrusters' | 'no_computer' | 'blind' }
  | { act: 'stop_engines' | 'orbit' }
  | { act: 'climb'; pitch_deg: number }
  | { act: 'throttle' }
  | { act: 'flatten'; pitch_deg: number }
  | { act: 'climbing' | 'spooling' }
  | { act: 'stop_turn' | 'stopping' | 'turn_belly' | 'turning_belly' | 'too_late' | 'report' }
  | { act: 'hold_heavy'; load_g: number; in_s: number }
  | { act: 'hold' };

/** Turn above which she tumbles, rad/s. */
const TUMBLES_RAD_S = 0.01;
/** Dynamic pressure from which the air must be made to hold her: stopping the turn there would leave her broadside, Pa. */
export const AIR_HOLDS_PA = 100;
/** Lowest point of an orbit that is high enough to stop pushing, and that lasts, m. */
const ORBIT_M = 150_000;
const LEAST_SUPPLY = 0.1;
const SLIPS_RAD = 0.35;

/** Engines push, or somebody has said that there is what they need. */
export function enginesAnswer(s: Pick<Situation, 'output' | 'known'>): boolean {
  return s.output > 0.02 || s.known.includes('core_running');
}

type Belly = Pick<Situation, 'belly_deg'>;
const within = ({ belly_deg: [low, high] }: Belly, deg: number) => deg >= low && deg <= high;

export function bellyFirst(s: Belly, attitude: Attitude, sideslip_rad = 0): boolean {
  return attitude.belly && within(s, attitude.attack_deg) && Math.abs(sideslip_rad) < SLIPS_RAD;
}

/** Whether a trim asked for is belly-first: the hull's own is. */
function asksBelly(s: Belly, attack_deg: number | undefined): boolean {
  return attack_deg === undefined || within(s, attack_deg);
}

/** Bow over the horizon for a climb, degrees: up first, then flatter for speed. */
export function climbPitch(climb_m_s: number, altitude_m: number): number {
  const above = altitude_m > AIR_M;
  if (climb_m_s < 100) return above ? 30 : 75;
  if (climb_m_s < (above ? 600 : 400)) return above ? 0 : 45;
  return above ? -25 : 20;
}

/** Time before the heaviest moment at which people are to hold on, s. */
const HEAVY_SOON_S = 120;

/** How far from the pitch advised she may be held before it is said, degrees: a step of the climb, not a hair. */
const PITCH_OFF_DEG = 15;

/** The lowest point of her path lies above the air. */
export function inOrbit(s: Pick<Situation, 'perigee_m'>): boolean {
  return s.perigee_m !== undefined && s.perigee_m > AIR_M;
}

export function nextOf(s: Situation): Next {
  const safe = inOrbit(s);
  if (safe && s.output > 0.02 && (s.perigee_m ?? 0) > ORBIT_M) return { act: 'stop_engines' };
  if (safe && s.output <= 0.02) return { act: 'orbit' };
  if (s.computer !== undefined && s.computer < LEAST_SUPPLY) return { act: 'no_computer' };
  if (s.thrusters !== undefined && s.thrusters < LEAST_SUPPLY) return { act: 'no_thrusters' };
  if (!s.attitude && s.turn_rad_s === undefined) return { act: 'blind' };
  return enginesAnswer(s) ? rising(s) : falling(s);
}

function rising(s: Situation): Next {
  const pitch_deg = climbPitch(s.climb_m_s ?? -1, s.altitude_m ?? 0);
  const held = s.hold?.mode === 'pitch' ? s.hold.pitch_deg : undefined;
  if (held === undefined) return { act: 'climb', pitch_deg };
  if (s.output < 0.9 && (s.throttle ?? 0) < 0.9) return { act: 'throttle' };
  if (Math.abs(held - pitch_deg) > PITCH_OFF_DEG) return { act: 'flatten', pitch_deg };
  return { act: (s.climb_m_s ?? 0) > 0 ? 'climbing' : 'spooling' };
}

function falling(s: Situation): Next {
  const tumbles = (s.turn_rad_s ?? 0) > TUMBLES_RAD_S;
  const in_air = (s.pressure_pa ?? 0) > AIR_HOLDS_PA;
  const lies = s.attitude && bellyFirst(s, s.attitude, s.sideslip_rad);
  // Where there is nothing to do but wait, there is something to say.
  const untold = !s.told && s.to_ground_s !== undefined;
  // A turn that was asked for is no tumbling.
  const steered = s.hold !== undefined && ['trim', 'pitch', 'turn'].includes(s.hold.mode);
  const turning = s.hold?.mode === 'trim' && asksBelly(s, s.hold.attack_deg);
  if (turning && !lies) return { act: untold ? 'report' : 'turning_belly' };
  if (tumbles && !in_air && !steered) {
    if (s.hold?.mode !== 'damp') return { act: 'stop_turn' };
    return { act: untold ? 'report' : 'stopping' };
  }
  if (!lies || s.hold?.mode === 'pitch') return { act: 'turn_belly' };
  if (untold) return { act: 'report' };
  if (s.to_no_return_s !== undefined && s.to_no_return_s <= 0) return { act: 'too_late' };
  const soon = s.heaviest && s.heaviest.in_s <= HEAVY_SOON_S;
  return s.heaviest && soon ? { act: 'hold_heavy', ...s.heaviest } : { act: 'hold' };
}
