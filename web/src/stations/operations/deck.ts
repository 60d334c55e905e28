// The deck plan as geometry: which rooms a deck shows, where its doors are, where people stand. Body axes seen from
// above with the bow to the right: x to the right, y (starboard) downwards.
import type { Compartment, Portal, Ship } from '../../wire/protocol';

export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface Room {
  key: string;
  name: string;
  /** m, body axes. */
  box: Box;
}

export interface Opening {
  key: string;
  portal: Portal;
  /** Middle, m. */
  x: number;
  y: number;
  /** Along which axis its wall runs; none for ladders and lifts. */
  wall?: 'x' | 'y';
}

export function boxOf({ low_body_m: low, high_body_m: high }: Compartment): Box {
  return { x: low[0], y: low[1], w: high[0] - low[0], h: high[1] - low[1] };
}

export function decksOf(ship: Ship): number[] {
  return [...new Set(Object.values(ship.compartments).map((room) => room.deck))].sort((a, b) => a - b);
}

/** Height of a deck, from its lowest room: taller ones reach into others. */
function bandOf(ship: Ship, deck: number): [number, number] {
  const rooms = Object.values(ship.compartments).filter((room) => room.deck === deck);
  const height = (room: Compartment) => room.high_body_m[2] - room.low_body_m[2];
  const [least] = rooms.sort((a, b) => height(a) - height(b));
  return least ? [least.low_body_m[2], least.high_body_m[2]] : [0, 0];
}

/** Rooms of a deck, and those that reach into it from others; the largest first, so that small ones lie on top. */
export function roomsOf(ship: Ship, deck: number): Room[] {
  const [top, bottom] = bandOf(ship, deck);
  return Object.entries(ship.compartments)
    .filter(([, room]) => Math.min(bottom, room.high_body_m[2]) - Math.max(top, room.low_body_m[2]) > 0.1)
    .map(([key, room]) => ({ key, name: room.name, box: boxOf(room) }))
    .sort((a, b) => b.box.w * b.box.h - a.box.w * a.box.h);
}

/** Doors, hatches, ladders and lifts seen on a deck. */
export function openingsOf(ship: Ship, deck: number): Opening[] {
  const here = new Set(roomsOf(ship, deck).map((room) => room.key));
  const shafts = new Map<string, number>();
  return Object.entries(ship.portals).flatMap(([key, portal]): Opening[] => {
    const [from, to] = [ship.compartments[portal.from_compartment], ship.compartments[portal.to_compartment]];
    if (!from || !to || !(here.has(portal.from_compartment) || here.has(portal.to_compartment))) return [];
    const [a, b] = [boxOf(from), boxOf(to)];
    const [x0, x1] = [Math.max(a.x, b.x), Math.min(a.x + a.w, b.x + b.w)];
    const [y0, y1] = [Math.max(a.y, b.y), Math.min(a.y + a.h, b.y + b.h)];
    const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
    if (x1 - x0 > 0.1 && y1 - y0 > 0.1) {
      // Several shafts of one room stand side by side.
      const room = here.has(portal.from_compartment) ? portal.from_compartment : portal.to_compartment;
      const count = shafts.get(room) ?? 0;
      shafts.set(room, count + 1);
      const step = (count % 2 === 0 ? 1 : -1) * Math.ceil(count / 2) * 4.5;
      return [{ key, portal, x: Math.min(x1 - 1, Math.max(x0 + 1, x + step)), y }];
    }
    if (!here.has(portal.from_compartment) || !here.has(portal.to_compartment)) return [];
    return [{ key, portal, x, y, wall: x1 - x0 > y1 - y0 ? 'x' : 'y' }];
  });
}

export function boundsOf(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.w));
  const low = Math.max(...boxes.map((box) => box.y + box.h));
  return boxes.length ? { x, y, w: right - x, h: low - y } : { x: 0, y: 0, w: 1, h: 1 };
}

/** A room's name on the plan of its own deck: without the deck. */
export function shortName(name: string, deck: number): string {
  const prefix = `Deck ${deck} `;
  if (!name.startsWith(prefix)) return name;
  const rest = name.slice(prefix.length);
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** Width of a letter at label size, px: on the large side. */
const LETTER = 8;

export function fits(name: string, width: number): boolean {
  return name.length * LETTER <= width;
}

/** A name in lines that fit `width` px at label size; as many as `lines`, none when not even a word fits. */
export function wrapped(name: string, width: number, lines: number): string[] {
  const letters = Math.floor(width / LETTER);
  const rows: string[] = [];
  for (const word of name.split(' ')) {
    const last = rows.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= letters)
      rows[rows.length - 1] = `${last} ${word}`;
    else rows.push(word);
  }
  return rows.length <= lines && rows.every((row) => row.length <= letters) ? rows : [];
}

/** Middles of `count` marks of `size` px in a box, in rows from its lower left; what does not fit is left out. */
export function spots(count: number, box: Box, size: number): { x: number; y: number }[] {
  const columns = Math.max(1, Math.floor((box.w - 4) / size));
  const rows = Math.max(1, Math.floor((box.h - 4) / size));
  return Array.from({ length: Math.min(count, columns * rows) }, (_, at) => ({
    x: box.x + 2 + size * ((at % columns) + 0.5),
    y: box.y + box.h - 2 - size * (Math.floor(at / columns) + 0.5),
  }));
}

/** Where in its room the first line of a name stands, px from the top: below the ladders and lifts it would run into, as
 * long as the room reaches so far. `marks` are their middles, from the room's upper left. */
export function nameTop(
  name: readonly string[],
  room: { w: number; h: number },
  marks: readonly { x: number; y: number }[],
): number {
  const [first, line, mark] = [18, 17, 8];
  const half = 4 * Math.max(...name.map((row) => row.length));
  const last = (top: number) => top + line * (name.length - 1) + 4;
  const inWay = marks
    .filter(({ x, y }) => Math.abs(x - room.w / 2) < half + mark && y + mark > 4 && y - mark < last(first))
    .map(({ y }) => y);
  const top = inWay.length === 0 ? first : Math.max(...inWay) + mark + 14;
  return last(top) < room.h ? top : first;
}
