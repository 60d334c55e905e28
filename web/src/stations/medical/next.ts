// The next useful act at the medical station.
import type { Next } from '../../parts/next';
import { t } from '../../text';
import type { Me, Ship, Talk } from '../../wire/protocol';
import { waits, type Case } from './triage';

export function nextFor(
  cases: readonly Case[],
  ship: Ship,
  me: Me | undefined,
  talk: Talk | undefined,
): Next {
  const name = (one: Case) => ship.people[one.person]?.name ?? one.person;
  const alone = (group: Case['group']) => cases.find((one) => one.group === group && waits(one));
  const now = alone('now');
  if (now) return { text: t('medical.next.send', { who: name(now) }), to: `patient:${now.person}` };
  const goes = Object.values(talk?.heard ?? {}).some((one) => 'volunteer_wanted' in one.message);
  const gone = me?.known.some((fact) => ['went_in', 'core_aligned', 'core_running'].includes(fact));
  if (goes && !gone) return { text: t('medical.next.brief'), to: 'brief' };
  const soon = alone('soon');
  if (soon) return { text: t('medical.next.aid', { who: name(soon) }), to: `patient:${soon.person}` };
  const beyond = cases.find((one) => one.group === 'beyond');
  if (beyond)
    return { text: t('medical.next.company', { who: name(beyond) }), to: `patient:${beyond.person}` };
  return { text: t(cases.length === 0 ? 'medical.next.wait' : 'medical.next.none') };
}
