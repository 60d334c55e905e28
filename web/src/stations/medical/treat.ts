// Sending somebody to treat a patient, and what became of it.
import { stepsOfDirective } from '../../parts/directive-steps';
import type { Step } from '../../parts/OrderLife.svelte';
import type { Act, Directive, Ship } from '../../wire/protocol';
import { sentPerson, type Case } from './triage';

export function treatAct(person: string): Directive {
  return { work: { task: { treat: { person } } } };
}

/** Whether an order sends somebody to treat them. */
export function isTreat(act: Act, person: string): boolean {
  if (act.kind !== 'command.direct') return false;
  const { directive } = act;
  return 'work' in directive && 'treat' in directive.work.task && directive.work.task.treat.person === person;
}

/** The life of the order to treat them that was given last; none before there was one. */
export function lifeOf(one: Case, ship: Ship): Step[] | undefined {
  const order = one.treat.at(-1) ?? one.past;
  if (!order) return undefined;
  const person = sentPerson(order);
  return stepsOfDirective(order, person && (ship.people[person]?.name ?? person));
}
