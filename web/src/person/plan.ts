// The plan of a room and its neighbours, as rectangles of one deck seen from above: bow to the right, port above.
import type { Compartment, Ship, WaySeen } from '../wire/protocol';

/** Height of a deck, m. */
const DECK_M = 3.5;
/** How far beyond the room the plan looks, m. */
const MARGIN_M = 6;
/** How far apart two doors are drawn at least, share of the plan's width: a finger on a telephone. */
const APART = 0.115;

export interface Box {
  key: string;
  x: number;
  y: number;
  w: number;
  h: number;
  here: boolean;
}
export interface Door {
  portal: string;
  x: number;
  y: number;
  /** Which way it lies in the wall; `up` and `down` lead to another deck. */
  lies: 'across' | 'along' | 'up' | 'down';
  way: WaySeen;
}
export interface Plan {
  x: number;
  y: number;
  w: number;
  h: number;
  boxes: Box[];
  doors: Door[];
}

function overlap(a: readonly [number, number], b: readonly [number, number]): [number, number] {
  return [Math.max(a[0], b[0]), Math.min(a[1], b[1])];
}
const middle = ([low, high]: readonly [number, number]) => (low + high) / 2;
const side = (room: Compartment, axis: 0 | 1 | 2): [number, number] => [
  room.low_body_m[axis],
  room.high_body_m[axis],
];

/** Where the door between two rooms stands: in the middle of the wall they share. */
function doorAt(here: Compartment, there: Compartment): Pick<Door, 'x' | 'y' | 'lies'> {
  const x = overlap(side(here, 0), side(there, 0));
  const y = overlap(side(here, 1), side(there, 1));
  const z = overlap(side(here, 2), side(there, 2));
  // Rooms that share no height lie above one another: z points down.
  if (z[1] - z[0] < 0.5) {
    const lies = middle(side(there, 2)) < middle(side(here, 2)) ? 'up' : 'down';
    return { x: middle(x), y: middle(y), lies };
  }
  return { x: middle(x), y: middle(y), lies: x[1] - x[0] > y[1] - y[0] ? 'along' : 'across' };
}

/** The plan around a room; none where the ship has no such room. */
export function planOf(ship: Ship, key: string, out: Record<string, WaySeen> = {}): Plan | undefined {
  const here = ship.compartments[key];
  if (!here) return undefined;
  const [x, y] = [here.low_body_m[0] - MARGIN_M, here.low_body_m[1] - MARGIN_M];
  const [w, h] = [here.high_body_m[0] + MARGIN_M - x, here.high_body_m[1] + MARGIN_M - y];
  // The slice of the deck one stands on: a hall through two decks is drawn with the rooms of its floor it is named by.
  const top = here.low_body_m[2];
  const slice: [number, number] = [top, Math.min(here.high_body_m[2], top + DECK_M)];
  const boxes = Object.entries(ship.compartments).flatMap(([other, room]): Box[] => {
    const z = overlap(slice, side(room, 2));
    if (z[1] - z[0] < 0.5) return [];
    const across = overlap([x, x + w], side(room, 0));
    const along = overlap([y, y + h], side(room, 1));
    if (across[1] - across[0] <= 0.1 || along[1] - along[0] <= 0.1) return [];
    return [
      {
        key: other,
        x: across[0],
        y: along[0],
        w: across[1] - across[0],
        h: along[1] - along[0],
        here: other === key,
      },
    ];
  });
  const doors = Object.entries(out).flatMap(([portal, way]): Door[] => {
    const there = ship.compartments[way.compartment];
    return there ? [{ portal, way, ...doorAt(here, there) }] : [];
  });
  return {
    x,
    y,
    w,
    h,
    boxes: boxes.sort((a, b) => Number(a.here) - Number(b.here)),
    doors: spread(doors, w * APART),
  };
}

/** Doors that would lie on one another are moved apart along their wall. */
function spread(doors: Door[], apart_m: number): Door[] {
  const placed: Door[] = [];
  for (const door of doors) {
    let at = door;
    for (let step = 1; placed.some((other) => near(other, at, apart_m)) && step < 8; step += 1) {
      // To one side, to the other, then farther out.
      const shift = apart_m * Math.ceil(step / 2) * (step % 2 ? 1 : -1);
      at = door.lies === 'across' ? { ...door, y: door.y + shift } : { ...door, x: door.x + shift };
    }
    placed.push(at);
  }
  return placed;
}
const near = (a: Door, b: Door, apart_m: number) => Math.hypot(a.x - b.x, a.y - b.y) < apart_m * 0.95;

/** Pixels from one circle to the next. */
const CELL = 30;

/** Places for people in a room, from its lower left corner, pixels: in rows from below, no more than half its height. */
export function rowsIn(width: number, height: number, count: number): { x: number; y: number }[] {
  const across = Math.max(1, Math.floor((width - 8) / CELL));
  const rows = Math.max(1, Math.floor((height / 2 - 4) / CELL));
  return Array.from({ length: Math.min(count, across * rows) }, (_, at) => ({
    x: 4 + CELL * ((at % across) + 0.5),
    y: 4 + CELL * (Math.floor(at / across) + 0.5),
  }));
}

/** First letters of the first and the last name. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const [first, last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return [first, last].map((word) => word?.charAt(0) ?? '').join('');
}
