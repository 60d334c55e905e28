// The ship from her side, drawn from her own description: every room once, bow to the right, and where the chairs are.
import type { Ship } from '../wire/protocol';

export interface Room {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Chairs {
  key: string;
  name: string;
  /** Middle of the room. */
  x: number;
  y: number;
  seats: string[];
}

export interface Profile {
  rooms: Room[];
  chairs: Chairs[];
  /** Left, top, width, height, m. */
  box: [number, number, number, number];
}

export function profileOf(ship: Pick<Ship, 'compartments' | 'seats'>): Profile {
  const rooms = new Map<string, Room>();
  for (const { low_body_m: low, high_body_m: high } of Object.values(ship.compartments)) {
    const room = { x: low[0], y: low[2], width: high[0] - low[0], height: high[2] - low[2] };
    rooms.set(Object.values(room).join(' '), room);
  }
  const chairs = new Map<string, Chairs>();
  for (const [seat, { compartment: key }] of Object.entries(ship.seats)) {
    const room = ship.compartments[key];
    if (!room) continue;
    const { name, low_body_m: low, high_body_m: high } = room;
    const at = chairs.get(key) ?? {
      key,
      name,
      x: (low[0] + high[0]) / 2,
      y: (low[2] + high[2]) / 2,
      seats: [],
    };
    chairs.set(key, { ...at, seats: [...at.seats, seat] });
  }
  const all = [...rooms.values()];
  const left = Math.min(...all.map((room) => room.x));
  const top = Math.min(...all.map((room) => room.y));
  const right = Math.max(...all.map((room) => room.x + room.width));
  const bottom = Math.max(...all.map((room) => room.y + room.height));
  return { rooms: all, chairs: [...chairs.values()], box: [left, top, right - left, bottom - top] };
}

/** A text as its sentences. */
export function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.?])\s+(?=\p{Lu})/u);
}
