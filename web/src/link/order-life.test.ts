import { expect, test } from 'vitest';
import { phaseOf, type Answer } from './order-life';

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
