// Who is where and how, as far as this seat knows: the named first, the worst before the well, and who was never heard of.
import type { PersonSeen, Ship, Vitality } from '../../wire/protocol';

const WORST: Record<Vitality, number> = { unconscious: 0, casualty: 1, hurt: 2, dead: 3, fit: 4 };

/** Cannot go on without help. */
export function isHurt(seen: PersonSeen): boolean {
  return (
    seen.vitality === 'casualty' ||
    seen.vitality === 'unconscious' ||
    (seen.sinking && seen.vitality !== 'dead')
  );
}

/** Who sinks first, then the worst, the named before others. */
export function mustered(ship: Ship, people: Record<string, PersonSeen>): PersonSeen[] {
  const named = (seen: PersonSeen) => Number(!ship.people[seen.person]?.named);
  return Object.values(people).sort(
    (a, b) =>
      Number(b.sinking) - Number(a.sinking) ||
      WORST[a.vitality] - WORST[b.vitality] ||
      named(a) - named(b) ||
      a.person.localeCompare(b.person),
  );
}

export interface Count {
  aboard: number;
  seen: number;
  /** Badly: those who need help. */
  hurt: number;
  /** Hurt and on their feet. */
  light: number;
  sinking: number;
  dead: number;
  /** Named people of whom nothing is heard. */
  silent: string[];
}

export function count(ship: Ship, people: Record<string, PersonSeen>, self?: string): Count {
  const seen = Object.values(people);
  return {
    aboard: Object.keys(ship.people).length,
    seen: seen.length + Number(self !== undefined && !people[self]),
    hurt: seen.filter(isHurt).length,
    light: seen.filter((one) => one.vitality === 'hurt' && !one.sinking).length,
    sinking: seen.filter((one) => one.sinking).length,
    dead: seen.filter((one) => one.vitality === 'dead').length,
    silent: Object.entries(ship.people)
      .filter(([key, person]) => person.named && !people[key] && key !== self)
      .map(([key]) => key),
  };
}

/** How a person's mark on the roll looks. */
export function conditionOf(seen: PersonSeen): 'well' | 'hurt' | 'dying' | 'dead' {
  if (seen.vitality === 'dead') return 'dead';
  if (seen.vitality === 'unconscious' || seen.sinking) return 'dying';
  return isHurt(seen) ? 'hurt' : 'well';
}

export type Mark = 'dying' | 'hurt' | 'light' | 'well' | 'dead';

/** A person's mark on the plan: who is hurt and on their feet is not marked as one who needs help. */
export function markOn(seen: PersonSeen): Mark {
  return seen.vitality === 'hurt' && !seen.sinking ? 'light' : conditionOf(seen);
}

const MARKS: readonly Mark[] = ['dying', 'hurt', 'light', 'well', 'dead'];

/** How many of each mark, the worst first. */
export function tally(people: readonly PersonSeen[]): { mark: Mark; count: number }[] {
  return MARKS.map((mark) => ({ mark, count: people.filter((one) => markOn(one) === mark).length })).filter(
    (row) => row.count > 0,
  );
}
