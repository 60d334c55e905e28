import { afterEach, expect, test, vi } from 'vitest';
import { addPageKeys, globalKey, listen, listPageKeys, pageKey, type Mapping, type Press } from './keys';

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

afterEach(() => vi.unstubAllGlobals());

test.each([
  ['the talk key is held until it is let go', ['+v', '-v'], ['voice', 'let go of voice']],
  ['held down it acts once', ['+v', '+v again', '-v'], ['voice', 'let go of voice']],
  ['with capitals meanwhile it is the same key', ['+v', '-V'], ['voice', 'let go of voice']],
  ['its function key too', ['+F7', '-F7'], ['voice', 'let go of voice']],
  [
    'another key while it is held lets it be',
    ['+v', '+s', '-s', '-v'],
    ['voice', 'silence', 'let go of silence', 'let go of voice'],
  ],
  ['what never went down here is not let go', ['-v', '+x', '-x'], []],
])('%s', (_, presses, expected) => {
  const page = new EventTarget();
  vi.stubGlobal('window', page);
  vi.stubGlobal('HTMLElement', class {});
  const said: string[] = [];
  const stop = listen(
    () => plain,
    (name) => void said.push(name),
    (name) => void said.push(`let go of ${name}`),
  );
  const send = (how: string) => {
    const [key, repeat] = how.slice(1).split(' ');
    const event = new Event(how.startsWith('+') ? 'keydown' : 'keyup');
    page.dispatchEvent(Object.assign(event, press(key ?? '', { repeat: !!repeat })));
  };
  presses.forEach(send);
  stop();
  send('+v');
  expect(said).toEqual(expected);
});
