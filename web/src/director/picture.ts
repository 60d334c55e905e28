// What the picture of the ship counts and names, and where along a row it puts it.
import { t } from '../text';
import type { Known, PersonTruth, Place, Ship } from '../wire/protocol';
import { countsOf, type Box, type Counts, type Label, type Shape } from './plan';
import { roomName } from './words';

/** Width of a mark with its space, px. */
export const MARK = 15;

/** Whom to name on each deck: those of the chairs first, then those whom files name. */
export function namedOn(
  ship: Ship,
  people: Record<string, PersonTruth>,
  places: readonly Place[],
): Map<number, string[]> {
  const chairs = new Set(places.flatMap(({ person }) => person ?? []));
  const decks = new Map<number, string[]>();
  for (const { person, compartment } of Object.values(people)) {
    const deck = ship.compartments[compartment]?.deck;
    if (deck === undefined || !(chairs.has(person) || ship.people[person]?.named)) continue;
    const names = decks.get(deck) ?? [];
    decks.set(deck, chairs.has(person) ? [person, ...names] : [...names, person]);
  }
  return decks;
}

export interface Tally {
  kind: Shape;
  count: number;
  x: number;
}

/** One mark for each kind that there is, from `x` on, each as wide as its count wants. */
export function inRow(
  counts: Counts,
  kinds: readonly Shape[],
  x: number,
  width: (count: number) => number,
): Tally[] {
  return kinds
    .filter((kind) => counts[kind] > 0)
    .map((kind) => {
      const tally = { kind, count: counts[kind], x };
      x += width(tally.count);
      return tally;
    });
}

/** The same in the middle of a room. */
export function tallyIn(
  box: Box,
  shapes: readonly Shape[],
  kinds: readonly Shape[],
): (Tally & { y: number })[] {
  const counts: Counts = { well: 0, hurt: 0, down: 0, dead: 0 };
  for (const shape of shapes) counts[shape] += 1;
  const many = kinds.filter((kind) => counts[kind] > 0).length;
  const from = box.x + box.width / 2 - (many - 1) * MARK;
  return inRow(counts, kinds, from, () => 2 * MARK).map((tally) => ({ ...tally, y: box.y + box.height / 2 }));
}

/** The label that a point of its row is on. */
export function labelAt(labels: readonly Label[] | undefined, x: number): Label | undefined {
  return labels?.find((label) => x >= label.left - 4 && x <= label.left + label.width + 4);
}

/** A room in a line: its name, how many are there, how many of them are worse than well. */
export function aboutRoom(ship: Ship, { people }: Known, room: string, kinds: readonly Shape[]): string {
  const here = Object.values(people).filter(({ compartment }) => compartment === room);
  const counts = countsOf(here);
  const worse = kinds
    .filter((kind) => counts[kind] > 0)
    .map((kind) => `${counts[kind]} ${t(`director.shape.${kind}`)}`);
  return [roomName(ship, room), t('director.people_in', { count: here.length }), ...worse].join(', ');
}
