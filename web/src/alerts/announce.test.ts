import { expect, test } from 'vitest';
import { Announcer } from './announce';

test('one a second, the grave ones first', () => {
  const announcer = new Announcer();
  announcer.say('caution', false);
  announcer.say('alarm', true);
  announcer.say('alarm', true);
  expect(announcer.take(0)?.text).toBe('alarm');
  expect(announcer.take(999)).toBeUndefined();
  expect(announcer.take(1000)?.text).toBe('caution');
  expect(announcer.take(5000)).toBeUndefined();
});

test('a flood ends somewhere', () => {
  const announcer = new Announcer();
  for (let at = 0; at < 100; at += 1) announcer.say(`caution ${at}`, false);
  let said = 0;
  for (let now = 0; announcer.take(now * 1000); now += 1) said += 1;
  expect(said).toBe(20);
});
