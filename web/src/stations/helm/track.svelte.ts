// What a helm page remembers of its seat while it is open: the path flown.
import type { Seat } from '../../link/seat.svelte';
import { flown, type Flown, type Sample } from './path';

export class Track {
  past: readonly Flown[] = $state.raw([]);

  fly(sample: Sample): void {
    this.past = flown(this.past, sample);
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
