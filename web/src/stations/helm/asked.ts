// What the helm has asked of the ship: what she was told to hold and the throttle set, as her own devices show it.
import type { SentOrder } from '../../link/order-life';
import type { Act, Machines, Steering } from '../../wire/protocol';

export type Hold =
  /** `attack_deg` is absent where the hull's own trim was asked for. */
  | { mode: 'trim'; attack_deg?: number; bank_deg: number }
  | { mode: 'pitch'; pitch_deg: number }
  | { mode: 'damp' }
  | { mode: 'coast' }
  | { mode: 'turn' };

/** Nearer to the hull's own trim than this it is the hull's own, degrees. */
const OWN_DEG = 0.5;

/** What attitude control was told, by whomever; none while its device does not answer. */
export function heldOf(steering: Steering | undefined): Hold | undefined {
  if (!steering) return undefined;
  const { mode, own_trim_deg } = steering;
  if ('trim' in mode) {
    const { attack_deg, bank_deg } = mode.trim;
    const own = Math.abs(attack_deg - own_trim_deg) < OWN_DEG;
    return { mode: 'trim', attack_deg: own ? undefined : tenths(attack_deg), bank_deg: tenths(bank_deg) };
  }
  if ('pitch' in mode) return { mode: 'pitch', pitch_deg: tenths(mode.pitch.pitch_deg) };
  if ('damp' in mode) return { mode: 'damp' };
  return { mode: 'manual' in mode ? 'turn' : 'coast' };
}

/** Angles are sent as they were typed and come back a hair off. */
const tenths = (deg: number) => Math.round(deg * 10) / 10;

/** Greatest throttle set on any of the engines that answer, 0..=1. */
export function mostThrottle(engines: Machines['engines'] | undefined): number | undefined {
  const set = Object.values(engines ?? {}).map((engine) => engine.throttle);
  return set.length > 0 ? Math.max(...set) : undefined;
}

/** This page has told others of the fall. */
export function saidFall(sent: readonly SentOrder<Act>[]): boolean {
  return sent.some(
    ({ order, answer }) =>
      answer?.kind === 'kept' &&
      order.kind === 'comms.say' &&
      'report' in order.message &&
      'ship_falling' in order.message.report.what,
  );
}
