// One's own orders in words, so that the page can say what became of the last one.
import { t } from '../text';
import type { Act, BodySense, Directed, Ship, Task } from '../wire/protocol';
import { nameOf } from './around';
import { sendsIn } from './work';

export function taskSaid(task: Task, ship: Ship): string {
  if ('realign' in task) return t('person.work.realign');
  if ('recode' in task)
    return t('person.work.recode', { what: ship.controllers[task.recode.controller]?.name ?? '' });
  if ('treat' in task) return t('person.work.treat', { what: nameOf(ship, task.treat.person) });
  if ('patch' in task)
    return t('person.work.patch', { what: ship.compartments[task.patch.compartment]?.name ?? '' });
  if ('work_breaker' in task) {
    const { breaker, close } = task.work_breaker;
    return t(close ? 'person.work.close' : 'person.work.open', {
      what: ship.breakers[breaker]?.name ?? breaker,
    });
  }
  if ('work_portal' in task) {
    const { portal, open } = task.work_portal;
    const what = ship.portals[portal]?.name ?? portal;
    return t(open ? 'person.work.open_door' : 'person.work.shut_door', { what });
  }
  return Object.keys(task)[0]?.replaceAll('_', ' ') ?? '';
}

/** What an order of one's own was; none for those that show where they were given. */
export function actSaid(act: Act, ship: Ship): string | undefined {
  switch (act.kind) {
    case 'crew.go':
      return t('person.act.go', { room: ship.compartments[act.to_compartment]?.name ?? act.to_compartment });
    case 'crew.undertake':
    case 'crew.work':
      return taskSaid(act.task, ship);
    case 'crew.stop':
      return t('person.stop');
    case 'crew.sit':
      return t('person.sit', { seat: ship.seats[act.seat]?.name ?? act.seat });
    case 'crew.stand':
      return t('person.stand');
    case 'crew.strap':
      return t('person.strap');
    case 'crew.unstrap':
      return t('person.unstrap');
    case 'crew.brace':
      return t('person.brace');
    case 'crew.lie':
      return t('person.lie');
    case 'crew.carry':
      return t('person.act.carry', { who: nameOf(ship, act.person) });
    case 'crew.put_down':
      return t('person.put_down');
    case 'crew.raise_hand':
      return t('person.glass_held');
    case 'comms.call':
      return t('person.act.call');
    case 'comms.say':
      return t('person.act.say');
    case 'command.accept':
      return t('person.accept');
    case 'command.refuse':
      return t('person.refuse');
    case 'command.volunteer':
      return t('person.offer');
    default:
      return undefined;
  }
}

/** What one's body is at, as a sentence: work by its name, a way by where it leads; none while it is at rest. */
export function doingSaid(body: BodySense, ship: Ship): string | undefined {
  if (body.task)
    return 'realign' in body.task
      ? t('person.doing.realign')
      : t('person.doing', { what: taskSaid(body.task, ship) });
  if (body.to_compartment === undefined) return undefined;
  const room = ship.compartments[body.to_compartment]?.name ?? body.to_compartment;
  return t(body.to_compartment === body.compartment ? 'person.doing.cross' : 'person.doing.go', { room });
}

const ERRANDS = ['crew.go', 'crew.undertake', 'crew.work'];

/** What one last set out to do, as long as nothing called it off. */
export function errandSaid(
  sent: readonly { order: Act; answer?: { kind: string } }[],
  ship: Ship,
): string | undefined {
  const last = sent.find(
    ({ order, answer }) =>
      answer?.kind === 'kept' && [...ERRANDS, 'crew.stop', 'command.accept'].includes(order.kind),
  );
  return last && ERRANDS.includes(last.order.kind) ? actSaid(last.order, ship) : undefined;
}

/** What one last set out to do, or took on, is the work in the chamber. */
export function goesIn(
  sent: readonly { order: Act; answer?: { kind: string } }[],
  takenOn: readonly Directed[],
): boolean {
  const last = sent.find(
    ({ order, answer }) => answer?.kind === 'kept' && [...ERRANDS, 'crew.stop'].includes(order.kind),
  )?.order;
  if (last && 'task' in last && 'realign' in last.task) return true;
  return takenOn.some(({ directive }) => sendsIn(directive));
}
