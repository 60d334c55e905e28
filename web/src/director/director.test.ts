import { describe, expect, test } from 'vitest';
import type { Line, Link, RoomTruth, Ship } from '../wire/protocol';
import { chosen, entriesOf, kept, lastAsked, topicOf } from './events';
import { dose, limitsOf, tintOf } from './layers';
import { boxOf, marksIn, nearest, planOf } from './plan';
import { ends, inSight, openAtFirst, step, treeOf } from './why';

const room = (deck: number, low: [number, number, number], high: [number, number, number]) => ({
  name: 'Room',
  deck,
  low_body_m: low,
  high_body_m: high,
});
const ship = {
  compartments: {
    bridge: room(1, [0, -2, 0], [10, 2, 3]),
    core: room(1, [-10, -4, 0], [0, 4, 6]),
    hold: room(2, [0, 2, 3], [10, 4, 6]),
  },
  instruments: {
    a: { kind: 'pressure', limits: { warning_low: 85_000, alarm_low: 60_000 } },
    b: { kind: 'pressure', limits: { warning_low: 85_000, alarm_low: 60_000 } },
    c: { kind: 'pressure', limits: {} },
  },
  people: {},
} as unknown as Ship;

describe('plan', () => {
  const plan = planOf(ship);
  test('a room over two decks is a piece of each, home on one', () => {
    expect(plan.decks).toEqual([1, 2]);
    expect(
      plan.pieces.filter((piece) => piece.compartment === 'core').map(({ deck, home }) => [deck, home]),
    ).toEqual([
      [1, true],
      [2, false],
    ]);
  });
  test('bow to the right, port on top', () => {
    const box = (key: string) => {
      const piece = plan.pieces.find((one) => one.compartment === key);
      return piece && boxOf(plan, piece, 200, 40, 2);
    };
    expect(box('bridge')?.x).toBe(100);
    expect(box('core')?.x).toBe(0);
    expect(box('hold')?.y).toBeGreaterThan(42 + 20);
  });
  test.each([1, 7, 30, 430])('%i marks stay in their room', (count) => {
    const box = { x: 10, y: 10, width: 60, height: 12 };
    const people = Array.from({ length: count }, (_, at) => `p${at}`);
    for (const mark of marksIn(box, people, 4)) {
      expect(mark.x).toBeGreaterThanOrEqual(box.x);
      expect(mark.x).toBeLessThanOrEqual(box.x + box.width);
      expect(mark.y).toBeGreaterThanOrEqual(box.y);
      expect(mark.y).toBeLessThanOrEqual(box.y + box.height);
    }
  });
  test('the nearest mark, and none out of reach', () => {
    const marks = [
      { person: 'a', x: 0, y: 0 },
      { person: 'b', x: 10, y: 0 },
    ];
    expect(nearest(marks, 7, 0, 5)?.person).toBe('b');
    expect(nearest(marks, 100, 0, 5)).toBeUndefined();
  });
});

describe('layers', () => {
  const limits = limitsOf(ship, 'pressure');
  const at = (pressure_kpa: number) => tintOf('pressure', { pressure_kpa } as RoomTruth, limits).level;
  test('the limits are those most instruments have', () => expect(limits.warning_low).toBe(85));
  test.each([
    [101, 'normal'],
    [84.9, 'warning'],
    [2, 'alarm'],
  ])('%f kPa: %s', (kpa, level) => expect(at(kpa)).toBe(level));
  test.each([
    [1850, '1,850 Gy'],
    [0.0123, '12.3 mGy'],
    [7.9e-7, '790 nGy'],
    [0, '0 nGy'],
  ])('%f Gy', (gy, text) => expect(dose(gy)).toBe(text));
});

describe('events', () => {
  const line = (tick: number, text: string): Line => ({ tick, text, cause: '' });
  const lines = (texts: Record<string, string>) =>
    new Map(
      Object.entries(texts).map(([cause, text]) => [cause, line(Number(cause.slice(2).split('.')[0]), text)]),
    );

  test.each([
    ['Teodor Varga asks the helm to hold her', 'orders'],
    ['Order o:13 is carried out', 'orders'],
    ['Hamish Oyelaran tells Teodor Varga that the core stands 8.9 mm out of line', 'words'],
    ['Apolline Keita runs to the forward deck 6 corridor', 'people'],
    ['The turn rate shows 0.0190: too high', 'readings'],
    ['Gravity plating at 90 %, dampers at 81 %', 'ship'],
  ])('%s: %s', (text, topic) => expect(topicOf(text)).toBe(topic));

  test('what went from the panel stays kept, in order', () => {
    const first = kept(new Map(), { 'e:10.0': line(10, 'b'), 'e:2.10': line(2, 'a') });
    const then = kept(first, { 'e:10.10': line(10, 'd'), 'e:10.2': line(10, 'c') });
    expect([...then.keys()]).toEqual(['e:2.10', 'e:10.0', 'e:10.2', 'e:10.10']);
    expect(kept(then, { 'e:10.2': line(10, 'c') })).toBe(then);
  });
  test('many who do the same in one moment are one entry', () => {
    const entries = entriesOf(
      lines({ 'e:64.1': 'Ann Vo holds on', 'e:64.2': 'Bo Li holds on', 'e:65.0': 'Bo Li holds on' }),
      new Set(['Ann Vo', 'Bo Li']),
    );
    expect(entries.map((entry) => [entry.cause, entry.others])).toEqual([
      ['e:65.0', []],
      ['e:64.1', ['e:64.2']],
    ]);
    expect(chosen(entries, 'people', 'ann')).toHaveLength(1);
    expect(chosen(entries, 'words', '')).toHaveLength(0);
  });
  test('what a seat was last asked, of the chair or by name', () => {
    const told = lines({
      'e:1.0': 'Ann Vo asks the helm to climb',
      'e:2.0': 'Ann Vo asks Bo Li to hold on',
      'e:3.0': 'Ann Vo asks Cy to rest',
    });
    expect(lastAsked(told, ['Helm', 'Bo Li'])).toMatchObject({
      by: 'Ann Vo',
      what: 'hold on',
      cause: 'e:2.0',
    });
    expect(lastAsked(told, ['Medical station'])).toBeUndefined();
  });
});

describe('why', () => {
  const link = (cause: string, ...causes: string[]): Link => ({ cause, text: cause, causes });
  const root = treeOf('e:3.0', [
    link('e:3.0', 'e:2.0', 'e:1.0'),
    link('e:2.0', 'e:1.0', 'law:hearing'),
    link('e:1.0', 'o:1'),
    link('law:hearing'),
    link('o:1'),
  ]);
  test('each link stands once, where it is nearest', () => {
    expect(root?.branches.map((branch) => branch.link.cause)).toEqual(['e:2.0', 'e:1.0']);
    expect(root?.branches[0]?.branches.map((branch) => branch.link.cause)).toEqual(['law:hearing']);
    expect(ends(root)).toEqual({ event: 3, order: 1, law: 1, initial: 0 });
  });
  test('it is walked with arrows, a step back in time to the right', () => {
    let open: Set<string> = new Set();
    let at = root?.id ?? '';
    const press = (key: string) => {
      const next = step(inSight(root, open), at, key, open);
      if (next.open) open = new Set([...open, next.open]);
      if (next.shut) open = new Set([...open].filter((one) => one !== next.shut));
      at = next.at;
      return at.split(' ').at(-1);
    };
    expect(press('ArrowRight')).toBe('e:3.0');
    expect(press('ArrowRight')).toBe('e:2.0');
    expect(press('ArrowDown')).toBe('e:1.0');
    expect(press('ArrowLeft')).toBe('e:3.0');
    expect(press('ArrowLeft')).toBe('e:3.0');
    expect(open.size).toBe(0);
  });
  test('a cause that comes round again does not hang it', () => {
    const loop = treeOf('e:1.0', [link('e:1.0', 'e:0.0'), link('e:0.0', 'e:1.0')]);
    expect(inSight(loop, openAtFirst(loop))).toHaveLength(2);
  });
});
