import { expect, test } from 'vitest';
import { belongs, changes, goesTo, greeted, leads, understand, type Meeting } from './meet';

let count = 0;
const fresh = () => `new-${(count += 1)}`;

/** Lets two sides talk until neither has anything to say; gives what each is left with. */
function talk(a: Meeting | undefined, b: Meeting | undefined, first: 'a' | 'b') {
  const sides = { a: { meeting: a, made: 0 }, b: { meeting: b, made: 0 } };
  const line: { to: 'a' | 'b'; hello: Meeting }[] = [];
  const from = sides[first].meeting ?? { mine: fresh() };
  sides[first].meeting = from;
  line.push({ to: first === 'a' ? 'b' : 'a', hello: from });
  for (let said = 0; line.length > 0; said += 1) {
    expect(said).toBeLessThan(6);
    const { to, hello } = line.shift()!;
    const side = sides[to];
    const { meeting, anew, reply } = greeted(side.meeting, hello, fresh);
    side.meeting = meeting;
    if (anew) side.made += 1;
    if (reply) line.push({ to: to === 'a' ? 'b' : 'a', hello: meeting });
  }
  expect(sides.a.meeting?.mine).toBe(sides.b.meeting?.theirs);
  expect(sides.b.meeting?.mine).toBe(sides.a.meeting?.theirs);
  return { a: sides.a.made, b: sides.b.made };
}

test.each([
  ['neither knew of the other', undefined, undefined, { a: 1, b: 1 }],
  ['the other waits', undefined, { mine: 'b' }, { a: 1, b: 1 }],
  ['the other still has one from before', { mine: 'a2' }, { mine: 'b', theirs: 'a1' }, { a: 1, b: 1 }],
  [
    'a greeting repeated changes nothing',
    { mine: 'a', theirs: 'b' },
    { mine: 'b', theirs: 'a' },
    { a: 0, b: 0 },
  ],
])('%s', (_, a, b, made) => {
  expect(talk(a, b, 'a')).toEqual(made);
});

test('two hellos that cross make one connection', () => {
  const a = greeted({ mine: 'a' }, { mine: 'b' }, fresh);
  const b = greeted({ mine: 'b' }, { mine: 'a' }, fresh);
  expect([a.anew, b.anew, a.reply, b.reply]).toEqual([true, true, true, true]);
  const again = greeted(a.meeting, b.meeting, fresh);
  expect([again.anew, again.reply]).toEqual([false, false]);
});

test('what belongs to an earlier connection is dropped', () => {
  const now = { mine: 'a2', theirs: 'b' };
  expect(belongs(now, { mine: 'b', theirs: 'a2' })).toBe(true);
  expect(belongs(now, { mine: 'b', theirs: 'a1' })).toBe(false);
  expect(belongs({ mine: 'a2' }, { mine: 'b', theirs: 'a2' })).toBe(false);
  expect(belongs(undefined, { mine: 'b', theirs: 'a2' })).toBe(false);
});

test('one of two leads', () => {
  expect(leads('captain', 'helm')).toBe(true);
  expect(leads('helm', 'captain')).toBe(false);
});

test('who hears is greeted, who no longer does is let go', () => {
  expect(changes(['helm', 'medical'], ['helm', 'captain'])).toEqual({ greet: ['captain'], end: ['medical'] });
  expect(changes(['helm'], [])).toEqual({ greet: [], end: ['helm'] });
});

test.each([
  ['held, and they hear', 'helm', true, ['helm'], true],
  ['not held', 'helm', false, ['helm'], false],
  ['held, and they do not hear', 'engineering', true, ['helm'], false],
])('the microphone: %s', (_, place, held, hearers, goes) => {
  expect(goesTo(place, held, hearers)).toBe(goes);
});

test.each([
  [{ voice: 'hello', mine: 'a' }],
  [{ voice: 'hello', mine: 'a', theirs: 'b' }],
  [{ voice: 'off' }],
  [{ voice: 'description', mine: 'a', theirs: 'b', description: { type: 'offer', sdp: 'v=0' } }],
])('%j is understood', (said) => {
  expect(understand(said)).toEqual(said);
});

test.each([
  [undefined],
  ['hello'],
  [{ voice: 'hello' }],
  [{ voice: 'hello', mine: 'x'.repeat(41) }],
  [{ voice: 'description', mine: 'a', description: { type: 'offer', sdp: 'v=0' } }],
  [{ voice: 'description', mine: 'a', theirs: 'b', description: { type: 'rollback', sdp: '' } }],
  [{ voice: 'description', mine: 'a', theirs: 'b', description: null }],
])('%j is not', (said) => {
  expect(understand(said)).toBeUndefined();
});
