// Where rooms and people stand in the picture of the whole ship. Every deck is a plan of its own, squashed flat, and the
// decks lie under one another as they do in her: bow to the right, port at the top of each deck's band.
import type { PersonTruth, Ship } from '../wire/protocol';

/** A share of the picture: x along the ship, y within a deck's band, 0..=1. */
export interface Piece {
  key: string;
  compartment: string;
  deck: number;
  x: number;
  width: number;
  y: number;
  height: number;
  /** The deck on which the room counts: its people and its name stand there. */
  home: boolean;
  /** The room goes on in the band above. */
  joined: boolean;
}

export interface Plan {
  decks: number[];
  pieces: Piece[];
  length_m: number;
  deck_height_m: number;
}

/** Beam squashed by its root: a corridor stays wide enough to hold people, the sides draw together. */
const squash = (y_m: number) => Math.sign(y_m) * Math.sqrt(Math.abs(y_m));

/** Height of a deck: that of the lowest room there is. */
function deckHeight(ship: Ship): number {
  return Math.min(...Object.values(ship.compartments).map((c) => c.high_body_m[2] - c.low_body_m[2]));
}

export function planOf(ship: Ship): Plan {
  const rooms = Object.entries(ship.compartments);
  if (rooms.length === 0) return { decks: [], pieces: [], length_m: 1, deck_height_m: 1 };
  const x_low = Math.min(...rooms.map(([, c]) => c.low_body_m[0]));
  const x_high = Math.max(...rooms.map(([, c]) => c.high_body_m[0]));
  const z_top = Math.min(...rooms.map(([, c]) => c.low_body_m[2]));
  const beam = Math.max(...rooms.flatMap(([, c]) => [-c.low_body_m[1], c.high_body_m[1]]));
  const height = deckHeight(ship);
  const first = Math.min(...rooms.map(([, c]) => c.deck));
  const half = squash(beam);
  const pieces = rooms.flatMap(([key, c]): Piece[] => {
    const top = Math.round((c.low_body_m[2] - z_top) / height);
    const bottom = Math.max(top + 1, Math.round((c.high_body_m[2] - z_top) / height));
    const y = (squash(c.low_body_m[1]) + half) / (2 * half);
    return Array.from({ length: bottom - top }, (_, at) => ({
      key: `${key} ${at}`,
      compartment: key,
      deck: first + top + at,
      x: (c.low_body_m[0] - x_low) / (x_high - x_low),
      width: (c.high_body_m[0] - c.low_body_m[0]) / (x_high - x_low),
      y,
      height: (squash(c.high_body_m[1]) - squash(c.low_body_m[1])) / (2 * half),
      home: first + top + at === c.deck,
      joined: at > 0,
    }));
  });
  const decks = [...new Set(pieces.map((piece) => piece.deck))].sort((a, b) => a - b);
  return { decks, pieces, length_m: x_high - x_low, deck_height_m: height };
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where each deck's band begins, px: bands lie `gap` apart, under some of them a line of names. */
export function topsOf(plan: Plan, band: number, gap: number, named: (deck: number) => number): number[] {
  const tops: number[] = [];
  let top = 0;
  for (const deck of plan.decks) {
    tops.push(top);
    top += band + gap + named(deck);
  }
  return [...tops, top];
}

/** A piece in pixels, in a picture `width` wide whose bands are `band` high and begin at `tops`. */
export function boxOf(plan: Plan, piece: Piece, width: number, band: number, tops: readonly number[]): Box {
  const at = plan.decks.indexOf(piece.deck);
  const top = tops[at] ?? 0;
  const joint = piece.joined && at > 0 ? top - (tops[at - 1] ?? 0) - band : 0;
  return {
    x: piece.x * width,
    y: top + piece.y * band - joint,
    width: Math.max(1, piece.width * width - 1),
    height: Math.max(2, piece.height * band - 1 + joint),
  };
}

export interface Mark {
  person: string;
  x: number;
  y: number;
  /** Half its width, px. */
  r: number;
}

/** Marks of people in a box, in rows as even as they go. They shrink rather than overlap or leave the room. */
export function marksIn(box: Box, people: readonly string[], size: number): Mark[] {
  if (people.length === 0) return [];
  const step = Math.min(size * 1.5, Math.sqrt((box.width * box.height) / people.length), box.height);
  const columns_max = Math.max(1, Math.floor(box.width / step));
  const rows = Math.ceil(people.length / columns_max);
  const columns = Math.ceil(people.length / rows);
  const step_x = Math.min(step, box.width / columns);
  const step_y = Math.min(step, box.height / rows);
  const left = box.x + (box.width - step_x * (columns - 1)) / 2;
  const top = box.y + (box.height - step_y * (rows - 1)) / 2;
  return people.map((person, at) => ({
    person,
    x: left + (at % columns) * step_x,
    y: top + Math.floor(at / columns) * step_y,
    r: 0.36 * Math.min(step_x, step_y),
  }));
}

export interface Wanted {
  key: string;
  text: string;
  /** Where it would stand, its middle, px. */
  x: number;
  width: number;
}

export interface Label extends Wanted {
  left: number;
}

/** Labels on one line, each as near to what it names as the others let it; those that find no room are left over. */
export function inLine(wanted: readonly Wanted[], width: number, gap: number): [Label[], Wanted[]] {
  const labels: Label[] = [];
  const over = [...wanted];
  let used = -gap;
  while (over[0] && used + gap + over[0].width <= width) {
    used += gap + over[0].width;
    labels.push({ ...over[0], left: over[0].x - over[0].width / 2 });
    over.shift();
  }
  labels.sort((a, b) => a.x - b.x);
  let from = 0;
  for (const label of labels) {
    label.left = Math.max(from, label.left);
    from = label.left + label.width + gap;
  }
  let to = width;
  for (const label of labels.reverse()) {
    label.left = Math.min(to - label.width, label.left);
    to = label.left - gap;
  }
  return [labels.reverse(), over];
}

/** The mark nearest to a point, no further than `reach`. */
export function nearest(marks: readonly Mark[], x: number, y: number, reach: number): Mark | undefined {
  let best: Mark | undefined;
  let distance = reach;
  for (const mark of marks) {
    const d = Math.hypot(mark.x - x, mark.y - y);
    if (d <= distance) [best, distance] = [mark, d];
  }
  return best;
}

/** People by room, named ones first, then by key: a mark keeps its place while nobody comes or goes. */
export function byRoom(ship: Ship, people: Record<string, PersonTruth> | undefined): Map<string, string[]> {
  const rooms = new Map<string, string[]>();
  for (const person of Object.values(people ?? {})) {
    const room = rooms.get(person.compartment) ?? [];
    room.push(person.person);
    rooms.set(person.compartment, room);
  }
  const named = (key: string) => Number(!ship.people[key]?.named);
  for (const room of rooms.values()) room.sort((a, b) => named(a) - named(b) || (a < b ? -1 : 1));
  return rooms;
}

/** How somebody is drawn: by shape first. */
export type Shape = 'well' | 'hurt' | 'down' | 'dead';

export function shapeOf(person: PersonTruth): Shape {
  if (person.vitality === 'dead') return 'dead';
  if (person.vitality === 'fit') return 'well';
  return person.vitality === 'hurt' ? 'hurt' : 'down';
}

/** The outline of a mark around 0, 0. */
export function outlineOf(shape: Shape, r: number): string {
  switch (shape) {
    case 'well':
    case 'hurt':
      return `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
    case 'down':
      return `M0 ${-r}L${r} ${0.85 * r}H${-r}z`;
    case 'dead':
      return `M${-r} ${-r}L${r} ${r}M${r} ${-r}L${-r} ${r}`;
  }
}

export type Counts = Record<Shape, number>;

export function countsOf(people: Iterable<PersonTruth>): Counts {
  const counts: Counts = { well: 0, hurt: 0, down: 0, dead: 0 };
  for (const person of people) counts[shapeOf(person)] += 1;
  return counts;
}
