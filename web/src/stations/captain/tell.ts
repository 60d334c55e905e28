// The chooser of orders: whom, what, and of what, as words; and the directive that comes of it.
import type { Seat } from '../../link/seat.svelte';
import { t } from '../../text';
import { en } from '../../text/en';
import type { Act, Department, Directive, FactKind, Role, Ship } from '../../wire/protocol';

export type Verb =
  | 'trim_belly_first'
  | 'climb'
  | 'restart_power'
  | 'assess_core'
  | 'start_core'
  | 'recode'
  | 'override_interlock'
  | 'allocate'
  | 'raise_shields'
  | 'treat_casualties'
  | 'treat'
  | 'report_on'
  | 'go_to'
  | 'come_to'
  | 'man'
  | 'brace'
  | 'stand_down'
  | 'evacuate_ship'
  | 'realign';

/** What cannot be taken back. */
export const GRAVE: readonly Verb[] = ['override_interlock', 'evacuate_ship', 'realign'];

const BY_ROLE: Record<Role, readonly Verb[]> = {
  captain: [],
  helm: ['trim_belly_first', 'climb'],
  engineering: ['restart_power', 'assess_core', 'start_core', 'recode', 'override_interlock'],
  operations: ['allocate', 'raise_shields', 'treat_casualties'],
  medical: ['treat_casualties', 'treat'],
};
const ANY_SEAT: readonly Verb[] = ['report_on', 'brace', 'stand_down', 'evacuate_ship'];
const ANYBODY: readonly Verb[] = ['go_to', 'come_to', 'man', 'treat', 'brace', 'stand_down', 'evacuate_ship'];
const BY_DEPARTMENT: Partial<Record<Department, readonly Verb[]>> = {
  medical: ['treat_casualties', 'treat', 'go_to', 'stand_down'],
  engineering: ['recode', 'go_to', 'stand_down'],
};
const DEPARTMENT: readonly Verb[] = ['go_to', 'treat', 'stand_down'];
export const DEPARTMENTS: readonly Department[] = [
  'damage_control',
  'medical',
  'engineering',
  'operations',
  'services',
  'science',
  'flight',
];

/** Whom: `seat:helm`, `person:helmsman`, `department:medical`. */
export type Whom = string;

export function verbsFor(whom: Whom, ship: Ship): readonly Verb[] {
  const [kind, key = ''] = whom.split(':');
  if (kind === 'seat') {
    const role = ship.seats[key]?.role;
    return role ? [...BY_ROLE[role], ...ANY_SEAT] : ANY_SEAT;
  }
  if (kind === 'department') return BY_DEPARTMENT[key as Department] ?? DEPARTMENT;
  return ANYBODY;
}

export interface Choice {
  key: string;
  name: string;
}

const named = <T extends { name: string }>(rows: Record<string, T>): Choice[] =>
  Object.entries(rows)
    .map(([key, row]) => ({ key, name: row.name }))
    .sort((a, b) => a.name.localeCompare(b.name));

/** Things a verb can be about; none where it needs nothing. */
export function choicesOf(verb: Verb, ship: Ship, seat: Pick<Seat, 'panel'>): Choice[] | undefined {
  switch (verb) {
    case 'allocate':
      return named(ship.presets);
    case 'go_to':
    case 'come_to':
      return named(ship.compartments);
    case 'man':
      return named(ship.seats);
    case 'recode':
      return named(ship.controllers);
    case 'treat':
      return Object.values(seat.panel('people') ?? {})
        .filter((seen) => seen.vitality !== 'fit' && seen.vitality !== 'dead')
        .map((seen) => ({ key: seen.person, name: ship.people[seen.person]?.name ?? seen.person }));
    case 'report_on':
      return Object.keys(en)
        .filter((key) => key.startsWith('fact.'))
        .map((key) => ({ key: key.slice(5), name: t(key as 'fact.casualty') }));
    default:
      return undefined;
  }
}

export function directiveOf(verb: Verb, which: string): Directive {
  switch (verb) {
    case 'allocate':
      return { allocate: { preset: which } };
    case 'go_to':
      return { go_to: { compartment: which } };
    case 'come_to':
      return { come_to: { compartment: which } };
    case 'man':
      return { man: { seat: which } };
    case 'recode':
      return { recode: { controller: which } };
    case 'treat':
      return { work: { task: { treat: { person: which } } } };
    case 'report_on':
      return { report_on: { about: which as FactKind } };
    default:
      return { [verb]: {} } as Directive;
  }
}

export function orderOf(whom: Whom, verb: Verb, which: string): Act {
  const [kind, key = ''] = whom.split(':');
  const directive = directiveOf(verb, which);
  if (kind === 'seat') return { kind: 'command.direct', to_seat: key, directive };
  if (kind === 'department') return { kind: 'command.direct', to_department: key as Department, directive };
  return { kind: 'command.direct', to_person: key, directive };
}

export function whomName(whom: Whom, ship: Ship, holders: Record<string, string>): string {
  const [kind, key = ''] = whom.split(':');
  if (kind === 'seat') {
    const holder = holders[key];
    const seat = ship.seats[key]?.name ?? key;
    return holder ? t('tell.seat', { seat, who: ship.people[holder]?.name ?? holder }) : seat;
  }
  if (kind === 'department') return t(`department.${key as Department}`);
  return ship.people[key]?.name ?? key;
}
