import { expect, test } from 'vitest';
import { arc, offFrom, tickOf } from './dial';

test('an arc runs clockwise where its end is the greater angle', () => {
  expect(arc(100, 0, 90)).toBe('M100.0 0.0A100 100 0 0 1 0.0 100.0');
  expect(arc(100, 0, -90)).toBe('M100.0 0.0A100 100 0 0 0 0.0 -100.0');
});

test('a tick points inward, the long ones farther', () => {
  expect(tickOf({ deg: 90, long: true }, -90)).toBe('M100.0 0.0L89.0 0.0');
});

test('what lies outside the good stretch is told from its nearer end', () => {
  expect(offFrom([60, 100], 80)).toBeUndefined();
  expect(offFrom([60, 100], 20)).toEqual([60, 20]);
  expect(offFrom([100, 60], 130)).toEqual([100, 130]);
});
