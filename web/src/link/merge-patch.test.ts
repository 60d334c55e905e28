import { expect, test } from 'vitest';
import { mergePatch, type Json } from './merge-patch';

// The table of RFC 7396, appendix A.
const TABLE: [Json, Json, Json][] = [
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [
    ['a', 'b'],
    ['c', 'd'],
    ['c', 'd'],
  ],
  [{ a: 'b' }, ['c'], ['c']],
  [{ a: 'foo' }, null, null],
  [{ a: 'foo' }, 'bar', 'bar'],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
];

test.each(TABLE)('%j patched by %j', (target, patch, expected) => {
  const before = structuredClone(target);
  expect(mergePatch(target, patch)).toEqual(expected);
  expect(target).toEqual(before);
});

test('what is not touched keeps its identity', () => {
  const target = { a: { deep: 1 }, b: { deep: 2 } };
  const merged = mergePatch(target, { b: { deep: 3 } }) as typeof target;
  expect(merged.a).toBe(target.a);
  expect(merged.b).not.toBe(target.b);
});

test('no key reaches the prototype', () => {
  mergePatch({}, JSON.parse('{"__proto__": {"polluted": 1}}') as Json);
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});
