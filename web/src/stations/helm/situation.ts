// The helm's instruments as plain numbers: what is dead or not there is absent, and so are times that never come.
import { secondsOf } from '../../parts/format';
import type { FactKind, Flight, Panels, Shown } from '../../wire/protocol';
import { bellyRange, readAttitude, seenAttitude, type Attitude } from './attitude';
import type { Hold } from './asked';
import { ahead, heaviest, type Sample } from './path';
import type { Situation } from './next';

/** What devices show for "never", s. */
const NEVER_S = 9_990;

type Readings = Record<string, Shown>;

export function valueOf(readings: Readings | undefined, key: string): number | undefined {
  const shown = readings?.[key];
  return shown && shown.quality !== 'dead' ? shown.value : undefined;
}

/** Seconds until something comes; none when it never does. Devices tremble below zero. */
export function timeOf(readings: Readings | undefined, key: string): number | undefined {
  const value = valueOf(readings, key);
  return value === undefined || value >= NEVER_S ? undefined : Math.max(0, value);
}

export function attitudeOf(panels: Pick<Panels, 'outside' | 'readings'>): Attitude | undefined {
  const shows = panels.outside?.shows;
  if (shows) return seenAttitude(shows);
  const attack = valueOf(panels.readings, 'angle-of-attack');
  const path = valueOf(panels.readings, 'flight-path-angle');
  return attack === undefined || path === undefined ? undefined : readAttitude(attack, path);
}

/** A sample of the path flown; none while what it takes is not measured. */
export function sampleOf(readings: Readings | undefined, tick: number): Sample | undefined {
  const altitude_m = valueOf(readings, 'altitude');
  const airspeed_m_s = valueOf(readings, 'airspeed');
  if (altitude_m === undefined || airspeed_m_s === undefined) return undefined;
  return {
    t_s: secondsOf(tick),
    altitude_m,
    airspeed_m_s,
    path_angle_rad: valueOf(readings, 'flight-path-angle') ?? 0,
    load_g: Math.max(0, valueOf(readings, 'felt-g') ?? 0),
  };
}

interface Own {
  hold?: Hold;
  throttle?: number;
  /** This page has told others of the fall. */
  told?: boolean;
}

export function situationOf(
  flight: Flight,
  panels: Panels,
  attitude: Attitude | undefined,
  own: Own,
): Situation {
  const of = (key: string) => valueOf(panels.readings, key);
  const outputs = Object.values(panels.machines?.engines ?? {}).map((engine) => engine.output);
  const supplies = ['supply-thruster-bow-port', 'supply-thruster-stern-port'].map(of);
  const known = supplies.filter((share) => share !== undefined);
  const heavy = heaviest(panels.path ?? []);
  return {
    turn_rad_s: of('turn-rate'),
    sideslip_rad: of('sideslip'),
    climb_m_s: of('climb-rate'),
    altitude_m: of('altitude'),
    perigee_m: of('perigee'),
    pressure_pa: of('dynamic-pressure'),
    to_no_return_s: timeOf(panels.readings, 'time-to-no-return'),
    thrusters: known.length > 0 ? Math.max(...known) : undefined,
    computer: of('supply-flight-computer'),
    attitude,
    belly_deg: bellyRange(flight),
    output: Math.max(0, ...outputs),
    known: panels.me?.known ?? [],
    hold: own.hold,
    throttle: own.throttle,
    told: own.told === true || panels.me?.known.includes('ship_falling') === true,
    to_ground_s: timeOf(panels.readings, 'time-to-ground'),
    heaviest: heavy && { load_g: heavy.load_g, in_s: heavy.in_s },
  };
}

/** Why the engines give nothing, as far as is known here. */
export function engineCause(known: readonly FactKind[]): 'aligned' | 'misaligned' | 'unknown' {
  if (known.includes('core_aligned')) return 'aligned';
  return known.includes('core_misaligned') ? 'misaligned' : 'unknown';
}

/** Seconds ahead that a reading's bar points to. */
const TOWARD_S = 30;

/** Load predicted half a minute ahead, g. */
export function loadAhead(path: Panels['path']): number | undefined {
  return path && ahead(path, TOWARD_S)?.load_g;
}
