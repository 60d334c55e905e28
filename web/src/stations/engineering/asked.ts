// What others ask of this chair and wait to have answered, and the two answers.
import { t } from '../../text';
import type { Act, Directed } from '../../wire/protocol';
import type { Told } from './told';

/** Orders heard and not yet answered, the one that waits longest first. */
export function askedOf(told: Told): [string, Directed][] {
  return Object.entries(told.orders.mine)
    .filter(([, order]) => order.standing === 'heard')
    .sort(([, a], [, b]) => a.tick - b.tick);
}

export function answerOf(order: string, take: boolean): Act {
  return take
    ? { kind: 'command.accept', order }
    : {
        kind: 'command.refuse',
        order,
        reason: { code: 'cannot', text: t('engineering.orders.cannot_why') },
      };
}
