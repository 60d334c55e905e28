// The steps of an order's life as they are read: an order this page sent, or a directive between people.
import type { Phase, SentOrder } from '../link/order-life';
import { phaseOf } from '../link/order-life';
import { t } from '../text';
import type { Step } from './OrderLife.svelte';

const WAITING: Partial<Record<Phase, Step['state']>> = {
  sent: 'waiting',
  sending: 'waiting',
  no_reply: 'waiting',
};

/** Steps of an order that this page sent. */
export function stepsOf(sent: SentOrder, now_ms: number): Step[] {
  const phase = phaseOf(sent, now_ms);
  const { answer } = sent;
  switch (answer?.kind) {
    case undefined:
      return [
        { text: t(`order.${phase as 'sent' | 'sending' | 'no_reply'}`), state: WAITING[phase] ?? 'waiting' },
      ];
    case 'kept':
      return [
        { text: t('order.sent'), state: 'done' },
        { text: t('order.kept'), state: 'done' },
      ];
    case 'rejected':
      return [
        { text: t('order.sent'), state: 'done' },
        { text: t('order.rejected', { why: answer.text }), state: 'refused' },
      ];
    case 'unknown':
      return [
        { text: t('order.sent'), state: 'done' },
        { text: t('order.unknown'), state: 'owed' },
      ];
    case 'not_sent':
      return [{ text: t('order.not_sent'), state: 'refused' }];
  }
}
