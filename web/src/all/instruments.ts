// Which instruments stand in each station's column: each once, so that no two columns tell the same; what is out of its
// limits first, then what only that console has.
import type { Band } from '../parts/reading';
import type { Ship, Shown } from '../wire/protocol';

/** What stands beside the fall already. */
export const ESSENTIAL: readonly string[] = [
  'time-to-no-return',
  'time-to-ground',
  'altitude',
  'felt-g',
  'voltage-main-port',
  'charge-battery',
  'surplus-emergency',
  'core-output',
  'core-alignment',
];

const RANK: Record<Band, number> = {
  alarm_low: 0,
  alarm_high: 0,
  warning_low: 1,
  warning_high: 1,
  normal: 2,
};
const DEAD = 3;

export interface Console {
  place: string;
  readings: Record<string, Shown> | undefined;
}

/** Keys of `most` instruments a console. A console that has more of its own to show leaves the shared ones to others. */
export function instrumentsOf(
  ship: Pick<Ship, 'instruments'>,
  consoles: readonly Console[],
  most: number,
): Record<string, string[]> {
  const owned = (key: string) => ship.instruments[key]?.seats.length ?? 0;
  const own = ({ readings }: Console) => Object.keys(readings ?? {}).filter((key) => owned(key) === 1).length;
  const rank = (shown: Shown | undefined) => (!shown || shown.quality === 'dead' ? DEAD : RANK[shown.band]);
  const gone = new Set(ESSENTIAL);
  const columns: Record<string, string[]> = {};
  for (const console of [...consoles].sort((a, b) => own(b) - own(a))) {
    const { readings = {} } = console;
    const keys = Object.keys(readings)
      .filter((key) => ship.instruments[key] && !gone.has(key))
      .sort((a, b) => rank(readings[a]) - rank(readings[b]) || owned(a) - owned(b))
      .slice(0, most);
    for (const key of keys) gone.add(key);
    columns[console.place] = keys;
  }
  return columns;
}
