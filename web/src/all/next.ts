// What is useful next at a seat, drawn from what the seat knows, and how much it presses: a call that rings, an order
// that waits for an answer, then what the state of the ship asks of that role.
import { t } from '../text';
import type { Directed, FactKind, Panels, Role, Ship } from '../wire/protocol';
import type { Own } from './own';

/** Lower presses more. */
export type Urgency = 0 | 1 | 2 | 3 | 4;

export interface Next {
  urgency: Urgency;
  text: string;
}

export type Known = Pick<
  Panels,
  'me' | 'readings' | 'orders' | 'talk' | 'grid' | 'core' | 'machines' | 'people'
>;

/** Orders to the seat that wait for a yes or no, the oldest first. */
export function waiting(panels: Known): [string, Directed][] {
  return Object.entries(panels.orders?.mine ?? {})
    .filter(([, order]) => order.standing === 'heard' || order.standing === 'given')
    .sort(([, a], [, b]) => a.tick - b.tick);
}

/** Orders taken on and not done yet. */
export function underWay(panels: Known): [string, Directed][] {
  return Object.entries(panels.orders?.mine ?? {}).filter(([, order]) => order.standing === 'accepted');
}

const knows = ({ me }: Known, fact: FactKind) => me?.known.includes(fact) ?? false;

/** `own` is what the station's own page says, where it is known here. */
export function nextOf(ship: Ship, role: Role | undefined, panels: Known, own?: Own): Next {
  const name = (person: string) => ship.people[person]?.name ?? person;
  const rings = Object.values(panels.talk?.calls ?? {}).find((call) => call.incoming && !call.answered);
  if (rings) return { urgency: 0, text: t('all.next.call') };
  const [asked] = waiting(panels);
  if (asked && own?.presses !== 0) {
    const [, order] = asked;
    return { urgency: 1, text: t('all.next.asked', { who: name(order.by_person), what: order.text }) };
  }
  const ofRole = role && byRole(role, panels);
  if (own?.presses !== undefined) {
    return { urgency: ofRole && ofRole.urgency < own.presses ? ofRole.urgency : own.presses, text: own.text };
  }
  if (ofRole) return own ? { ...ofRole, text: own.text } : ofRole;
  const [taken] = underWay(panels);
  if (taken) return { urgency: 3, text: t('all.next.under_way', { what: taken[1].text }) };
  return { urgency: 4, text: own?.text ?? t('frame.next_none') };
}

function byRole(role: Role, panels: Known): Next | undefined {
  switch (role) {
    case 'captain': {
      const asked = Object.values(panels.orders?.volunteers ?? {});
      const offers = asked.filter((call) => !call.sent_person).flatMap((call) => Object.values(call.offers));
      if (offers.length > 0) return { urgency: 1, text: t('all.next.offers', { count: offers.length }) };
      if (knows(panels, 'realign_needed') && !knows(panels, 'core_aligned') && asked.length === 0) {
        return { urgency: 2, text: t('all.next.volunteers') };
      }
      return undefined;
    }
    case 'helm':
      // Its own page says it better, wherever its devices answer.
      return undefined;
    case 'engineering': {
      const down = Object.values(panels.grid?.controllers ?? {}).filter((one) => one.phase !== 'up').length;
      const core = panels.core?.answers;
      if (core && !['running', 'breached', 'ejected'].includes(core.phase) && knows(panels, 'core_aligned')) {
        if (!core.containment || !core.coolant) return { urgency: 2, text: t('all.next.contain') };
        if (!core.preheat) return { urgency: 2, text: t('all.next.preheat') };
        return { urgency: 2, text: t('all.next.ignite') };
      }
      if (down > 0) return { urgency: 2, text: t('all.next.recode', { count: down }) };
      return undefined;
    }
    case 'operations': {
      const short = Object.values(panels.readings ?? {}).filter(
        (shown) => shown.quality === 'good' && shown.required !== undefined && shown.value < shown.required,
      ).length;
      return short > 0 ? { urgency: 3, text: t('all.next.short', { count: short }) } : undefined;
    }
    case 'medical': {
      const hurt = Object.values(panels.people ?? {}).filter(
        (person) => person.vitality === 'casualty' || person.vitality === 'unconscious',
      ).length;
      return hurt > 0 ? { urgency: 3, text: t('all.next.hurt', { count: hurt }) } : undefined;
    }
  }
}
