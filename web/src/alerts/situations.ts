// One situation, one alert: twelve boards without voltage are one thing that happened. The alerts of a seat keep their
// own states; here those of one root or one kind become one that is shown, counted, said and acknowledged, and the
// rest stand under it.
import { t } from '../text';
import { ordered, type Alert } from './alerts';
import { rank, type AlertState } from './machine';

export interface Situation extends Alert {
  /** What belongs to it, the gravest first; none when it is a single alert. */
  parts?: readonly Alert[];
}

/** Whose state a situation has: the first of these that one of its parts is in. */
const TELLING: readonly AlertState[] = ['unseen', 'gone', 'seen', 'held', 'shelved'];

export function situationsOf(alerts: readonly Alert[]): Situation[] {
  const byId = new Map(alerts.map((alert) => [alert.id, alert]));
  const families = new Map<string, Alert[]>();
  for (const alert of alerts) {
    const key = familyOf(alert, byId);
    families.set(key, [...(families.get(key) ?? []), alert]);
  }
  return ordered([...families].map(([key, family]) => situationOf(key, family, byId.get(key))));
}

/** Every alert of a situation. */
export function partsOf(situations: readonly Situation[], id: string): readonly Alert[] {
  const situation = situations.find((one) => one.id === id);
  return situation ? (situation.parts ?? [situation]) : [];
}

/** The alert that a situation is chiefly about: what its control answers. */
export function chiefOf(situations: readonly Situation[], id: string): string {
  return partsOf(situations, id)[0]?.id ?? id;
}

function familyOf(alert: Alert, byId: ReadonlyMap<string, Alert>): string {
  const root = alert.root === undefined ? undefined : byId.get(alert.root);
  const head = root && root.id !== alert.id && root.active ? root : alert;
  return head.kin?.key ?? head.id;
}

function situationOf(key: string, family: readonly Alert[], root: Alert | undefined): Situation {
  const [first] = family;
  if (family.length === 1 && first) return first;
  const telling = TELLING.find((state) => family.some((alert) => alert.state === state)) ?? 'seen';
  const tellers = family.filter((alert) => alert.state === telling);
  const parts = [...family].sort(gravestFirst);
  const chief = root ?? (parts[0] as Alert);
  const priority = parts.find((alert) => alert.active)?.priority ?? chief.priority;
  const newest = tellers.reduce((a, b) => (b.since_tick > a.since_tick ? b : a));
  return {
    ...chief,
    ...whatOf(chief, parts),
    id: key,
    priority,
    state: telling,
    active: family.some((alert) => alert.active),
    since_tick: newest.since_tick,
    seen_by: newest.seen_by,
    seen_tick: newest.seen_tick,
    shelved_by: newest.shelved_by,
    shelved_why: newest.shelved_why,
    shelved_until_tick: newest.shelved_until_tick,
    left_s: chief.left_s,
    parts,
  };
}

function gravestFirst(a: Alert, b: Alert): number {
  return (
    Number(b.active) - Number(a.active) ||
    rank(a.priority) - rank(b.priority) ||
    (b.kin?.beyond ?? 0) - (a.kin?.beyond ?? 0) ||
    a.id.localeCompare(b.id)
  );
}

/** Several of one kind are called together, with how many there are and the worst value. */
function whatOf(chief: Alert, parts: readonly Alert[]): Pick<Alert, 'what' | 'value'> {
  const same = parts.filter((alert) => alert.kin && alert.kin.key === chief.kin?.key && alert.active);
  const { what, value = '' } = chief;
  if (!chief.kin || same.length < 2) return { what, value };
  return {
    what: t(`kin.${chief.kin.kind}` as 'kin.bus_voltage', { count: same.length }),
    value: same.every((alert) => alert.value === value) ? value : t('alert.worst', { value }),
  };
}
