// The stream of what happened, as it is read: kept for as long as the page is open, the same thing said of many people
// at once as one line, and filtered by what it is about.
import type { Line, Ship } from '../wire/protocol';

/** Events kept. */
export const KEPT_MAX = 3000;

export const TOPICS = ['all', 'orders', 'words', 'people', 'readings', 'ship'] as const;
export type Topic = (typeof TOPICS)[number];

// The ship tells events as sentences, without their kind: what they are about is read off their words.
const WORDS: [Exclude<Topic, 'all'>, RegExp][] = [
  ['readings', /\bshows? [-−\d.]|\bis dead$|\bshows? again|\banswers? again$|^The air in |^The dose rate /],
  [
    'orders',
    /\basks? .+ to |\bgives the order |\btakes on order|^Order o:|\bdeclines?\b|\brefuses?\b|\binsists?\b|\backnowledges$|\breports it done|\bweighs what is asked|\bvolunteer|\brelieve|\bhas the conn|\bin command\b/i,
  ],
  ['words', /\btells? |\breports? |\bcalls?\b|\banswers?\b|^To all hands|\basks whether|\bsays? |\bhangs up/],
  [
    'people',
    /\b(dead|dies|died|hurt|injured|collapses|unconscious|treat\w*|unasked|runs? to|walks? to|reaches|holds on|sits|straps|begins|falls|comes to|hand)\b/,
  ],
];

export function topicOf(text: string): Exclude<Topic, 'all'> {
  return WORDS.find(([, words]) => words.test(text))?.[0] ?? 'ship';
}

export interface Entry {
  cause: string;
  tick: number;
  text: string;
  topic: Exclude<Topic, 'all'>;
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

/** Lines kept, with those of the panel; the oldest go beyond the limit. The same map when nothing is new. */
export function kept(
  before: ReadonlyMap<string, Line>,
  panel: Record<string, Line> | undefined,
): ReadonlyMap<string, Line> {
  const fresh = Object.entries(panel ?? {}).filter(([key]) => !before.has(key));
  if (fresh.length === 0) return before;
  const all = [...before, ...fresh].sort(([a], [b]) => later(a, b));
  return new Map(all.slice(-KEPT_MAX));
}

/** The newest first. Three and more who do the same in one moment are one entry. */
export function entriesOf(lines: ReadonlyMap<string, Line>, names: ReadonlySet<string>): Entry[] {
  const entries: Entry[] = [];
  const alike = new Map<string, Entry>();
  for (const [cause, line] of lines) {
    const doer = doerOf(line.text, names);
    const what = doer && `${line.tick} ${line.text.slice(doer.length)}`;
    const same = what ? alike.get(what) : undefined;
    if (same) {
      same.others.push(cause);
      continue;
    }
    const entry = { cause, tick: line.tick, text: line.text, topic: topicOf(line.text), others: [] };
    if (what) alike.set(what, entry);
    entries.push(entry);
  }
  return entries.reverse();
}

/** Whose act a sentence tells: the name it opens with. */
function doerOf(text: string, names: ReadonlySet<string>): string | undefined {
  const words = text.split(' ');
  for (let count = 4; count >= 1; count -= 1) {
    const name = words.slice(0, count).join(' ');
    if (names.has(name)) return name;
  }
  return undefined;
}

export function chosen(entries: readonly Entry[], topic: Topic, find: string): Entry[] {
  const words = find.trim().toLowerCase();
  return entries.filter(
    (entry) =>
      (topic === 'all' || entry.topic === topic) &&
      (words === '' || entry.text.toLowerCase().includes(words)),
  );
}

export interface LastAsked {
  tick: number;
  by: string;
  what: string;
  cause: string;
}

/** What the holder of a seat was last asked to do: of all that was asked of the seat or of them by name. */
export function lastAsked(lines: ReadonlyMap<string, Line>, names: readonly string[]): LastAsked | undefined {
  let last: LastAsked | undefined;
  for (const [cause, line] of lines) {
    const found = /^(.+?) asks (.+?) to (.+)$/.exec(line.text);
    if (!found) continue;
    const [, by = '', whom = '', what = ''] = found;
    const plain = whom.replace(/^the /, '').toLowerCase();
    if (names.some((name) => name.toLowerCase() === plain)) last = { tick: line.tick, by, what, cause };
  }
  return last;
}

/** The last thing somebody did. */
export function lastDid(lines: ReadonlyMap<string, Line>, name: string): Line | undefined {
  let last: Line | undefined;
  for (const line of lines.values()) if (line.text.startsWith(`${name} `)) last = line;
  return last;
}

export function namesOf(ship: Ship): Set<string> {
  return new Set(Object.values(ship.people).map((person) => person.name));
}
