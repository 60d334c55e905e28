import { describe, expect, test } from 'vitest';
import { execute, left_s, lift, settle, SHUT } from './guard';
import { faultOf, moved, pointed, snap, typed } from './setpoint';

describe('guard', () => {
  test('it stands open for ten seconds', () => {
    const guard = lift(1000);
    expect(left_s(guard, 1000)).toBe(10);
    expect(left_s(guard, 10_999)).toBe(1);
    expect(settle(guard, 10_999)).toBe(guard);
    expect(settle(guard, 11_000)).toEqual(SHUT);
  });
  test('one lift, one act', () => {
    const [after, went] = execute(lift(0), 5000);
    expect(went).toBe(true);
    expect(execute(after, 5001)[1]).toBe(false);
  });
  test('nothing goes through a shut cover', () => {
    expect(execute(SHUT, 0)).toEqual([SHUT, false]);
    expect(execute(lift(0), 10_000)[1]).toBe(false);
  });
});

describe('set-point', () => {
  const scale = { min: -1, max: 1, step: 0.1 };
  test.each([
    ['ArrowUp', 0.2, 0.3],
    ['ArrowRight', 0.2, 0.3],
    ['ArrowLeft', 0, -0.1],
    ['PageDown', 0.5, -0.5],
    ['PageUp', 0.5, 1],
    ['Home', 0.5, -1],
    ['End', 0.5, 1],
    ['Tab', 0.5, undefined],
  ])('%s from %f to %f', (key, from, to) => expect(moved(key, from, scale)).toBe(to));

  test.each([
    ['0.44', 0.4],
    ['0,4', 0.4],
    ['−0.3', -0.3],
    ['.5', 0.5],
    ['0.5 g', 0.5],
    ['40', 1],
    ['full', undefined],
    ['', undefined],
    ['1-2', undefined],
  ])('typed "%s": %f', (text, value) => expect(typed(text, scale)).toBe(value));

  test.each([
    ['heavy', 'no_number'],
    [String(scale.max + 1), 'at_most'],
    [String(scale.min - 1), 'at_least'],
    [String(scale.max), undefined],
  ])('typed "%s" is %s', (text, fault) => expect(faultOf(text, scale)).toBe(fault));

  test('no dust', () => {
    expect(snap(0.1 + 0.2, scale)).toBe(0.3);
    expect(pointed(0.5, { min: 0, max: 64, step: 1 })).toBe(32);
  });
});
