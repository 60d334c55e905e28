// How hard each chair is pressed, measured by what is told of it: what was asked of it, and when its holder was last
// heard to act. What is done at a console without a word has no doer on the wire and is not counted.
import { TICKS_PER_SECOND } from '../parts/format';
import type { Happened, Place } from '../wire/protocol';
import { isAskOf, type Events } from './events';

/** How far back it looks. */
export const WINDOW_S = 300;
/** Asks without an answer from which a chair counts as pressed. */
const MANY = 3;
/** Age of an ask without an answer from which a chair counts as pressed. */
const LONG_S = 60;
/** Time without an ask and without an act from which a chair counts as idle. */
const IDLE_S = 120;

export interface Press {
  state: 'pressed' | 'steady' | 'idle';
  /** Ticks of what was asked within the window. */
  asks: number[];
  /** Ticks of what the holder did within the window. */
  acts: number[];
  /** Asks since the holder was last heard to answer, give or take on anything. */
  waiting: number;
  /** The oldest of them. */
  waiting_tick?: number;
  /** When the holder last did anything that was told. */
  act_tick?: number;
}

const answers = ({ topic }: Happened) => topic === 'orders' || topic === 'words';
const acts = (event: Happened) => answers(event) || event.topic === 'people';

export function pressOf(events: Events, place: Place, tick: number): Press {
  const from = tick - WINDOW_S * TICKS_PER_SECOND;
  const seen: Press = { state: 'steady', asks: [], acts: [], waiting: 0 };
  let first_tick = tick;
  for (const event of events.values()) {
    first_tick = Math.min(first_tick, event.tick);
    if (isAskOf(event, place)) {
      seen.waiting += 1;
      seen.waiting_tick ??= event.tick;
      if (event.tick >= from) seen.asks.push(event.tick);
    } else if (place.person !== undefined && event.person === place.person && acts(event)) {
      seen.act_tick = event.tick;
      if (event.tick >= from) seen.acts.push(event.tick);
      if (answers(event)) [seen.waiting, seen.waiting_tick] = [0, undefined];
    }
  }
  const since_s = (at: number) => (tick - at) / TICKS_PER_SECOND;
  const last_tick = Math.max(first_tick, seen.act_tick ?? 0, seen.asks.at(-1) ?? 0);
  if (seen.waiting >= MANY || (seen.waiting_tick !== undefined && since_s(seen.waiting_tick) >= LONG_S)) {
    seen.state = 'pressed';
  } else if (seen.waiting === 0 && since_s(last_tick) >= IDLE_S) seen.state = 'idle';
  return seen;
}

export type Help = 'all' | 'chosen' | 'none';

/** How much officers take on: of all chairs, of those chosen, of none. */
export function helpOf(places: readonly Place[]): Help {
  const chairs = places.filter(({ kind }) => kind === 'seat');
  const still = chairs.filter(({ officer_holds }) => officer_holds).length;
  return still === 0 ? 'all' : still === chairs.length ? 'none' : 'chosen';
}

/** Chairs whose officers have to be told so that `on` holds for all of them. */
export function toTell(places: readonly Place[], on: boolean): string[] {
  return places.filter((place) => place.kind === 'seat' && place.officer_holds !== on).map(({ key }) => key);
}
