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

/** A piece in pixels, in a picture `width` wide whose bands are `band` high with `gap` between. */
export function boxOf(plan: Plan, piece: Piece, width: number, band: number, gap: number): Box {
  const at = plan.decks.indexOf(piece.deck);
  const top = at * (band + gap);
  const joint = piece.joined ? gap : 0;
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
}

/** Marks of people in a box, in rows as even as they go; they draw closer together rather than leave the room. */
export function marksIn(box: Box, people: readonly string[], size: number): Mark[] {
  if (people.length === 0) return [];
  const step = size * 1.5;
  const rows_max = Math.max(1, Math.floor((box.height - 1) / step));
  const columns_max = Math.max(1, Math.floor((box.width - 2) / step));
  const rows = Math.min(rows_max, Math.max(1, Math.ceil(people.length / columns_max)));
  const columns = Math.ceil(people.length / rows);
  const step_x = columns > 1 ? Math.min(step, (box.width - size - 2) / (columns - 1)) : 0;
  const left = box.x + (box.width - step_x * (columns - 1)) / 2;
  const top = box.y + (box.height - step * (rows - 1)) / 2;
  return people.map((person, at) => ({
    person,
    x: left + (at % columns) * step_x,
    y: top + Math.floor(at / columns) * step,
  }));
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

export interface Counts {
  well: number;
  hurt: number;
  down: number;
  dead: number;
  guided: number;
}

export function countsOf(people: Record<string, PersonTruth> | undefined): Counts {
  const counts: Counts = { well: 0, hurt: 0, down: 0, dead: 0, guided: 0 };
  for (const person of Object.values(people ?? {})) {
    counts[shapeOf(person)] += 1;
    if (person.guided) counts.guided += 1;
  }
  return counts;
}
