// What a helm page remembers of its seat while it is open: the path flown, and the trim her hull has been seen to take.
import type { Seat } from '../../link/seat.svelte';
import { flown, type Flown, type Sample } from './path';

/** Seconds she must lie still before her angle counts as the hull's own trim. */
const STILL_S = 3;

export class Track {
  past: readonly Flown[] = $state.raw([]);
  trim_deg: number | undefined = $state();
  #still_since_s: number | undefined;

  fly(sample: Sample): void {
    this.past = flown(this.past, sample);
  }

  /** `lies` while the hull's own trim is asked for and she lies belly-first without turning. */
  learn(t_s: number, lies: boolean, attack_deg: number): void {
    if (!lies) this.#still_since_s = undefined;
    else if (t_s - (this.#still_since_s ??= t_s) >= STILL_S) this.trim_deg ??= Math.round(attack_deg);
  }
}

const tracks = new WeakMap<Seat, Track>();

export function trackOf(seat: Seat): Track {
  const known = tracks.get(seat);
  if (known) return known;
  const made = new Track();
  tracks.set(seat, made);
  return made;
}
