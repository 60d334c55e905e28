import { expect, test } from 'vitest';
import { addPageKeys, globalKey, listPageKeys, pageKey, type Mapping, type Press } from './keys';

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  repeat: false,
  typing: false,
  ...more,
});
const plain: Mapping = { letterKeys: true, keys: {} };

test.each([
  ['s silences', press('s'), plain, 'silence'],
  ['capital A acknowledges too', press('A'), plain, 'acknowledge'],
  ['? is the help sheet', press('?'), plain, 'help'],
  ['a letter belongs to the field that takes text', press('s', { typing: true }), plain, undefined],
  ['a function key works while typing', press('F8', { typing: true }), plain, 'silence'],
  ['letters can be turned off', press('s'), { letterKeys: false, keys: {} }, undefined],
  ['function keys cannot', press('F9'), { letterKeys: false, keys: {} }, 'acknowledge'],
  ['a remapped key', press('x'), { letterKeys: true, keys: { talk: 'x' } }, 'talk'],
  ['its old letter is free', press('t'), { letterKeys: true, keys: { talk: 'x' } }, undefined],
  ['the browser keeps its own', press('s', { ctrlKey: true }), plain, undefined],
  ['a held key acts once', press('s', { repeat: true }), plain, undefined],
])('%s', (_, event, mapping, expected) => {
  expect(globalKey(event, mapping)).toBe(expected);
});

test('page keys live as long as their page', () => {
  const remove = addPageKeys([{ key: 'l', label: 'Level', run: () => undefined }]);
  expect(pageKey(press('L'), plain)?.label).toBe('Level');
  expect(pageKey(press('l'), { letterKeys: false, keys: {} })).toBeUndefined();
  remove();
  expect(listPageKeys()).toEqual([]);
});
