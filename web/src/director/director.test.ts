import { describe, expect, test } from 'vitest';
import type {
  About,
  Addressee,
  Clock,
  Happened,
  Known,
  Link,
  PersonTruth,
  Place,
  RoomTruth,
  Ship,
} from '../wire/protocol';
import { chosen, entriesOf, kept, lastAsked, toldOf } from './events';
import { turnsOf } from './memory.svelte';
import { dose, limitsOf, tintOf } from './layers';
import { boxOf, inLine, marksIn, nearest, planOf, topsOf } from './plan';
import { inRow, labelAt, namedOn, tallyIn } from './picture';
import { helpOf, pressOf, toTell, type Press } from './press';
import { nextOf, type Played } from './signals';
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
  people: { ann: { name: 'Ann Vo' }, bo: { name: 'Bo Li' }, cy: { name: 'Cy' } },
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
    const tops = topsOf(plan, 40, 2, (deck) => (deck === 1 ? 18 : 0));
    const box = (key: string) => {
      const piece = plan.pieces.find((one) => one.compartment === key);
      return piece && boxOf(plan, piece, 200, 40, tops);
    };
    expect(box('bridge')?.x).toBe(100);
    expect(box('core')?.x).toBe(0);
    expect(box('hold')?.y).toBeGreaterThan(60 + 20);
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
  test('marks never lie over one another', () => {
    const people = Array.from({ length: 60 }, (_, at) => `p${at}`);
    const marks = marksIn({ x: 0, y: 0, width: 50, height: 14 }, people, 4);
    for (const [at, a] of marks.entries()) {
      for (const b of marks.slice(at + 1)) {
        expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThanOrEqual(a.r + b.r);
      }
    }
  });
  test('names on one line keep apart, and what has no room is left over', () => {
    const want = (key: string, x: number) => ({ key, text: key, x, width: 40 });
    const [labels, over] = inLine([want('a', 95), want('b', 90), want('c', 10), want('d', 0)], 140, 5);
    expect(labels.map(({ key, left }) => [key, left])).toEqual([
      ['c', 0],
      ['b', 55],
      ['a', 100],
    ]);
    expect(over.map(({ key }) => key)).toEqual(['d']);
  });
  test('the nearest mark, and none out of reach', () => {
    const marks = [
      { person: 'a', x: 0, y: 0, r: 1 },
      { person: 'b', x: 10, y: 0, r: 1 },
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

const happened = (tick: number, text: string, topic: About, person?: string, to?: Addressee): Happened => ({
  tick,
  text,
  topic,
  person,
  to,
  cause: `e:${tick}.0`,
});
const map = (...all: Happened[]) => new Map(all.map((event) => [event.cause, event]));
const place = (key: string, person?: string, officer_holds = false): Place => ({
  key,
  kind: 'seat',
  name: key,
  person,
  present: false,
  officer_holds,
});
const helm = { seat: { seat: 'helm' } };

describe('events', () => {
  test('what went from the panel stays kept, in order', () => {
    const event = happened(0, 'a', 'ship');
    const first = kept(new Map(), { 'e:10.0': event, 'e:2.10': event });
    const then = kept(first, { 'e:10.10': event, 'e:10.2': event });
    expect([...then.keys()]).toEqual(['e:2.10', 'e:10.0', 'e:10.2', 'e:10.10']);
    expect(kept(then, { 'e:10.2': event })).toBe(then);
  });
  test('many who do the same in one moment are one entry; notes stand where they were written', () => {
    const entries = entriesOf(
      new Map([
        ['e:64.1', happened(64, 'Ann Vo holds on', 'people', 'ann')],
        ['e:64.2', happened(64, 'Bo Li holds on', 'people', 'bo')],
        ['e:70.0', happened(70, 'Bo Li holds on', 'people', 'bo')],
      ]),
      ship,
      { '0': { tick: 66, text: 'look at this' } },
    );
    expect(entries.map((entry) => [entry.key, entry.others])).toEqual([
      ['e:70.0', []],
      ['note 0', []],
      ['e:64.1', ['e:64.2']],
    ]);
    expect(chosen(entries, 'people', 'ann')).toHaveLength(1);
    expect(chosen(entries, 'notes', '')).toHaveLength(1);
    expect(chosen(entries, 'words', '')).toHaveLength(0);
  });
  test('what a chair was last asked, as a chair or by its holder’s name', () => {
    const events = map(
      happened(1, 'climb', 'orders', 'ann', helm),
      happened(2, 'hold on', 'orders', 'ann', { person: { person: 'bo' } }),
      happened(3, 'rest', 'orders', 'ann', { person: { person: 'cy' } }),
    );
    expect(lastAsked(events, place('helm'))?.tick).toBe(1);
    expect(lastAsked(events, place('helm', 'bo'))?.tick).toBe(2);
    expect(lastAsked(events, place('medical'))).toBeUndefined();
    expect(toldOf(events, ['Hold'], 5).map(({ tick }) => tick)).toEqual([2]);
  });
});

describe('press', () => {
  const asks = (...ticks: number[]) =>
    ticks.map((tick) => happened(tick, 'Ann Vo asks', 'orders', 'ann', helm));
  const start = happened(0, 'it begins', 'ship');
  test.each([
    ['one fresh ask', asks(1000), 'steady', 1],
    ['one ask for a minute', asks(400), 'pressed', 1],
    ['three asks', asks(1580, 1585, 1590), 'pressed', 3],
    ['an answer', [...asks(400), happened(1500, 'Bo Li takes it on', 'orders', 'bo')], 'steady', 0],
    ['a body is no answer', [...asks(400), happened(1500, 'Bo Li is hurt', 'people', 'bo')], 'pressed', 1],
  ])('%s', (_, events, state, waiting) => {
    const press = pressOf(map(start, ...events), place('helm', 'bo'), 1600);
    expect(press).toMatchObject({ state, waiting });
  });
  test('nothing asked and nothing done for two minutes is idle, not before', () => {
    expect(pressOf(map(start), place('helm', 'bo'), 2399).state).toBe('steady');
    expect(pressOf(map(start), place('helm', 'bo'), 2400).state).toBe('idle');
  });
  test('a page that has only just opened calls nobody idle', () =>
    expect(pressOf(map(), place('helm', 'bo'), 9000).state).toBe('steady'));
  test('how much the officers help, and who has to be told', () => {
    const [one, other] = [place('helm'), place('medical', 'bo', true)];
    expect(helpOf([one])).toBe('all');
    expect(helpOf([other])).toBe('none');
    expect(helpOf([one, other])).toBe('chosen');
    expect(toTell([one, other], true)).toEqual(['helm']);
    expect(toTell([one, other], false)).toEqual(['medical']);
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

describe('picture', () => {
  const counts = { well: 3, hurt: 0, down: 12, dead: 1 };
  test('kinds that there are stand one after the other', () => {
    const row = inRow(counts, ['hurt', 'down', 'dead'], 10, (count) => 10 * String(count).length);
    expect(row.map(({ kind, x }) => [kind, x])).toEqual([
      ['down', 10],
      ['dead', 30],
    ]);
  });
  test('in a room they stand about its middle', () => {
    const marks = tallyIn({ x: 0, y: 0, width: 100, height: 20 }, ['down', 'dead', 'down'], ['down', 'dead']);
    expect(marks.map(({ count, y }) => [count, y])).toEqual([
      [2, 10],
      [1, 10],
    ]);
    expect(marks.reduce((sum, { x }) => sum + x, 0) / 2).toBe(50);
  });
  test('those of the chairs are named first', () => {
    const at = (person: string) => ({ person, compartment: 'bridge' }) as PersonTruth;
    const files = { ...ship, people: { ...ship.people, cy: { name: 'Cy', named: true } } } as unknown as Ship;
    const people = { cy: at('cy'), ann: at('ann'), bo: at('bo') };
    expect(namedOn(files, people, [{ person: 'ann' } as Place]).get(1)).toEqual(['ann', 'cy']);
  });
  test('a point finds the label it is on', () => {
    const label = { key: 'ann', text: 'Vo', x: 50, width: 20, left: 40 };
    expect([30, 38, 63, 70].map((x) => labelAt([label], x)?.key)).toEqual([
      undefined,
      'ann',
      'ann',
      undefined,
    ]);
  });
});

test('the core goes over where its state is another than before', () => {
  const at = (t_s: number, core_phase: string) => ({ t_s, altitude_m: 0, core_phase });
  const moments = [at(0, 'cold'), at(1, 'cold'), at(2, 'preheating'), at(3, 'running')];
  expect(turnsOf(moments).map(({ t_s }) => t_s)).toEqual([2, 3]);
});

describe('next', () => {
  const clock = (more: Partial<Clock> = {}): Clock =>
    ({ tick: 2000, speed: 1, paused: false, ...more }) as Clock;
  const falls = { ship: { is_lost: false, is_safe: false } } as unknown as Known;
  const helm = { key: 'helm', name: 'Helm', kind: 'seat', player: 'Ann' } as unknown as Place;
  const played = (more: Partial<Press> = {}, what?: string): Played => ({
    place: helm,
    press: { state: 'steady', asks: [], acts: [], waiting: 0, ...more },
    asked: what === undefined ? undefined : ({ tick: 1900, text: what } as Happened),
  });
  const gone = [{ place: helm, away_s: 70 }];
  test.each([
    ['it is over', { ship: { is_lost: true } } as unknown as Known, clock(), [], [], 'It is over'],
    ['not begun', falls, clock({ tick: 0, paused: true }), [], [], 'everybody sits'],
    ['time stands', falls, clock({ paused: true }), [], [], 'Time stands still'],
    ['a player is away', falls, clock(), [played({ state: 'pressed', waiting: 3 })], gone, 'Look after Ann'],
    ['nobody plays', falls, clock(), [], [], 'No player'],
    [
      'somebody drowns',
      falls,
      clock(),
      [played({ state: 'pressed', waiting: 3, waiting_tick: 800 })],
      [],
      'Ann',
    ],
    ['somebody idles', falls, clock(), [played({ state: 'idle' }, 'Turn her')], [], 'Ann'],
    ['something was asked', falls, clock(), [played({}, 'Turn her')], [], 'Turn her'],
  ] as const)('%s', (_, truth, at, who, away, said) => {
    expect(nextOf(truth, at, who, away)).toContain(said);
  });
});
