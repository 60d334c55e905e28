import { expect, test } from 'vitest';
import { onItsWay, phaseOf, type Answer, type SentOrder } from './order-life';

const at = (age_ms: number, answer?: Answer) =>
  phaseOf({ id: 1, place: 'helm', order: {}, sent_ms: 5000, answer }, 5000 + age_ms);

test.each([
  [0, undefined, 'sent'],
  [249, undefined, 'sent'],
  [250, undefined, 'sending'],
  [999, undefined, 'sending'],
  [1000, undefined, 'no_reply'],
  [1200, { kind: 'kept', order: 'o:12' } as const, 'kept'],
  [40, { kind: 'rejected', code: 'authority', text: 'Not yours.' } as const, 'rejected'],
  [40, { kind: 'unknown' } as const, 'unknown'],
])('%i ms, answer %j: %s', (age_ms, answer, phase) => {
  expect(at(age_ms, answer)).toBe(phase);
});

test('an order on its way is not given again; after the answer it may be', () => {
  const raise = { kind: 'shields.raise' };
  const sent: SentOrder<{ kind: string }>[] = [{ id: 7, place: 'helm', order: raise, sent_ms: 5000 }];
  expect(onItsWay(sent, { kind: 'shields.raise' })?.id).toBe(7);
  expect(onItsWay(sent, { kind: 'shields.lower' })).toBeUndefined();
  const answers: Answer[] = [{ kind: 'kept', order: 'o:1' }, { kind: 'unknown' }, { kind: 'not_sent' }];
  for (const answer of answers) {
    expect(onItsWay([{ id: 7, place: 'helm', order: raise, sent_ms: 5000, answer }], raise)).toBeUndefined();
  }
});
