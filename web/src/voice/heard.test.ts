import { expect, test } from 'vitest';
import { isVoice } from './heard';

test.each([
  ['a voice', { energy: 1, time_s: 10 }, { energy: 1.002, time_s: 10.2 }, true],
  ['silence', { energy: 1, time_s: 10 }, { energy: 1, time_s: 10.2 }, false],
  ['hiss', { energy: 1, time_s: 10 }, { energy: 1.000_001, time_s: 10.2 }, false],
  ['nothing came', { energy: 1, time_s: 10 }, { energy: 1, time_s: 10 }, false],
  ['counted anew', { energy: 1, time_s: 10 }, { energy: 0, time_s: 0.2 }, false],
])('%s', (_, before, now, voice) => {
  expect(isVoice(before, now)).toBe(voice);
});
