import { expect, test } from 'vitest';
import { shown, type Told } from './shown';

const quiet: Told = { on: true, mic: 'ready', held: false, near: [], reached: [], speaking: [] };
const two = { near: ['Astrid', 'Bo', 'Cleo'], reached: ['Astrid', 'Bo'] };

test.each<[string, Partial<Told>, string, string]>([
  ['off until allowed', { on: false }, 'off', 'off: turn it on'],
  ['nobody is near', {}, 'ready', 'nobody hears you'],
  ['held, with nobody to hear, is not live', { held: true }, 'ready', 'nobody hears you'],
  ['near, but without voice', { near: ['Astrid'] }, 'ready', 'no voice near'],
  ['one hears', { near: ['Astrid'], reached: ['Astrid'] }, 'ready', 'Astrid hears you'],
  ['some hear', two, 'ready', '2 hear you'],
  ['live while held', { ...two, held: true }, 'live', '2 hear you'],
  [
    'held before there is a microphone is not live',
    { ...two, held: true, mic: 'asking' },
    'ready',
    'asks for microphone',
  ],
  ['refused', { ...two, mic: 'refused' }, 'cannot', 'microphone refused'],
  ['one may hear before the microphone is asked for', { ...two, mic: 'unasked' }, 'ready', '2 hear you'],
])('%s', (_, told, state, line) => {
  expect(shown({ ...quiet, ...told })).toMatchObject({ state, line });
});

test('names stand in the long text', () => {
  expect(shown({ ...quiet, ...two }).more).toBe(
    'By voice: Astrid, Bo. In hearing, but voice is off there: Cleo.',
  );
});

test.each([
  [[], undefined],
  [['Astrid'], 'Astrid speaks'],
  [['Astrid', 'Bo'], 'Astrid and Bo speak'],
  [['Astrid', 'Bo', 'Cleo'], 'Astrid, Bo and Cleo speak'],
])('%j', (speaking, speaks) => {
  expect(shown({ ...quiet, speaking }).speaks).toBe(speaks);
});
