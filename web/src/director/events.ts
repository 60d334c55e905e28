// The stream of what happened, as it is read: kept for as long as the page is open, the same thing said of many people
// at once as one line, the director's notes among it, and filtered by what it is about.
import type { About, Happened, Note, Place, Ship } from '../wire/protocol';

/** Events kept. */
export const KEPT_MAX = 3000;

export const TOPICS = ['all', 'orders', 'words', 'people', 'readings', 'ship', 'notes'] as const;
export type Topic = (typeof TOPICS)[number];
export type Events = ReadonlyMap<string, Happened>;

export interface Entry {
  /** The event; none for a note, which has no cause. */
  cause?: string;
  key: string;
  tick: number;
  text: string;
  topic: About | 'notes';
  /** The player to whom a note was said, or `all`. */
  to?: string;
  /** More that the same was said of in the same moment, by cause. */
  others: string[];
}

const order = (cause: string): [number, number] => {
  const [tick = 0, at = 0] = cause.replace(/^\D+/, '').split('.').map(Number);
  return [tick, at];
};

/** The later of two events is the greater. */
export function later(a: string, b: string): number {
  const [a_tick, a_at] = order(a);
  const [b_tick, b_at] = order(b);
  return a_tick - b_tick || a_at - b_at;
}

/** Events kept, with those of the panel; the oldest go beyond the limit. The same map when nothing is new. */
export function kept(before: Events, panel: Record<string, Happened> | undefined): Events {
  const fresh = Object.entries(panel ?? {}).filter(([key]) => !before.has(key));
  if (fresh.length === 0) return before;
  const all = [...before, ...fresh].sort(([a], [b]) => later(a, b));
  return new Map(all.slice(-KEPT_MAX));
}

/** The newest first. Those who do the same in one moment are one entry. */
export function entriesOf(events: Events, ship: Ship, notes: Record<string, Note> = {}): Entry[] {
  const entries: Entry[] = [];
  const alike = new Map<string, Entry>();
  for (const [cause, event] of events) {
    const { tick, text, topic } = event;
    const name = event.person && ship.people[event.person]?.name;
    const what = name && text.startsWith(name) ? `${tick} ${text.slice(name.length)}` : undefined;
    const same = what && alike.get(what);
    if (same) {
      same.others.push(cause);
      continue;
    }
    const entry: Entry = { cause, key: cause, tick, text, topic, others: [] };
    if (what) alike.set(what, entry);
    entries.push(entry);
  }
  for (const [key, { tick, text, to }] of Object.entries(notes)) {
    entries.push({ key: `note ${key}`, tick, text, to, topic: 'notes', others: [] });
  }
  // Sorting keeps the order of what happened in one moment.
  return entries.sort((a, b) => a.tick - b.tick).reverse();
}

export function chosen(entries: readonly Entry[], topic: Topic, find: string): Entry[] {
  const words = find.trim().toLowerCase();
  return entries.filter(
    (entry) =>
      (topic === 'all' || entry.topic === topic) &&
      (words === '' || entry.text.toLowerCase().includes(words)),
  );
}

/** Was asked of this chair, or of its holder by name. */
export function isAskOf(event: Happened, place: Place): boolean {
  const { to } = event;
  if (!to) return false;
  if ('seat' in to) return to.seat.seat === place.key;
  return 'person' in to && place.person !== undefined && to.person.person === place.person;
}

function last(events: Events, is: (event: Happened) => boolean): Happened | undefined {
  let found: Happened | undefined;
  for (const event of events.values()) if (is(event)) found = event;
  return found;
}

/** What the holder of a chair was last asked to do. */
export function lastAsked(events: Events, place: Place): Happened | undefined {
  return last(events, (event) => isAskOf(event, place));
}

/** The last thing somebody did, or that happened to them. */
export function lastOf(events: Events, person: string): Happened | undefined {
  return last(events, (event) => event.person === person);
}

/** What was lately told of somebody, the newest first: their own acts, what befell them, what they were asked. */
export function told(events: Events, person: string, count: number): Happened[] {
  return [...events.values()]
    .filter(({ person: who, to }) => who === person || (to && 'person' in to && to.person.person === person))
    .slice(-count)
    .reverse();
}

/** What was lately told of things by these names, the newest first. */
export function toldOf(events: Events, names: readonly string[], count: number): Happened[] {
  const wanted = names.map((name) => name.toLowerCase());
  return [...events.values()]
    .filter(({ text }) => wanted.some((name) => text.toLowerCase().includes(name)))
    .slice(-count)
    .reverse();
}
