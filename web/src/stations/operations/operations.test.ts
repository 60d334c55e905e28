import { expect, test } from 'vitest';
import { whyOf } from '../../parts/why';
import type { BreakerSeen, Grid, LoadSeen, PersonSeen, Ship, Shown } from '../../wire/protocol';
import { decksOf, openingsOf, roomsOf, shortName, spots, wrapped, nameTop } from './deck';
import { unitsOf, worstOf } from './layers';
import { conditionOf, count, mustered, tally } from './muster';
import { nextAct } from './next';
import { changeOf, effectOf, groupsOf, hottestOf, isShort, presetNow } from './power';

const room = (deck: number, low: [number, number, number], high: [number, number, number]) => ({
  name: `Room ${deck}`,
  deck,
  low_body_m: low,
  high_body_m: high,
});
const load = (group: string, rated_w: number) => ({ name: group, bus: 'main', rated_w, group });
const ship = {
  compartments: {
    bridge: room(1, [0, 0, 0], [10, 10, 3]),
    office: room(1, [10, 0, 0], [20, 10, 3]),
    engine: room(2, [0, 0, -1], [20, 10, 6]),
    store: room(2, [20, 0, 3], [30, 10, 6]),
  },
  portals: {
    door: { name: 'Door', from_compartment: 'bridge', to_compartment: 'office', kind: 'door', glass: false },
    ladder: {
      name: 'Ladder',
      from_compartment: 'bridge',
      to_compartment: 'engine',
      kind: 'ladder',
      glass: false,
    },
  },
  loads: { fans: load('life_support', 200), lamps: load('lights', 100), shield: load('shields', 900) },
  presets: {
    normal: { name: 'Everything', shares: {}, others: 1 },
    air: { name: 'Air', shares: { life_support: 1 }, others: 0 },
  },
  instruments: {
    cold: {
      name: 'Warmth',
      kind: 'temperature',
      of: 'bridge',
      unit: 'K',
      resolution: 1,
      limits: {},
      seats: [],
    },
    trip: {
      name: 'Trip',
      kind: 'breaker_time_to_trip',
      unit: 's',
      resolution: 1,
      limits: {},
      seats: [],
    },
    spare: {
      name: 'Spare',
      kind: 'power_surplus',
      of: 'main',
      unit: 'W',
      resolution: 1,
      limits: {},
      seats: [],
    },
  },
  breakers: { aft: { name: 'Aft' }, fore: { name: 'Fore' } },
  lines: {},
  buses: {},
  people: {
    ann: { name: 'Ann', named: true },
    ben: { name: 'Ben', named: false },
    cy: { name: 'Cy', named: true },
  },
} as unknown as Ship;

const seen = (key: string, more: Partial<LoadSeen> = {}): LoadSeen => ({
  load: key,
  on: true,
  priority: 1,
  share: 1,
  unshed: 1,
  failed: false,
  wanted_w: 1000,
  delivered_w: 1000,
  ...more,
});
const person = (key: string, more: Partial<PersonSeen> = {}): PersonSeen => ({
  person: key,
  compartment: 'bridge',
  vitality: 'fit',
  posture: 'standing',
  beside: true,
  department: 'command',
  helpless: false,
  busy: false,
  sinking: false,
  ...more,
});

test('a deck shows its rooms, and those that reach into it', () => {
  expect(decksOf(ship)).toEqual([1, 2]);
  expect(roomsOf(ship, 1).map((one) => one.key)).toEqual(['engine', 'bridge', 'office']);
  expect(roomsOf(ship, 2).map((one) => one.key)).toEqual(['engine', 'store']);
});

test('a door stands in the wall between its rooms, a ladder in none', () => {
  const [door, ladder] = openingsOf(ship, 1);
  expect(door).toMatchObject({ key: 'door', x: 10, y: 5, wall: 'y' });
  expect(ladder?.wall).toBeUndefined();
});

test('names break to fit, or are left out', () => {
  expect(wrapped('Main engineering', 100, 2)).toEqual(['Main', 'engineering']);
  expect(wrapped('Main engineering', 60, 2)).toEqual([]);
  expect(shortName('Deck 3 corridor, aft', 3)).toBe('Corridor, aft');
  expect(shortName('Bridge', 3)).toBe('Bridge');
});

test('marks of people fill a room in rows and never leave it', () => {
  expect(spots(5, { x: 0, y: 0, w: 44, h: 44 }, 20)).toHaveLength(4);
  for (const { x, y } of spots(9, { x: 10, y: 10, w: 70, h: 50 }, 20)) {
    expect(x).toBeGreaterThan(10);
    expect(y).toBeLessThan(60);
  }
});

test('groups sum what answers and say how much does not', () => {
  const groups = groupsOf(ship, { fans: seen('fans', { delivered_w: 400 }) });
  expect(groups[0]).toMatchObject({ key: 'life_support', wanted_w: 1000, delivered_w: 400, share: 1 });
  expect(groups.find((group) => group.key === 'shields')).toMatchObject({ silent: 1, loads: [] });
  expect(groups[0] && isShort(groups[0])).toBe(true);
});

test('a preset says what it sheds, and which is set', () => {
  const groups = groupsOf(ship, { fans: seen('fans'), lamps: seen('lamps', { wanted_w: 3000 }) });
  const air = ship.presets.air;
  expect(air && effectOf(air, groups)).toEqual({
    changes: [{ group: 'lights', change_w: -3000 }],
    gains_w: 0,
    sheds_w: 3000,
    net_w: -3000,
  });
  expect(presetNow(ship, groups)).toBe('normal');
  expect(changeOf(groupsOf(ship, { lamps: seen('lamps', { share: 0.5 }) })[0]!, 1)).toBe(500);
  expect(presetNow(ship, groupsOf(ship, { fans: seen('fans'), lamps: seen('lamps', { share: 0 }) }))).toBe(
    'air',
  );
  expect(presetNow(ship, groupsOf(ship, {}))).toBeUndefined();
});

test('the roll has who sinks first, then the worst, the named before others', () => {
  const people = {
    ann: person('ann'),
    ben: person('ben', { vitality: 'hurt', sinking: true }),
    cy: person('cy', { vitality: 'unconscious' }),
  };
  expect(mustered(ship, people).map((one) => one.person)).toEqual(['ben', 'cy', 'ann']);
  expect(conditionOf(people.ben)).toBe('dying');
  expect(count(ship, { ben: people.ben }, 'ann')).toEqual({
    aboard: 3,
    seen: 2,
    hurt: 1,
    light: 0,
    sinking: 1,
    dead: 0,
    silent: ['cy'],
  });
});

test('who is hurt and on their feet does not count as needing help', () => {
  const people = [person('ann', { vitality: 'hurt' }), person('ben', { vitality: 'casualty' })];
  expect(tally(people)).toEqual([
    { mark: 'hurt', count: 1 },
    { mark: 'light', count: 1 },
  ]);
});

test('a room nobody measures has no value on a layer', () => {
  const readings: Record<string, Shown> = { cold: { value: 270, band: 'warning_low', quality: 'good' } };
  expect(worstOf(ship, readings, 'bridge', 'temperature')?.key).toBe('cold');
  expect(worstOf(ship, readings, 'office', 'temperature')).toBeUndefined();
  expect(worstOf(ship, readings, 'bridge', 'dose')).toBeUndefined();
});

test('a name stands below the ladder it would run into, as long as the room reaches so far', () => {
  const room = { w: 100, h: 100 };
  expect(nameTop(['Sensor', 'control'], room, [{ x: 50, y: 35 }])).toBe(57);
  expect(nameTop(['Sensor'], room, [{ x: 50, y: 60 }])).toBe(18);
  expect(nameTop(['Sensor'], room, [{ x: 5, y: 15 }])).toBe(18);
  expect(nameTop(['Sensor'], { w: 100, h: 44 }, [{ x: 50, y: 30 }])).toBe(18);
});

const gridOf = (...breakers: Partial<BreakerSeen>[]): Grid => ({
  breakers: Object.fromEntries(
    breakers.map((more) => {
      const one = { breaker: 'aft', closed: true, overload: 0, ...more };
      return [one.breaker, one];
    }),
  ),
  controllers: {},
  sources: {},
});

test('the hottest breaker is the one that trips first, else the one nearest its rating; an open one is none', () => {
  const fore = { breaker: 'fore', overload: 0.7 };
  expect(hottestOf(ship, gridOf({ overload: 0.93 }, fore))).toMatchObject({
    name: 'Aft',
    share: 0.93,
    priority: 'warning',
  });
  expect(
    hottestOf(ship, gridOf({ overload: 1.1 }, { ...fore, overload: 1.05, trips_in_s: 9 })),
  ).toMatchObject({
    name: 'Fore',
    priority: 'alarm',
  });
  expect(hottestOf(ship, gridOf({ overload: 2, closed: false }, fore))).toMatchObject({
    name: 'Fore',
    priority: undefined,
  });
  expect(hottestOf(ship, gridOf({ closed: false }))).toBeUndefined();
});

const told = (panels: object) => ({ panel: (name: string) => (panels as Record<string, unknown>)[name] });
const nextOf = (panels: object) =>
  nextAct(told(panels) as unknown as Parameters<typeof nextAct>[0], ship) ?? { text: '' };

test('before what trips is closed again, load comes off', () => {
  const loads = { fans: seen('fans'), lamps: seen('lamps') };
  const grid = gridOf({ overload: 1.2, trips_in_s: 20 });
  expect(nextOf({ loads, grid })).toMatchObject({ to: 'preset:air' });
  const dim = { fans: seen('fans'), lamps: seen('lamps', { share: 0, delivered_w: 0 }) };
  expect(nextOf({ loads: dim, grid })).toMatchObject({ to: 'group:life_support' });
});

test('everything is set again only with power for it', () => {
  const loads = { fans: seen('fans'), lamps: seen('lamps', { share: 0, wanted_w: 4e6 }) };
  const at = (value: number) =>
    nextOf({
      loads,
      me: { known: ['power_restored'] },
      readings: { spare: { value, band: 'normal', quality: 'good' } },
    }).text;
  expect(at(5e6)).toContain('set “Everything”');
  expect(at(1e6)).toContain('wants 3.00 MW more than there is');
});

test('a layer names its units, and what moved a value is said only as far as the log tells', () => {
  const readings: Record<string, Shown> = { cold: { value: 270, band: 'warning_low', quality: 'good' } };
  expect(unitsOf(ship, readings, 'temperature')).toEqual(['°C']);
  expect(unitsOf(ship, readings, 'air')).toEqual([]);
  const log = { 'l:1': { tick: 1, text: 'The hull is torn.', cause: 'e:1' } };
  expect(whyOf(log, ['e:1', 'e:2', undefined])).toEqual(['The hull is torn.']);
  expect(whyOf(undefined, ['e:1'])).toEqual([]);
});

test('a breaker about to trip that does not answer is told without a name', () => {
  const readings = (value: number): Record<string, Shown> => ({
    trip: { value, band: 'alarm_low', quality: 'good' },
  });
  expect(hottestOf(ship, gridOf({ overload: 0.6 }), readings(9))).toEqual({
    trips_in_s: 9,
    priority: 'alarm',
  });
  expect(hottestOf(ship, gridOf({ overload: 1.2, trips_in_s: 10 }), readings(9))?.name).toBe('Aft');
});
