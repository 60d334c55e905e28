// What a captain's page has heard told and does not forget: the ship's view lets words go after a while, but what the
// work in the core costs must stand wherever somebody is about to be sent to it.
import type { Seat } from '../../link/seat.svelte';
import { announcedCost, reported, type Cost } from './known';

class Heard {
  cost: Cost | undefined = $state.raw();
}

const all = new WeakMap<Seat, Heard>();

function heardBy(seat: Seat): Heard {
  const known = all.get(seat);
  if (known) return known;
  const made = new Heard();
  all.set(seat, made);
  return made;
}

/** Keeps what is heard now; for an effect. */
export function keep(seat: Seat): void {
  const cost = reported(seat.panel('talk'), 'realign_needed');
  if (cost) heardBy(seat).cost = cost;
}

/** What the work in the core costs, as far as it was ever heard here. */
export function costOf(seat: Seat): Cost | undefined {
  return reported(seat.panel('talk'), 'realign_needed') ?? heardBy(seat).cost ?? announcedCost(seat.sent);
}
