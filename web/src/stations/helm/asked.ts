// What this page asked of the ship and she kept: she tells what she does, not what she was told, so the page remembers.
import type { SentOrder } from '../../link/order-life';
import type { Act } from '../../wire/protocol';

export type Hold =
  /** `attack_deg` is absent where the hull's own trim was asked for. */
  | { mode: 'trim'; attack_deg?: number; bank_deg: number }
  | { mode: 'pitch'; pitch_deg: number }
  | { mode: 'damp' }
  | { mode: 'coast' }
  | { mode: 'turn' };

/** The attitude last asked for; none where this page has asked for none. */
export function heldOf(sent: readonly SentOrder<Act>[]): Hold | undefined {
  for (const { order, answer } of sent) {
    if (answer?.kind !== 'kept') continue;
    switch (order.kind) {
      case 'flight.trim':
        return { mode: 'trim', attack_deg: order.attack_deg, bank_deg: order.bank_deg };
      case 'flight.pitch':
        return { mode: 'pitch', pitch_deg: order.pitch_deg };
      case 'flight.damp':
        return { mode: 'damp' };
      case 'flight.coast':
        return { mode: 'coast' };
      case 'flight.turn':
        return { mode: 'turn' };
    }
  }
  return undefined;
}

/** Throttle last asked of an engine, 0..=1; none where this page has asked for none. */
export function throttleOf(sent: readonly SentOrder<Act>[], engine: string): number | undefined {
  const last = sent.find(
    ({ order, answer }) =>
      answer?.kind === 'kept' &&
      order.kind === 'engines.throttle' &&
      (order.engine === undefined || order.engine === engine),
  );
  return last?.order.kind === 'engines.throttle' ? last.order.throttle : undefined;
}

/** Greatest throttle last asked of any of the engines, 0..=1; none where this page has asked for none. */
export function mostThrottle(
  sent: readonly SentOrder<Act>[],
  engines: readonly string[],
): number | undefined {
  const asked = engines.map((engine) => throttleOf(sent, engine)).filter((share) => share !== undefined);
  return asked.length > 0 ? Math.max(...asked) : undefined;
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
