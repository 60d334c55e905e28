import { expect, test } from 'vitest';
import { Tokens } from './tokens';

function store() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

test('a closed tab finds its place again', () => {
  const browser = store();
  new Tokens({ tab: store(), browser }).keep('helm', 'abc');
  expect(new Tokens({ tab: store(), browser }).of('helm')).toBe('abc');
});

test('a tab keeps its own token when another tab is given the place', () => {
  const browser = store();
  const first = new Tokens({ tab: store(), browser });
  first.keep('helm', 'abc');
  new Tokens({ tab: store(), browser }).keep('helm', 'def');
  expect(first.of('helm')).toBe('abc');
});

test('what is given back is forgotten', () => {
  const tokens = new Tokens({ tab: store(), browser: store() });
  tokens.keep('helm', 'abc');
  tokens.forget('helm');
  expect(tokens.of('helm')).toBeUndefined();
});

test('a browser that keeps nothing is no reason to fail', () => {
  const broken = {
    getItem: () => {
      throw new Error('denied');
    },
    setItem: () => {
      throw new Error('denied');
    },
    removeItem: () => {
      throw new Error('denied');
    },
  };
  const tokens = new Tokens({ tab: broken, browser: broken });
  tokens.keep('helm', 'abc');
  expect(tokens.of('helm')).toBeUndefined();
});

test('places that have tokens', () => {
  const tab = { 'qd.token helm': 'a', 'qd.settings': '{}', ...store() };
  const browser = { 'qd.token helm': 'a', 'qd.token person:ada': 'b', ...store() };
  expect(new Tokens({ tab, browser }).places()).toEqual(['helm', 'person:ada']);
});
