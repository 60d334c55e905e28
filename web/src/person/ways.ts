// Where one can go: how a way lets one through, in words, and rooms by name and time.
import { t } from '../text';
import type { Compartment, Ship, WaySeen } from '../wire/protocol';

export function passageSaid(way: WaySeen): string {
  return way.held ? t('person.held') : t(`person.passage.${way.passage}`);
}

/** A room and its deck, said once. */
export function placeSaid(room: Compartment): string {
  if (/^deck \d/i.test(room.name)) return room.name;
  return t('person.in', { room: room.name, deck: room.deck });
}

export interface Room {
  key: string;
  name: string;
  deck: string;
  walk_s: number;
}

/** Rooms shown while nothing is looked for. */
const NEAREST = 12;

/** Rooms whose name holds the word, the nearest first; without a word, the nearest few. */
export function roomsBy(
  ship: Ship,
  walk_s: Record<string, number>,
  here: string | undefined,
  word: string,
): Room[] {
  const wanted = word.trim().toLowerCase();
  const rooms = Object.entries(walk_s)
    .filter(([key]) => key !== here && ship.compartments[key])
    .map(([key, time]) => ({
      key,
      name: ship.compartments[key]?.name ?? key,
      deck: t('person.deck', { deck: ship.compartments[key]?.deck ?? 0 }),
      walk_s: time,
    }))
    .filter((room) => !wanted || `${room.name} ${room.deck}`.toLowerCase().includes(wanted))
    .sort((a, b) => a.walk_s - b.walk_s);
  return wanted ? rooms : rooms.slice(0, NEAREST);
}

/** A door of glass in words: held, how foul the air behind is where a device tells, open or shut. */
export function doorSaid(way: WaySeen | undefined, lock_over_limit: number | undefined): string {
  const held = way?.held ?? false;
  if (held && lock_over_limit !== undefined && lock_over_limit > 1)
    return t('person.door_over', { times: lock_over_limit.toFixed(lock_over_limit < 10 ? 1 : 0) });
  if (held) return t('person.door_held');
  if (!way) return t('person.door_shut');
  return t(way.open > 0.5 ? 'person.door_open' : 'person.door_shut');
}
