import { expect, test } from 'vitest';
import type { BreakerSeen, Ship } from '../../wire/protocol';
import { joins, nextBreaker, remember, type Memory } from './balance';
import { nextAct } from './next';
import { NO_GRID, NO_ORDERS, type Told } from './told';

const instrument = (kind: string, of?: string) => ({
  name: kind,
  kind,
  of,
  unit: '1',
  limits: {},
  seats: [],
});
const tie = (from: string) => ({
  name: `tie from ${from}`,
  from_bus: from,
  to_bus: 'emergency-main',
  breaker: from,
  limit_w: 5e6,
});
/** Two main boards, joined, with the core's generator; the emergency board hangs on either over a tie of 5 MW. */
const SHIP = {
  name: 'Lodestar',
  compartments: {},
  buses: Object.fromEntries(
    ['main-port', 'main-starboard', 'emergency-main'].map((bus) => [bus, { name: bus, compartment: 'room' }]),
  ),
  lines: {
    port: tie('main-port'),
    starboard: tie('main-starboard'),
    between: { name: 'between', from_bus: 'main-port', to_bus: 'main-starboard', limit_w: 4e7 },
  },
  breakers: {
    'main-port': { name: 'Tie, port', compartment: 'room' },
    'main-starboard': { name: 'Tie, starboard', compartment: 'room' },
    cells: { name: 'Cells', compartment: 'room' },
  },
  sources: {},
  loads: { air: { name: 'Air', bus: 'emergency-main', rated_w: 8e6, group: 'life_support' } },
  controllers: {},
  presets: { 'core-first': { name: 'Core first', shares: {}, others: 0.25 } },
  people: {},
  instruments: {
    main: instrument('power_surplus', 'main-port'),
    spare: instrument('power_surplus', 'emergency-main'),
    port: instrument('bus_voltage', 'main-port'),
    starboard: instrument('bus_voltage', 'main-starboard'),
    emergency: instrument('bus_voltage', 'emergency-main'),
    offset: instrument('core_alignment'),
    field: instrument('containment'),
    heat: instrument('preheat'),
  },
  core: { aligned_m: 0.0008, least_output: 0.2 },
} as unknown as Ship;

const CORE = {
  phase: 'running',
  containment: true,
  coolant: true,
  preheat: false,
  inner_shut: true,
  outer_shut: true,
  outer_held: false,
  inner_held: false,
  overridden: false,
  decontaminating: false,
} as const;
const open = (breaker: string, more: Partial<BreakerSeen> = {}): BreakerSeen => ({
  breaker,
  closed: false,
  overload: 0,
  ...more,
});

interface Case {
  main?: number;
  spare?: number;
  wants_w?: number;
  live?: Record<string, number>;
  breakers?: BreakerSeen[];
  core?: object;
  memory?: Memory;
}
function told(given: Case): Told {
  const values = {
    main: given.main ?? 5e8,
    spare: given.spare ?? 1e6,
    port: 1,
    starboard: 1,
    emergency: 1,
    offset: 0,
    field: 1,
    heat: 1,
    ...given.live,
  };
  const breakers = given.breakers ?? [open('main-port'), open('main-starboard')];
  const air = { load: 'air', on: true, priority: 2, share: 1, unshed: 1, failed: false, delivered_w: 0 };
  return {
    ship: SHIP,
    tick: 0,
    readings: Object.fromEntries(
      Object.entries(values).map(([key, value]) => [
        key,
        { value, band: 'normal', quality: 'good' } as const,
      ]),
    ),
    grid: { ...NO_GRID, breakers: Object.fromEntries(breakers.map((seen) => [seen.breaker, seen])) },
    loads: { air: { ...air, wanted_w: given.wants_w ?? 4e6 } },
    core: { answers: { ...CORE, ...given.core } },
    orders: NO_ORDERS,
    people: {},
    memory: given.memory,
  };
}

test.each([
  ['there is power, and one tie bears it', {}, 'main-port'],
  ['the two ties together bear it', { wants_w: 8e6 }, 'main-port'],
  ['the ties do not bear it', { wants_w: 11e6 }, undefined],
  ['the main boards are short themselves', { main: -7e7 }, undefined],
  ['one side makes up for the other', { spare: -9e5 }, 'main-port'],
  ['the main boards are dead and want little', { live: { port: 0, starboard: 0 } }, 'main-port'],
] as [string, Case, string | undefined][])('a tie: %s', (_, given, breaker) => {
  expect(nextBreaker(told(given))).toBe(breaker);
});

test('what nobody reports is counted at its rating', () => {
  const dead = told({ live: { emergency: 0 }, main: 7e6 });
  expect(joins(dead, 'main-port')).toMatchObject({ kind: 'feeds', wanted_w: 4e6, known: true });
  const dark = { ...dead, loads: {} };
  expect(joins(dark, 'main-port')).toMatchObject({ kind: 'feeds', wanted_w: 8e6, known: false });
  expect(nextBreaker(dark)).toBeUndefined();
});

/** What is remembered after one thing after another. */
const after = (...cases: Case[]) => cases.reduce((memory, one) => remember(memory, told(one)), {} as Memory);
const closed = { ...open('main-port'), closed: true };
const tripped = open('main-port', { tripped: 'overload' });

test('what tripped is not advised again until the balance is another', () => {
  const wants_w = 6e6;
  const stuck = open('main-starboard', { tripped: 'overload' });
  const only = (seen: BreakerSeen): Case => ({ wants_w, breakers: [seen, stuck] });
  const memory = after(only(open('main-port')), only(closed), only(tripped));
  expect(nextBreaker(told({ ...only(tripped), memory }))).toBeUndefined();
  // It stays so while nothing changes, however often it is told.
  const later = remember(memory, told(only(tripped)));
  expect(nextBreaker(told({ ...only(tripped), memory: later }))).toBeUndefined();
  expect(nextBreaker(told({ ...only(tripped), wants_w: 4e6, memory: later }))).toBe('main-port');
});

test('what tripped alone is advised once another runs beside it', () => {
  const wants_w = 8e6;
  const both = (port: BreakerSeen, starboard: boolean): Case => ({
    wants_w,
    breakers: [port, { ...open('main-starboard'), closed: starboard }],
  });
  const memory = after(both(open('main-port'), false), both(closed, false), both(tripped, false));
  expect(nextBreaker(told({ ...both(tripped, false), memory }))).toBe('main-starboard');
  expect(nextBreaker(told({ ...both(tripped, true), memory }))).toBe('main-port');
});

test('the advice goes round in no circle: off with what is not needed, then the ties, then what runs beside', () => {
  const text = (given: Case) => nextAct(told(given), undefined);
  const hot = { ...closed, overload: 1.3, trips_in_s: 5 };
  expect(text({ wants_w: 8e6, core: { preheat: true } })).toMatchObject({ to: 'step-preheat' });
  expect(text({ wants_w: 8e6 })?.text).toMatch(
    /Close the .*port tie to .*, then at once the .*starboard one/,
  );
  expect(text({ breakers: [hot, open('main-starboard')] })).toMatchObject({ to: 'breaker-main-starboard' });
  const stuck = [tripped, open('main-starboard', { tripped: 'overload' })];
  const memory = after({ wants_w: 8e6, spare: -9e5, breakers: stuck });
  expect(text({ wants_w: 8e6, spare: -9e5, breakers: stuck, memory })).toMatchObject({
    text: expect.stringMatching(/900 kW short/) as string,
    to: 'bus-emergency-main',
  });
});
