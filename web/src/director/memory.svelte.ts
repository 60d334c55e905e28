// What the director's page keeps for as long as it is open: how she fell, what happened, since when players are away.
import { untrack } from 'svelte';
import { secondsOf } from '../parts/format';
import type { Happened, Place } from '../wire/protocol';
import { kept, type Events } from './events';

/** A second of the fall. */
export interface Moment {
  t_s: number;
  altitude_m: number;
  core_phase?: string;
}

const MOMENTS_MAX = 3600;

/** Moments at which the core went over into another state. */
export function turnsOf(moments: readonly Moment[]): Moment[] {
  return moments.filter((moment, at) => at > 0 && moment.core_phase !== moments[at - 1]?.core_phase);
}

// Each `take` is called by an effect: what it keeps is not what that effect waits for.
export class Memory {
  moments: readonly Moment[] = $state.raw([]);
  events: Events = $state.raw(new Map());
  /** Milliseconds of the page's clock since when a place's player is away. */
  away_ms: Record<string, number> = $state.raw({});

  /** Keeps a second of the fall; none where nothing is known of it. */
  takeFall(fall: Omit<Moment, 't_s'> | undefined, tick: number): void {
    const t_s = secondsOf(tick);
    const before = untrack(() => this.moments);
    const last = before.at(-1);
    if (!fall || (last && t_s < last.t_s + 1)) return;
    const { altitude_m, core_phase } = fall;
    this.moments = [...before, { t_s, altitude_m, core_phase }].slice(-MOMENTS_MAX);
  }

  takeEvents(panel: Record<string, Happened> | undefined): void {
    this.events = kept(
      untrack(() => this.events),
      panel,
    );
  }

  takePlaces(places: readonly Place[], now_ms: number): void {
    const before = untrack(() => this.away_ms);
    const away: Record<string, number> = {};
    for (const { key, player, present } of places) {
      if (player === undefined || present) continue;
      away[key] = before[key] ?? now_ms;
    }
    this.away_ms = away;
  }
}
