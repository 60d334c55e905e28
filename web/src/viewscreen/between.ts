// From ten states a second to motion: what is shown walks from where it was to the newest state, and never past it.
import type { Outside } from '../wire/protocol';
import { slerp } from './aim';

/** Length of a walk, ms: the usual gap between states, bounded. */
const GAP_MIN_MS = 40;
const GAP_MAX_MS = 400;

/** What moves: the state, and how far she has come over ground since the page was opened. */
export interface Moving {
  outside: Outside;
  track_km: number;
}

export function mixed(from: Moving, to: Moving, share: number): Moving {
  const n = (a: number, b: number) => a + (b - a) * share;
  const v = (a: readonly number[], b: readonly number[]) =>
    a.map((value, at) => n(value, b[at] ?? value)) as [number, number, number];
  const [a, b] = [from.outside, to.outside];
  return {
    track_km: n(from.track_km, to.track_km),
    outside: {
      ...b,
      altitude_m: n(a.altitude_m, b.altitude_m),
      airspeed_m_s: n(a.airspeed_m_s, b.airspeed_m_s),
      climb_rate_m_s: n(a.climb_rate_m_s, b.climb_rate_m_s),
      level_from_body: [...slerp(a.level_from_body, b.level_from_body, share)] as Outside['level_from_body'],
      sun_level: v(a.sun_level, b.sun_level),
      wind_body: v(a.wind_body, b.wind_body),
      air_density_kg_m3: n(a.air_density_kg_m3, b.air_density_kg_m3),
      heating_w_m2: n(a.heating_w_m2, b.heating_w_m2),
      skin_temperature_k: n(a.skin_temperature_k, b.skin_temperature_k),
      thrust: n(a.thrust, b.thrust),
      felt_g: n(a.felt_g, b.felt_g),
    },
  };
}

export class Between {
  #from: Moving | undefined;
  #to: Moving | undefined;
  #since_ms = 0;
  #gap_ms = 100;
  #t_s = 0;

  /** A state as it came; the same one again changes nothing. */
  take(outside: Outside, t_s: number, now_ms: number): void {
    if (outside === this.#to?.outside) return;
    const before = this.#to;
    // A leap in time, as after a lost link, moves the ground no further than a second's flight.
    const dt_s = before ? Math.min(1, Math.max(0, t_s - this.#t_s)) : 0;
    const track_km = (before?.track_km ?? 0) + (Math.hypot(outside.airspeed_m_s) * dt_s) / 1000;
    const shown = this.at(now_ms);
    if (before) {
      const gap_ms = Math.min(GAP_MAX_MS, Math.max(GAP_MIN_MS, now_ms - this.#since_ms));
      this.#gap_ms += (gap_ms - this.#gap_ms) * 0.3;
    }
    this.#to = { outside, track_km };
    this.#from = shown ?? this.#to;
    this.#since_ms = now_ms;
    this.#t_s = t_s;
  }

  at(now_ms: number): Moving | undefined {
    if (!this.#from || !this.#to) return undefined;
    return mixed(this.#from, this.#to, Math.min(1, (now_ms - this.#since_ms) / this.#gap_ms));
  }

  clear(): void {
    this.#from = undefined;
    this.#to = undefined;
  }
}
