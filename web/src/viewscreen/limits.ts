// Which of the ship's limits what is seen outside is beyond. Her limits are her instruments' own; what they would read is
// taken from the picture alone, for the screen reads no instrument.
import type { Outside, Ship } from '../wire/protocol';
import type { Priority } from '../alerts/machine';

export interface Beyond {
  /** What is beyond its limit: a key of the texts. */
  what: 'falling_low' | 'low' | 'sinking' | 'skin';
  priority: Priority;
}

type Kinds = Record<string, { kind: string; limits: Ship['instruments'][string]['limits'] }>;

const READS: {
  kind: string;
  of: (outside: Outside) => number;
  what: (outside: Outside) => Beyond['what'];
}[] = [
  {
    kind: 'altitude',
    of: (outside) => outside.altitude_m,
    what: (outside) => (outside.climb_rate_m_s < 0 ? 'falling_low' : 'low'),
  },
  { kind: 'skin_temperature', of: (outside) => outside.skin_temperature_k, what: () => 'skin' },
  { kind: 'climb_rate', of: (outside) => outside.climb_rate_m_s, what: () => 'sinking' },
];

/** The gravest first. */
export function beyond(outside: Outside, instruments: Kinds): Beyond[] {
  const found: Beyond[] = [];
  for (const { kind, of, what } of READS) {
    const limits = Object.values(instruments).find((one) => one.kind === kind)?.limits;
    if (!limits) continue;
    const value = of(outside);
    const passes = (low?: number, high?: number) =>
      (low !== undefined && value < low) || (high !== undefined && value > high);
    if (passes(limits.alarm_low, limits.alarm_high)) found.push({ what: what(outside), priority: 'alarm' });
    else if (passes(limits.warning_low, limits.warning_high))
      found.push({ what: what(outside), priority: 'warning' });
  }
  return found.sort((a, b) => Number(a.priority === 'warning') - Number(b.priority === 'warning'));
}
