// What becomes of an alert: five states, and the table of what each event makes of them. Acknowledging means "seen",
// it neither mends nor hides; what was never seen stays until somebody saw it, even when its cause is gone.

export const PRIORITIES = ['emergency', 'alarm', 'warning', 'caution'] as const;
/** Emergency: life or ship in immediate danger. Alarm: act now. Warning: act soon. Caution: know of it. */
export type Priority = (typeof PRIORITIES)[number];

export const ALERT_STATES = ['unseen', 'seen', 'gone', 'shelved', 'held'] as const;
/**
 * `unseen` active and not acknowledged, `seen` active and acknowledged, `gone` no longer active and never
 * acknowledged, `shelved` put aside by somebody for a time, `held` kept back by design while a phase lasts.
 */
export type AlertState = (typeof ALERT_STATES)[number];

export const ALERT_EVENTS = ['raise', 'clear', 'acknowledge', 'shelve', 'worsen', 'hold', 'release'] as const;
/** `worsen`: its priority rose. `release`: the shelf's time is up, or the phase that held it back is over. */
export type AlertEvent = (typeof ALERT_EVENTS)[number];

/** Where an event leads; `back` is `unseen` while the cause is there and nothing once it is not. */
type Target = AlertState | 'none' | 'back';

export const TABLE: Record<AlertState | 'none', Record<AlertEvent, Target>> = {
  none: {
    raise: 'unseen',
    clear: 'none',
    acknowledge: 'none',
    shelve: 'none',
    worsen: 'unseen',
    hold: 'held',
    release: 'none',
  },
  unseen: {
    raise: 'unseen',
    clear: 'gone',
    acknowledge: 'seen',
    shelve: 'shelved',
    worsen: 'unseen',
    hold: 'held',
    release: 'unseen',
  },
  seen: {
    raise: 'seen',
    clear: 'none',
    acknowledge: 'seen',
    shelve: 'shelved',
    worsen: 'unseen',
    hold: 'held',
    release: 'seen',
  },
  gone: {
    raise: 'unseen',
    clear: 'gone',
    acknowledge: 'none',
    shelve: 'gone',
    worsen: 'unseen',
    hold: 'gone',
    release: 'gone',
  },
  shelved: {
    raise: 'shelved',
    clear: 'shelved',
    acknowledge: 'shelved',
    shelve: 'shelved',
    worsen: 'unseen',
    hold: 'held',
    release: 'back',
  },
  held: {
    raise: 'held',
    clear: 'none',
    acknowledge: 'held',
    shelve: 'held',
    worsen: 'held',
    hold: 'held',
    release: 'back',
  },
};

/** The state after `event`; none when nothing is left to show. `active`: the cause is there. */
export function step(
  state: AlertState | undefined,
  event: AlertEvent,
  active: boolean,
): AlertState | undefined {
  const target = TABLE[state ?? 'none'][event];
  if (target === 'back') return active ? 'unseen' : undefined;
  return target === 'none' ? undefined : target;
}

/** Lower is more urgent. */
export function rank(priority: Priority): number {
  return PRIORITIES.indexOf(priority);
}
