// Which of the ship's limits what is seen outside is beyond. Her limits are her instruments' own; what they would read is
// taken from the picture alone, for the screen reads no instrument.
import type { Outside, Ship } from '../wire/protocol';
import type { Priority } from '../alerts/machine';
import { markOf, type Band } from '../parts/reading';

export interface Beyond {
  /** What is beyond its limit: a key of the texts. */
  what: 'falling_low' | 'low' | 'sinking' | 'skin' | 'heavy' | 'late';
  priority: Priority;
}

/** What the picture tells of her that an instrument's limits hold for. */
export type Told = 'altitude' | 'skin_temperature' | 'climb_rate' | 'felt_g' | 'time_to_no_return';

type Kinds = Record<string, { kind: string; limits: Ship['instruments'][string]['limits'] }>;

const READS: {
  kind: Told;
  of: (outside: Outside) => number | undefined;
  what: (outside: Outside) => Beyond['what'];
}[] = [
  {
    kind: 'altitude',
    of: (outside) => outside.altitude_m,
    what: (outside) => (outside.climb_rate_m_s < 0 ? 'falling_low' : 'low'),
  },
  { kind: 'skin_temperature', of: (outside) => outside.skin_temperature_k, what: () => 'skin' },
  { kind: 'climb_rate', of: (outside) => outside.climb_rate_m_s, what: () => 'sinking' },
  { kind: 'felt_g', of: (outside) => outside.felt_g, what: () => 'heavy' },
  { kind: 'time_to_no_return', of: (outside) => outside.to_no_return_s, what: () => 'late' },
];

export const limitsOf = (kind: Told, instruments: Kinds) =>
  Object.values(instruments).find((one) => one.kind === kind)?.limits;

/** On which side of which limit a value is. */
export function bandOf(value: number, limits: NonNullable<ReturnType<typeof limitsOf>>): Band {
  const under = (limit: number | undefined) => limit !== undefined && value < limit;
  const over = (limit: number | undefined) => limit !== undefined && value > limit;
  if (under(limits.alarm_low)) return 'alarm_low';
  if (over(limits.alarm_high)) return 'alarm_high';
  if (under(limits.warning_low)) return 'warning_low';
  return over(limits.warning_high) ? 'warning_high' : 'normal';
}

/** The mark that belongs beside a value. */
export function markFor(kind: Told, outside: Outside, instruments: Kinds): Priority | undefined {
  const limits = limitsOf(kind, instruments);
  const value = READS.find((one) => one.kind === kind)?.of(outside);
  return limits && value !== undefined ? markOf(bandOf(value, limits)) : undefined;
}

/** The gravest first. */
export function beyond(outside: Outside, instruments: Kinds): Beyond[] {
  const found = READS.flatMap(({ kind, what }): Beyond[] => {
    const priority = markFor(kind, outside, instruments);
    return priority ? [{ what: what(outside), priority }] : [];
  });
  return found.sort((a, b) => Number(a.priority === 'warning') - Number(b.priority === 'warning'));
}
