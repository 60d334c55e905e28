// What one's hands could do from here: the hurt beside one first, then what this room has to be worked at.
import { t } from '../text';
import type { Directive, FactKind, PersonSeen, Ship, Task, WaySeen } from '../wire/protocol';
import { nameOf } from './around';

export interface Work {
  key: string;
  label: string;
  hint?: string;
  task: Task;
  /** Seldom of use: kept under a fold. */
  rare: boolean;
}

// Whoever is merely weak, as all are under load, is treated from their card, not offered here.
const HURT = ['casualty', 'unconscious'];

export function workHere(
  ship: Ship,
  here: string | undefined,
  beside: readonly PersonSeen[],
  out: Record<string, WaySeen> = {},
): Work[] {
  if (here === undefined) return [];
  const treat = beside
    .filter((one) => HURT.includes(one.vitality))
    .map((one) => ({
      key: `treat:${one.person}`,
      label: t('person.work.treat', { what: nameOf(ship, one.person) }),
      hint: t(`person.${one.vitality}`),
      task: { treat: { person: one.person } },
      rare: false,
    }));
  const recode = Object.entries(ship.controllers)
    .filter(([, row]) => row.compartment === here)
    .map(([controller, row]) => ({
      key: `recode:${controller}`,
      label: t('person.work.recode', { what: lower(row.name) }),
      hint: t('person.work.recode_more'),
      task: { recode: { controller } },
      rare: false,
    }));
  const breakers = Object.entries(ship.breakers)
    .filter(([, row]) => row.compartment === here)
    .flatMap(([breaker, row]) =>
      [true, false].map((close) => ({
        key: `breaker:${breaker}:${close}`,
        label: t(close ? 'person.work.close' : 'person.work.open', { what: lower(row.name) }),
        task: { work_breaker: { breaker, close } },
        rare: true,
      })),
    );
  const doors = Object.values(out)
    .filter((way) => ship.portals[way.portal]?.kind === 'door' || ship.portals[way.portal]?.kind === 'hatch')
    .map((way) => {
      const open = way.open < 0.5;
      const what = ship.portals[way.portal]?.name ?? way.portal;
      return {
        key: `door:${way.portal}`,
        label: t(open ? 'person.work.open_door' : 'person.work.shut_door', { what: lower(what) }),
        task: { work_portal: { portal: way.portal, open } },
        rare: true,
      };
    });
  const patch = {
    key: 'patch',
    label: t('person.work.patch', { what: ship.compartments[here]?.name ?? here }),
    task: { patch: { compartment: here } },
    rare: true,
  };
  return [...treat, ...recode, ...breakers, ...doors, patch];
}

/** The core is known to want hands, and not known to have had them. */
export function coreWantsHands(known: readonly FactKind[]): boolean {
  const wants = known.includes('realign_needed') || known.includes('core_misaligned');
  return (
    wants &&
    !['core_aligned', 'core_running', 'power_restored', 'went_in'].some((done) =>
      known.includes(done as FactKind),
    )
  );
}

function lower(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** The directive sends one into the chamber. */
export function sendsIn(directive: Directive): boolean {
  return 'realign' in directive || ('work' in directive && 'realign' in directive.work.task);
}
