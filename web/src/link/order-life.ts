// The life of an order as its sender sees it: sent, then kept with its number or rejected with the reason. What takes
// long says so: after 250 ms "sending", after 1 s "no reply". A link that is lost leaves it open what became of it.

/** Milliseconds without an answer after which the page says "sending". */
export const SENDING_MS = 250;
/** Milliseconds without an answer after which it says "no reply". */
export const NO_REPLY_MS = 1000;

export type Answer =
  | { kind: 'kept'; order: string }
  | { kind: 'rejected'; code: string; text: string }
  /** The link was lost before an answer came: it may have been kept or not. */
  | { kind: 'unknown' }
  /** There was no link: it was not sent at all. */
  | { kind: 'not_sent' };

export interface SentOrder<Order = unknown> {
  id: number;
  place: string;
  order: Order;
  /** Milliseconds of this page's clock. */
  sent_ms: number;
  answered_ms?: number;
  answer?: Answer;
}

export type Phase = 'sent' | 'sending' | 'no_reply' | Answer['kind'];

/** The same order at the same place that was sent and has no answer yet: pressing again gives it no second time. */
export function onItsWay<Order>(
  sent: readonly SentOrder<Order>[],
  order: Order,
): SentOrder<Order> | undefined {
  const said = JSON.stringify(order);
  return sent.find((one) => !one.answer && JSON.stringify(one.order) === said);
}

export function phaseOf(sent: SentOrder, now_ms: number): Phase {
  if (sent.answer) return sent.answer.kind;
  const age_ms = now_ms - sent.sent_ms;
  if (age_ms >= NO_REPLY_MS) return 'no_reply';
  return age_ms >= SENDING_MS ? 'sending' : 'sent';
}
