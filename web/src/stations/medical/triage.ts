// Who needs help first: patients whose signs reach the console, and those whom the muster or one's own eyes found hurt.
import { secondsOf } from '../../parts/format';
import type { Directed, Orders, PatientSeen, PersonSeen, Ship, Talk } from '../../wire/protocol';

export const GROUPS = ['now', 'soon', 'beyond', 'watch', 'dead'] as const;
export type Group = (typeof GROUPS)[number];

/** Somebody seen, and when: the muster reports in rounds, and between two of them the page remembers. */
export interface Remembered {
  seen: PersonSeen;
  tick: number;
}

export interface Case {
  person: string;
  group: Group;
  signs?: PatientSeen;
  last?: Remembered;
  /** The last signs that came, once they come no more. */
  before?: Signed;
  /** Directives to treat them that still live. */
  treat: Directed[];
  /** The last directive to treat them that is over. */
  past?: Directed;
}

/** Somebody's signs, and when they last came. */
export interface Signed {
  signs: PatientSeen;
  tick: number;
}

/** Seconds of first aid below which it is not worth beginning. */
const AID_LEAST_S = 2;

/** A dose only grows: whoever had one that kills when their signs were last told has it still. */
export function groupOf(
  signs: PatientSeen | undefined,
  seen: PersonSeen | undefined,
  before?: PatientSeen,
  saidDead = false,
): Group {
  if (signs ? !signs.alive : seen?.vitality === 'dead' || before?.alive === false || saidDead) return 'dead';
  if ((signs ?? before)?.dose_left_s !== undefined) return 'beyond';
  if (signs) {
    if (signs.stable === false || !signs.conscious || seen?.sinking) return 'now';
    // Unseen wounds count as they look from afar.
    const open = signs.treatment_left_s ?? (seen?.vitality === 'casualty' ? AID_LEAST_S : 0);
    return open >= AID_LEAST_S ? 'soon' : 'watch';
  }
  if (seen?.sinking || seen?.vitality === 'unconscious') return 'now';
  return seen?.vitality === 'casualty' ? 'soon' : 'watch';
}

/** Takes what is seen now into what is remembered; whoever is seen well again is forgotten. */
export function recall(
  before: ReadonlyMap<string, Remembered>,
  people: Record<string, PersonSeen> | undefined,
  tick: number,
): Map<string, Remembered> {
  const after = new Map(before);
  for (const seen of Object.values(people ?? {})) {
    if (seen.vitality === 'fit') after.delete(seen.person);
    else after.set(seen.person, { seen, tick });
  }
  return after;
}

export const lives = (order: Directed): boolean => ['given', 'heard', 'accepted'].includes(order.standing);

/** Directives to treat, by patient, the oldest first. */
export function treating(orders: Orders | undefined): Map<string, Directed[]> {
  const by = new Map<string, Directed[]>();
  for (const order of Object.values(orders?.given ?? {}).sort((a, b) => a.tick - b.tick)) {
    const { directive } = order;
    if (!('work' in directive) || !('treat' in directive.work.task)) continue;
    const { person } = directive.work.task.treat;
    by.set(person, [...(by.get(person) ?? []), order]);
  }
  return by;
}

/** Where somebody is: by their own communicator, else where they were last seen. */
export function roomOf(one: Case): string | undefined {
  return one.signs?.compartment ?? one.last?.seen.compartment ?? one.before?.signs.compartment;
}

/** Time that the dose leaves whoever dies of it, by the last signs that came, s; none where no dose kills. */
export function leftOf(one: Case, now_s: number): number | undefined {
  if (one.signs) return one.signs.dose_left_s;
  const { before } = one;
  if (before?.signs.dose_left_s === undefined) return undefined;
  return Math.max(0, before.signs.dose_left_s - (now_s - secondsOf(before.tick)));
}

/** Whether somebody may be dead by now and nobody has told. */
export function isUnknown(one: Case, now_s: number): boolean {
  return one.group === 'beyond' && !one.signs && leftOf(one, now_s) === 0;
}

/** Seen hurt and on their feet, and no more known: at more than two g that is everybody. */
export function isLight(one: Case): boolean {
  return one.group === 'watch' && !one.signs && one.last?.seen.vitality === 'hurt';
}

/** Whose death one heard reported, and who one heard went into the core. */
export function reportedIn(talk: Talk | undefined): { dead: string[]; inside: string[] } {
  const facts = Object.values(talk?.heard ?? {}).flatMap(({ message }) =>
    'report' in message ? [message.report.what] : [],
  );
  return {
    dead: facts.flatMap((fact) => ('death' in fact ? [fact.death.person] : [])),
    inside: facts.flatMap((fact) => ('went_in' in fact ? [fact.went_in.person] : [])),
  };
}

/** When that was so; none while it is so now. */
export function roomTick(one: Case): number | undefined {
  if (one.signs) return undefined;
  return one.last?.tick ?? one.before?.tick;
}

/** Who a directive sends: whoever took it on, else whoever it is for. */
export function sentPerson(order: Directed): string | undefined {
  if (order.answered_by_person) return order.answered_by_person;
  return 'person' in order.to ? order.to.person.person : undefined;
}

function urgency(one: Case): number {
  const { signs } = one;
  if (one.group === 'now') return signs ? signs.vital.systolic_mmhg - (signs.conscious ? 0 : 30) : 60;
  if (one.group === 'beyond') return (signs ?? one.before?.signs)?.dose_left_s ?? 0;
  if (one.group === 'soon') return -(signs?.treatment_left_s ?? 30);
  return -(signs?.dose_gy ?? 0);
}

/** Whether somebody waits for a medic: nobody is sent, and whoever was has not found their wounds done with. */
export function waits(one: Case): boolean {
  if (one.treat.length > 0) return false;
  if (one.group !== 'soon') return true;
  const done = one.past?.standing === 'achieved' && one.signs?.treatment_left_s === undefined;
  return !done && one.past?.standing !== 'failed';
}

/** Everybody known to be hurt, the first to help first; within a group, the worse off. */
export function casesOf(
  patients: Record<string, PatientSeen> | undefined,
  memory: ReadonlyMap<string, Remembered>,
  orders: Orders | undefined,
  told: ReadonlyMap<string, Signed> = new Map(),
  dead: ReadonlySet<string> = new Set(),
): Case[] {
  const treat = treating(orders);
  // Whoever the dose kills stays on the list when their signs come no more.
  const doomed = [...told].flatMap(([person, { signs }]) =>
    signs.dose_left_s === undefined ? [] : [person],
  );
  const keys = new Set([...Object.keys(patients ?? {}), ...memory.keys(), ...doomed, ...dead]);
  const cases = [...keys].map((person): Case => {
    const signs = patients?.[person];
    const last = memory.get(person);
    const before = signs ? undefined : told.get(person);
    const sent = treat.get(person) ?? [];
    return {
      person,
      group: groupOf(signs, last?.seen, before?.signs, dead.has(person)),
      signs,
      last,
      before,
      treat: sent.filter(lives),
      past: sent.filter((order) => !lives(order)).at(-1),
    };
  });
  return cases.sort(
    (a, b) =>
      GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group) ||
      urgency(a) - urgency(b) ||
      a.person.localeCompare(b.person),
  );
}

export function countsOf(cases: readonly Case[]): Record<Group, number> {
  const counts: Record<Group, number> = { now: 0, soon: 0, beyond: 0, watch: 0, dead: 0 };
  for (const one of cases) counts[one.group] += 1;
  return counts;
}

/** Cases of a group whose name, post or room holds the word. */
export function found(cases: readonly Case[], ship: Ship, group: Group | undefined, word: string): Case[] {
  const wanted = word.trim().toLowerCase();
  return cases.filter((one) => {
    if (group && one.group !== group) return false;
    if (!wanted) return true;
    const who = ship.people[one.person];
    const at = roomOf(one);
    const room = at && ship.compartments[at]?.name;
    return `${who?.name ?? one.person} ${who?.post ?? ''} ${room ?? ''}`.toLowerCase().includes(wanted);
  });
}
