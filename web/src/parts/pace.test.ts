import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Pace } from './pace';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the first at once, the newest at the end, few between', () => {
  const sent: number[] = [];
  const pace = new Pace<number>((value) => sent.push(value));
  for (let value = 0; value < 30; value += 1) {
    pace.ask(value);
    vi.advanceTimersByTime(33);
  }
  expect(sent[0]).toBe(0);
  expect(sent.length).toBeLessThan(9);
  vi.advanceTimersByTime(1000);
  expect(sent.at(-1)).toBe(29);
});

test('what waits when the part goes is still sent', () => {
  const sent: number[] = [];
  const pace = new Pace<number>((value) => sent.push(value));
  pace.ask(1);
  pace.ask(2);
  pace.stop();
  vi.advanceTimersByTime(1000);
  expect(sent).toEqual([1, 2]);
});
