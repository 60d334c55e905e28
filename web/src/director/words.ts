// What people do, in words.
import { t } from '../text';
import type { PersonTruth, Ship, Task } from '../wire/protocol';

export function taskText(ship: Ship, task: Task): string {
  if ('recode' in task) {
    const { controller } = task.recode;
    return t('director.task.recode', { what: ship.controllers[controller]?.name ?? controller });
  }
  if ('work_breaker' in task) {
    const { breaker, close } = task.work_breaker;
    const what = ship.breakers[breaker]?.name ?? breaker;
    return t(close ? 'director.task.close_breaker' : 'director.task.open_breaker', { what });
  }
  if ('repair_source' in task) {
    const { source } = task.repair_source;
    return t('director.task.repair', { what: ship.sources[source]?.name ?? source });
  }
  if ('repair_load' in task) {
    const { load } = task.repair_load;
    return t('director.task.repair', { what: ship.loads[load]?.name ?? load });
  }
  if ('patch' in task) return t('director.task.patch', { what: roomName(ship, task.patch.compartment) });
  if ('work_portal' in task) {
    const { portal, open } = task.work_portal;
    const what = ship.portals[portal]?.name ?? portal;
    return t(open ? 'director.task.open_door' : 'director.task.shut_door', { what });
  }
  if ('treat' in task) return t('director.task.treat', { what: nameOf(ship, task.treat.person) });
  return t('director.task.realign');
}

export function roomName(ship: Ship, compartment: string): string {
  return ship.compartments[compartment]?.name ?? compartment;
}

export function nameOf(ship: Ship, person: string): string {
  return ship.people[person]?.name ?? person;
}

/** The last word of a name, for where there is no room for all of it. */
export function surname(name: string): string {
  return name.split(' ').at(-1) ?? name;
}

export function doingText(ship: Ship, person: PersonTruth): string {
  if (person.vitality === 'dead') return t('director.doing.dead');
  if (person.vitality === 'unconscious') return t('director.doing.unconscious');
  const task = person.task && taskText(ship, person.task);
  if (task && person.walks) return t('director.doing.on_the_way', { task });
  if (task) return task;
  return t(person.walks ? 'director.doing.walks' : 'director.doing.nothing');
}
