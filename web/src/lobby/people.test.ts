import { expect, test } from 'vitest';
import type { Place, Ship } from '../wire/protocol';
import { companyOf, listed } from './people';

const ship = {
  people: {
    'nurse-2': { name: 'Bo Birch', post: 'nurse', department: 'medical', named: false },
    surgeon: { name: 'Ann Ash', post: 'surgeon', department: 'medical', named: true },
    'cook-1': { name: 'Cy Cole', post: 'cook', department: 'services', named: false },
  },
} as unknown as Ship;
const places = [
  { key: 'person:cook-1', kind: 'person', name: 'Cy Cole', player: 'Zoe', present: true },
] as Place[];

test.each([
  ['', ['surgeon', 'cook-1']],
  ['medical', ['surgeon', 'nurse-2']],
  ['birch nurse', ['nurse-2']],
  ['nobody', []],
])('looking for "%s"', (word, keys) => {
  expect(listed(companyOf(ship, places), word).map((one) => one.key)).toEqual(keys);
});
