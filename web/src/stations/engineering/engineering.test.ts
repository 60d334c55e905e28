import { expect, test } from 'vitest';
import type { Ship } from '../../wire/protocol';
import { askedOf } from './asked';
import { atElements, cleanIn, cost, dots, survival } from './chamber';
import { joins, nextBreaker } from './balance';
import { presetEffect, sourceState } from './grid';
import { canDraw, layoutOf } from './layout';
import { en } from '../../text/en';
import { nextAct } from './next';
import { current, steps, type StepKey } from './restart';
import { NO_GRID, NO_ORDERS, powerText, shortName, type Told } from './told';
import { otherTie, wayName } from './ways';

const instrument = (kind: string, of?: string) => ({
  name: kind,
  kind,
  of,
  unit: '1',
  resolution: 0.01,
  limits: {},
  seats: [],
});
const bus = (name: string) => ({ name, compartment: 'room', controller: 'ctrl' });
const SHIP = {
  name: 'Lodestar',
  compartments: { room: { name: 'Room' } },
  buses: { 'main-a': bus('Main board, a'), 'main-b': bus('Main board, b'), gen: bus('Generator') },
  lines: { tie: { name: 'tie', from_bus: 'main-a', to_bus: 'main-b', breaker: 'tie', limit_w: 1e6 } },
  breakers: {
    tie: { name: 'Tie', compartment: 'room' },
    gen: { name: 'Generator breaker', compartment: 'room' },
  },
  sources: { gen: { name: 'Generator', kind: 'core_generator', bus: 'gen', breaker: 'gen', rated_w: 6e8 } },
  loads: {
    lamp: { name: 'Lamp', bus: 'main-a', rated_w: 1e6, group: 'lights' },
    pump: { name: 'Pump', bus: 'main-b', rated_w: 4e6, group: 'core' },
  },
  controllers: {},
  presets: {},
  people: {},
  instruments: {
    a: instrument('bus_voltage', 'main-a'),
    b: instrument('bus_voltage', 'main-b'),
    spare: instrument('power_surplus', 'main-a'),
    offset: instrument('core_alignment'),
    field: instrument('containment'),
    heat: instrument('preheat'),
    dose: instrument('dose_rate', 'cell'),
    pump: instrument('load_supply', 'pump'),
    back: instrument('time_to_no_return'),
  },
  chamber: {
    core_compartment: 'cell',
    lock_compartment: 'lock',
    outside_compartment: 'room',
    inner_portal: 'in',
    outer_portal: 'out',
    containment_load: 'pump',
    coolant_load: 'pump',
    igniter_load: 'pump',
    filter_load: 'lamp',
  },
  core: {
    aligned_m: 0.0008,
    least_output: 0.2,
    ignition_share: 0.9,
    field_scram_share: 0.6,
    coolant_limit_k: 450,
  },
} as unknown as Ship;

const PANEL = {
  phase: 'scrammed',
  containment: false,
  coolant: false,
  preheat: false,
  inner_shut: true,
  outer_shut: true,
  outer_held: false,
  inner_held: false,
  overridden: false,
  decontaminating: false,
} as const;

function told(values: Record<string, number>, more: Partial<Told> = {}): Told {
  const readings = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, { value, band: 'normal', quality: 'good' } as const]),
  );
  return { ship: SHIP, tick: 0, readings, grid: NO_GRID, loads: {}, orders: NO_ORDERS, people: {}, ...more };
}
const load = (key: string, wanted_w: number, share = 1) => ({
  [key]: { load: key, on: true, priority: 2, share, unshed: 1, failed: false, wanted_w, delivered_w: 0 },
});
const breaker = (key: string, closed: boolean) => ({ [key]: { breaker: key, closed, overload: 0 } });

test.each([
  [{ offset: 0.009, field: 0, heat: 0, pump: 1 }, {}, 'align'],
  [{ offset: 0.0005, field: 0, heat: 0, pump: 0.4 }, {}, 'supply'],
  [{ offset: 0.0005, field: 0, heat: 0, pump: 1 }, {}, 'coolant'],
  [{ offset: 0.0005, field: 0, heat: 0, pump: 1 }, { coolant: true }, 'field'],
  [{ offset: 0.0005, field: 0.85, heat: 0, pump: 1 }, { coolant: true, containment: true }, 'preheat'],
  [{ offset: 0.0005, field: 1, heat: 0.94, pump: 1 }, { coolant: true, containment: true }, 'ignite'],
] as [Record<string, number>, object, StepKey][])('%o %o: next is %s', (values, panel, key) => {
  const all = steps(told(values, { core: { answers: { ...PANEL, ...panel } } }));
  expect(current(all)?.key).toBe(key);
});

test('a dark panel is not taken for a cold core', () => {
  const all = steps(told({ offset: 0.0005, pump: 1 }, { core: {} }));
  expect(all.find((step) => step.key === 'coolant')?.state).toBe('dark');
  expect(all.find((step) => step.key === 'field')?.state).toBe('dark');
});

test('a live board is tied to a dead one only with power to spare', () => {
  const grid = { ...NO_GRID, breakers: breaker('tie', false) };
  const loads = load('pump', 4e6);
  const rich = told({ a: 1, b: 0, spare: 5e6 }, { grid, loads });
  const poor = told({ a: 1, b: 0, spare: 3e6 }, { grid, loads });
  expect(joins(rich, 'tie')).toMatchObject({ kind: 'feeds', live: 'main-a', dead: 'main-b', wanted_w: 4e6 });
  expect(nextBreaker(rich)).toBe('tie');
  expect(nextBreaker(poor)).toBeUndefined();
});

test('a source that runs behind an open breaker is off the grid, one that nobody reports is dark', () => {
  const seen = {
    source: 'gen',
    phase: 'running',
    delivered_w: 0,
    capability_w: 1e8,
    charge: 1,
    started: 1,
  } as const;
  const grid = { ...NO_GRID, sources: { gen: seen }, breakers: breaker('gen', false) };
  expect(sourceState(told({}, { grid }), 'gen')).toBe('off_grid');
  expect(sourceState(told({}), 'gen')).toBe('dark');
});

test('an allocation is counted for live boards and by what it leaves each group', () => {
  const loads = { ...load('lamp', 1e6), ...load('pump', 1e6, 0.5) };
  const preset = { name: 'Core', shares: { core: 1 }, others: 0 };
  expect(presetEffect(told({ a: 1, b: 1 }, { loads }), preset)).toMatchObject({ net_w: -5e5, unseen: 0 });
  expect(presetEffect(told({ a: 1, b: 0 }, { loads }), preset).net_w).toBe(-1e6);
  expect(presetEffect(told({ a: 1, b: 1 }), preset).unseen).toBe(2);
});

test('the cost of the work, and how long one lives after it', () => {
  const price = cost(told({ offset: 0.0085, dose: 34 }));
  expect(price?.work_s).toBeCloseTo(40, 0);
  expect(price?.dose_gy).toBeCloseTo(34 * 52, 0);
  expect(cost(told({ offset: 0.0085 }))).toBeUndefined();
  expect(survival(1)).toBeUndefined();
  expect(survival(2000)).toBeCloseTo(900);
  expect(survival(8000)).toBeCloseTo(150);
});

test('filters: how long still, and none while the air does not get cleaner', () => {
  const falling = [0, 10, 20].map((t_s) => ({ t_s, value: 8 * Math.exp(-t_s / 100) }));
  expect(cleanIn(falling, 1)).toBeCloseTo(100 * Math.log(8) - 20);
  expect(
    cleanIn(
      [
        { t_s: 0, value: 6 },
        { t_s: 20, value: 6 },
      ],
      1,
    ),
  ).toBeUndefined();
});

test('dots are as many as there is dirt', () => {
  expect(dots(0)).toHaveLength(0);
  expect(dots(undefined)).toHaveLength(0);
  expect(dots(10)).toHaveLength(40);
  expect(dots(1e6).length).toBeLessThan(500);
  expect(dots(20).slice(0, 40)).toEqual(dots(10));
});

test('a ship with other boards gets the list, and the picture keeps within its width', () => {
  expect(canDraw(SHIP)).toBe(false);
  const { w, boards } = layoutOf(SHIP, 900, 500);
  for (const { box } of boards) expect(box.x + box.w).toBeLessThanOrEqual(w);
});

test.each([
  [1.2e6, '1.2 MW'],
  [-69_260_000, '−69.3 MW'],
  [935_000, '935 kW'],
  [6.6e14, '660 TW'],
  [100, '0 MW'],
])('%d W is %s', (watts, text) => expect(powerText(watts)).toBe(text));

test('names are short where all around are alike', () => {
  expect(shortName('Main board, aft')).toBe('Aft');
  expect(shortName('Emergency lights, forward')).toBe('Lights forward');
});

const says = (about: Told, went?: string) => nextAct(about, went)?.text;
const READY = { offset: 0.0005, field: 1, heat: 0.94, pump: 1 };
const panel = (more: object) => ({ core: { answers: { ...PANEL, coolant: true, ...more } } });

test('while the fire catches, and while she still falls, nothing is said to be done', () => {
  const igniting = told(READY, panel({ containment: true, preheat: true, phase: 'igniting' }));
  expect(says(igniting)).toMatch(/struck/);
  const seen = { source: 'gen', phase: 'running', delivered_w: 6e7, capability_w: 1e8, charge: 1 } as const;
  const grid = { ...NO_GRID, sources: { gen: { ...seen, started: 1 } } };
  const fed = told({ ...READY, a: 1, b: 1, back: 47 }, { grid, ...panel({ phase: 'running' }) });
  const falling = { ...fed, readings: { ...fed.readings, back: { ...fed.readings.back, band: 'alarm' } } };
  expect(says(fed)).toMatch(/Nothing is left/);
  expect(says(falling as Told)).toMatch(/^Call the bridge: .*0:47/);
});

test('the field comes before the door of the lock, and the door before the wait for the heat', () => {
  const open = { inner_shut: false };
  expect(says(told({ ...READY, field: 0, heat: 0 }, panel(open)))).toMatch(/field on/);
  const heating = { ...open, containment: true, preheat: true };
  expect(says(told({ ...READY, heat: 0.1 }, panel(heating)), 'ann')).toMatch(/ann is still in the chamber/);
});

test('who could not go on is not at the elements any more, and somebody else can be sent', () => {
  const order = {
    by_person: 'me',
    to: { person: { person: 'ann' } },
    directive: { realign: {} },
    text: 'realign',
    tick: 0,
    standing: 'accepted',
    standing_tick: 0,
  } as const;
  const with_ = (standing: string) =>
    told({}, {
      orders: { ...NO_ORDERS, given: { one: { ...order, standing } } },
    } as unknown as Partial<Told>);
  expect(atElements(with_('accepted'), 'ann')).toBe('ann');
  expect(atElements(with_('failed'), 'ann')).toBeUndefined();
  expect(atElements(with_('failed'), 'ben')).toBe('ben');
});

test('what others ask waits in the order it was asked until it is answered', () => {
  const one = (tick: number, standing: string) => ({ tick, standing });
  const mine = { late: one(9, 'heard'), early: one(2, 'heard'), taken: one(1, 'accepted') };
  const all = askedOf(told({}, { orders: { ...NO_ORDERS, mine } } as unknown as Partial<Told>));
  expect(all.map(([key]) => key)).toEqual(['early', 'late']);
});

test('breakers are named by the ways they open', () => {
  const buses = {
    'main-port': bus('Main board, port'),
    'main-aft': bus('Main board, aft'),
    'main-starboard': bus('Main board, starboard'),
    'emergency-main': bus('Emergency board'),
    'emergency-life-support': bus('Emergency board, life support'),
  };
  const line = (from_bus: string, to_bus: string, breaker: string) => ({ from_bus, to_bus, breaker });
  const lines = {
    a: line('main-port', 'emergency-main', 'a'),
    b: line('main-starboard', 'emergency-main', 'b'),
    c: line('main-aft', 'main-port', 'c'),
    d: line('emergency-main', 'emergency-life-support', 'd'),
  };
  const breakers = { cells: { name: 'Breaker of the battery' } };
  const ship = { ...SHIP, buses, lines, breakers } as unknown as Ship;
  const seen = { ...told({}), ship, grid: { ...NO_GRID, breakers: breaker('b', false) } };
  expect(wayName(seen, 'a')).toBe('port tie to the emergency board');
  expect(otherTie(seen, 'a')).toBe('starboard');
  expect(wayName(seen, 'c')).toBe('breaker from aft to port');
  expect(wayName(seen, 'd')).toBe('breaker to emergency life support');
  expect(wayName(seen, 'cells')).toBe('breaker of the battery');
});

test('what is next fits its line', () => {
  const texts = Object.entries(en).filter(([key]) => key.startsWith('engineering.next.'));
  expect(texts.filter(([, text]) => text.length > 86).map(([key]) => key)).toEqual([]);
});
