// The next useful act at the medical station.
import { t } from '../../text';
import type { Me, Ship, Talk } from '../../wire/protocol';
import type { Case } from './triage';

export function nextFor(
  cases: readonly Case[],
  ship: Ship,
  me: Me | undefined,
  talk: Talk | undefined,
): string {
  const name = (one: Case) => ship.people[one.person]?.name ?? one.person;
  const alone = (group: Case['group']) => cases.find((one) => one.group === group && one.treat.length === 0);
  const now = alone('now');
  if (now) return t('medical.next.send', { who: name(now) });
  const goes = Object.values(talk?.heard ?? {}).some((one) => 'volunteer_wanted' in one.message);
  const gone = me?.known.some((fact) => ['went_in', 'core_aligned', 'core_running'].includes(fact));
  if (goes && !gone) return t('medical.next.brief');
  const soon = alone('soon');
  if (soon) return t('medical.next.aid', { who: name(soon) });
  const beyond = cases.find((one) => one.group === 'beyond');
  if (beyond) return t('medical.next.company', { who: name(beyond) });
  return t(cases.length === 0 ? 'medical.next.wait' : 'medical.next.none');
}
