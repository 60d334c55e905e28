import { expect, test } from 'vitest';
import {
  beyond,
  extentOf,
  filled,
  limitsOn,
  markOf,
  nextLimit,
  normalBand,
  position,
  rateOf,
  remember,
  sparkline,
  type Sample,
} from './reading';

const limits = { warning_low: 50, alarm_low: 30 };
const percent = { min: 0, max: 100 };

test('the bar shows all limits and what is required', () => {
  expect(extentOf({ warning_high: 900, alarm_high: 1200 }, null, 600)).toEqual({ min: 0, max: 1440 });
  expect(extentOf({ warning_low: -10 }, 10, 0)).toEqual({ min: -14, max: 14 });
  expect(extentOf({}, null, 0).max).toBeGreaterThan(0);
});

test('places on the bar', () => {
  expect(position(60, percent)).toBeCloseTo(0.6);
  expect(position(160, percent)).toBe(1);
  expect(beyond(160, percent)).toBe('high');
  expect(normalBand(limits, percent)).toEqual([0.5, 1]);
  expect(limitsOn(limits, percent).map((limit) => limit.kind)).toEqual(['alarm_low', 'warning_low']);
  expect(filled(60, percent)).toEqual([0, 0.6]);
  expect(filled(-5, { min: -10, max: 10 })).toEqual([0.25, 0.5]);
});

test.each([
  ['normal', undefined],
  ['warning_low', 'warning'],
  ['alarm_high', 'alarm'],
] as const)('%s is marked %s', (band, mark) => expect(markOf(band)).toBe(mark));

const line = (rate: number, noise = 0): Sample[] =>
  Array.from({ length: 40 }, (_, at) => ({ t_s: at / 4, value: 60 + (rate * at) / 4 + noise * (-1) ** at }));

test('a rate where there is a trend, none where there is none', () => {
  expect(rateOf(line(-0.05))).toBeCloseTo(-0.05);
  expect(rateOf(line(0))).toBeUndefined();
  expect(rateOf(line(0.001, 2))).toBeUndefined();
  expect(rateOf(line(1).slice(0, 4))).toBeUndefined();
});

test.each([
  ['falls to the warning', 60, -0.05, 'warning_low', 200],
  ['is past it and falls to the alarm', 45, -0.5, 'alarm_low', 30],
  ['rises, away from what is low', 60, 0.05, undefined, 0],
  ['takes longer than ten minutes', 60, -0.01, undefined, 0],
  ['stands', 60, undefined, undefined, 0],
])('a value that %s', (_, value, rate, kind, left_s) => {
  const next = nextLimit(value, rate, limits);
  expect(next?.kind).toBe(kind);
  expect(next?.left_s ?? 0).toBeCloseTo(left_s);
});

test('history forgets after a minute, and when the clock goes back', () => {
  let history: Sample[] = [];
  for (let t_s = 0; t_s <= 100; t_s += 1) history = remember(history, { t_s, value: t_s });
  expect(history).toHaveLength(61);
  history = remember(history, { t_s: 50, value: 0 });
  expect(history.at(0)?.t_s).toBe(40);
  expect(history.at(-1)?.t_s).toBe(50);
});

test('the newest point is at the right', () => {
  expect(sparkline(line(1), percent, 60, 10).split(' ').at(-1)).toBe('60.0,0.0');
  expect(sparkline(line(0, 0.01), percent, 60, 10)).not.toMatch(/,[0-37-9]/);
});
