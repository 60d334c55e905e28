import { expect, test } from 'vitest';
import { age, clock, decimalsOf, duration, number } from './format';

test.each([
  [number(46, 1), '46.0'],
  [number(-22), '−22'],
  [number(14, 0, true), '+14'],
  [number(-0.04, 1), '0.0'],
  [number(2400), '2,400'],
  [clock(500), '08:20'],
  [clock(4100), '1:08:20'],
  [clock(-5), '−00:05'],
  [clock(59.999), '00:59'],
  [duration(392.9), '6:32'],
  [duration(3700), '1:01:40'],
  [age(4.9), '4 s'],
  [age(130), '2:10'],
])('%s', (written, expected) => expect(written).toBe(expected));

test.each([
  [0, 0],
  [1, 0],
  [10, 0],
  [0.1, 1],
  [0.25, 1],
  [0.01, 2],
  [0.001, 3],
  [1e-9, 4],
])('a step of %f takes %i decimals', (step, decimals) => expect(decimalsOf(step)).toBe(decimals));
