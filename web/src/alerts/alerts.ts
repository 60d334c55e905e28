// The alerts of one seat: conditions come in, alerts with their states stand, in the order they are read. Plain data,
// no clock: whoever calls says what tick it is.
import { rank, step, type AlertEvent, type AlertState, type Priority } from './machine';

/** Longest time an alert can be put aside, seconds. */
export const SHELF_MAX_S = 600;
/** Time for which silence lasts, milliseconds. */
export const SILENCE_MS = 30_000;
/** Alerts kept at once; beyond that the oldest that are over go first. */
const ALERTS_MAX = 500;

/** Something wrong now, as it is to be read: what, where, value against limit, what to do, time left. */
export interface Condition {
  id: string;
  priority: Priority;
  /** What, and where. */
  what: string;
  /** How it is, with its unit. */
  value?: string;
  /** The limit it is held against. */
  against?: string;
  /** What to do. */
  more?: string;
  /** Seconds until it gets worse. */
  left_s?: number;
  /** Which alert brought this one about, or came of the same cause: it stands under that one. */
  root?: string;
  /** What it is one of, when several instruments tell of the same trouble. */
  kin?: Kin;
  /** What holds it back, when a phase does. */
  held_by?: string;
}

export interface Kin {
  /** The same for all of them. */
  key: string;
  /** Kind of instrument: what they are called together. */
  kind: string;
  /** How far beyond its limit it is, as a share of that. */
  beyond: number;
}

export interface Alert extends Condition {
  state: AlertState;
  /** The cause is there. */
  active: boolean;
  since_tick: number;
  seen_by?: string;
  seen_tick?: number;
  shelved_by?: string;
  shelved_why?: string;
  shelved_until_tick?: number;
}

function happened(alert: Alert, event: AlertEvent): Alert | undefined {
  const state = step(alert.state, event, alert.active);
  return state && { ...alert, state };
}

function raised(condition: Condition, tick: number): Alert {
  return { ...condition, state: condition.held_by ? 'held' : 'unseen', active: true, since_tick: tick };
}

function renewed(alert: Alert, condition: Condition, tick: number): Alert | undefined {
  const worse = rank(condition.priority) < rank(alert.priority);
  const returned = !alert.active;
  let next: Alert | undefined = { ...alert, ...condition, active: true };
  if (condition.held_by) next = happened(next, 'hold');
  else if (alert.state === 'held') next = happened(next, 'release');
  else next = happened(next, worse ? 'worsen' : 'raise');
  return next && (returned || worse) ? { ...next, since_tick: tick } : next;
}

/** Alerts after the conditions of this moment; shelves whose time is up give back what they hold. */
export function update(alerts: readonly Alert[], conditions: readonly Condition[], tick: number): Alert[] {
  const now = new Map(conditions.map((condition) => [condition.id, condition]));
  const known = new Set(alerts.map((alert) => alert.id));
  const next: Alert[] = [];
  for (const alert of alerts) {
    const condition = now.get(alert.id);
    let after = condition ? renewed(alert, condition, tick) : happened({ ...alert, active: false }, 'clear');
    if (after?.state === 'shelved' && tick >= (after.shelved_until_tick ?? 0))
      after = happened(after, 'release');
    if (after) next.push(after);
  }
  for (const condition of conditions) if (!known.has(condition.id)) next.push(raised(condition, tick));
  return ordered(next).slice(0, ALERTS_MAX);
}

export function acknowledge(alerts: readonly Alert[], id: string, by: string, tick: number): Alert[] {
  return change(alerts, id, (alert) => {
    const after = happened(alert, 'acknowledge');
    return after?.state === 'seen' && alert.state === 'unseen'
      ? { ...after, seen_by: by, seen_tick: tick }
      : after;
  });
}

export function shelve(
  alerts: readonly Alert[],
  id: string,
  shelf: { by: string; why: string; for_s: number },
  tick: number,
): Alert[] {
  const until = tick + 20 * Math.min(shelf.for_s, SHELF_MAX_S);
  return change(alerts, id, (alert) => {
    const after = happened(alert, 'shelve');
    return after?.state === 'shelved'
      ? { ...after, shelved_by: shelf.by, shelved_why: shelf.why, shelved_until_tick: until }
      : after;
  });
}

function change(alerts: readonly Alert[], id: string, make: (alert: Alert) => Alert | undefined): Alert[] {
  return ordered(alerts.flatMap((alert) => (alert.id === id ? (make(alert) ?? []) : [alert])));
}

const STATE_ORDER: Record<AlertState, number> = { unseen: 0, gone: 1, seen: 2, shelved: 3, held: 4 };

/** Put aside last; else by priority, in it the unseen first, then the newest. */
export function ordered<One extends Alert>(alerts: readonly One[]): One[] {
  const aside = (alert: Alert) => Number(alert.state === 'shelved' || alert.state === 'held');
  return [...alerts].sort(
    (a, b) =>
      aside(a) - aside(b) ||
      rank(a.priority) - rank(b.priority) ||
      STATE_ORDER[a.state] - STATE_ORDER[b.state] ||
      b.since_tick - a.since_tick,
  );
}

/** The alert that the acknowledge key is about. */
export function topUnseen<One extends Alert>(alerts: readonly One[]): One | undefined {
  return alerts.find((alert) => alert.state === 'unseen' || alert.state === 'gone');
}

/** What should sound now: the gravest that nobody has seen, unless it was silenced. A caution chimes once, elsewhere. */
export function sounding(
  alerts: readonly Alert[],
  silenced_until_ms: number,
  now_ms: number,
): Priority | undefined {
  if (now_ms < silenced_until_ms) return undefined;
  return alerts.find((alert) => alert.state === 'unseen' && alert.priority !== 'caution')?.priority;
}

/** Alerts that stand in the strip, one for each priority, with how many more there are of it. */
export function strip<One extends Alert>(alerts: readonly One[]): { alert: One; more: number }[] {
  const shown: { alert: One; more: number }[] = [];
  for (const alert of alerts) {
    if (alert.state === 'shelved' || alert.state === 'held') continue;
    const same = shown.find((entry) => entry.alert.priority === alert.priority);
    if (same) same.more += 1;
    else shown.push({ alert, more: 0 });
  }
  return shown;
}
