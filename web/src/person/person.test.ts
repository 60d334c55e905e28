import { expect, test } from 'vitest';
import type { BodySense, Heard, Me, Orders, PersonSeen, Ship, WaySeen } from '../wire/protocol';
import { around, handOn, hearersSaid, seenAs } from './around';
import { bodySaid, lifeOf, mustGoDown, survivalSaid, toldKey } from './body';
import { Hand, PRINT_MS } from './hand.svelte';
import { heardLines, mineOf, openLines, topicsFor, wantedOf, withHeard, withOwn } from './heard';
import { leftSaid } from './left';
import { nextFor, type Situation } from './next';
import { initialsOf, planOf, rowsIn } from './plan';
import { doingSaid } from './said';
import { doorSaid, placeSaid, roomsBy } from './ways';
import { coreWantsHands, workHere } from './work';

const room = (name: string, low: [number, number, number], high: [number, number, number], deck = 6) => ({
  name,
  deck,
  low_body_m: low,
  high_body_m: high,
});
const ship = {
  compartments: {
    hall: room('Hall', [0, 0, 0], [10, 10, 3.5]),
    lock: room('Lock', [10, 2, 0], [14, 8, 3.5]),
    below: room('Deck 7 corridor', [0, 0, 3.5], [10, 10, 7], 7),
  },
  portals: {
    glass: {
      name: 'Glass door',
      from_compartment: 'hall',
      to_compartment: 'lock',
      kind: 'door',
      glass: true,
    },
    ladder: {
      name: 'Ladder',
      from_compartment: 'hall',
      to_compartment: 'below',
      kind: 'ladder',
      glass: false,
    },
  },
  people: {
    ann: { name: 'Ann Ash', post: 'engineer', department: 'engineering', named: true },
    bo: { name: 'Bo Birch', post: 'machinist', department: 'engineering', named: false },
    cy: { name: 'Cy Cole', post: 'nurse', department: 'medical', named: false },
  },
  controllers: { c1: { name: 'Controller of the board', compartment: 'hall', load: 'x' } },
  breakers: {},
  seats: {},
} as unknown as Ship;
const body = (more: Partial<BodySense> = {}): BodySense => ({
  alive: true,
  conscious: true,
  lucid: true,
  fitness: 1,
  pain: 0,
  sight: 1,
  felt_g: 1,
  light: 1,
  air_temperature_k: 293,
  compartment: 'hall',
  posture: 'standing',
  strapped: false,
  braced: false,
  breathing_per_min: 14,
  busy: false,
  speaking: false,
  ...more,
});
const me = (more: Partial<Me> = {}): Me =>
  ({ body: body(), known: [], holders: {}, told_dose_gy: 0, ...more }) as unknown as Me;
const seen = (person: string, more: Partial<PersonSeen> = {}): PersonSeen => ({
  person,
  compartment: 'hall',
  vitality: 'fit',
  posture: 'standing',
  beside: true,
  department: 'engineering',
  helpless: false,
  busy: false,
  sinking: false,
  ...more,
});
const way = (portal: string, compartment: string, more: Partial<WaySeen> = {}): WaySeen => ({
  portal,
  compartment,
  passage: 'free',
  open: 1,
  held: false,
  walk_s: 5,
  ...more,
});

test.each([
  [{}, ['person.well']],
  [{ pain: 0.4 }, ['person.pain_strong']],
  [{ felt_g: 2.6, air_temperature_k: 320 }, ['person.well', 'person.very_heavy', 'person.hot']],
  [{ light: 0.1, sight: 0.2, lucid: false }, ['person.sight_gone', 'person.not_lucid', 'person.dim']],
])('a body with %j says %j', (more, keys) => {
  expect(bodySaid(body(more))).toEqual(keys);
});

test('nobody who may wake is told that they are dead', () => {
  expect(lifeOf(body())).toBe('awake');
  expect(lifeOf(body({ conscious: false }))).toBe('fainted');
  expect(lifeOf({ ...body({ conscious: false }), alive: false })).toBe('dead');
});

test('weight asks one down only while one stands free', () => {
  expect(mustGoDown(body({ felt_g: 2.4 }))).toBe(true);
  expect(mustGoDown(body({ felt_g: 2.4, braced: true }))).toBe(false);
});

test('a deadly dose is said to be one', () => {
  expect(toldKey(me())).toBeUndefined();
  expect(toldKey(me({ told_dose_gy: 3 }))).toBe('person.told_small');
  expect(toldKey(me({ told_dose_gy: 1800 }))).toBe('person.told_dose');
});

test('how long one lives after it is said of a deadly dose alone, as it was told', () => {
  const after = (told_dose_gy: number, told_survival_s: number) =>
    survivalSaid(me({ told_dose_gy, told_survival_s }));
  expect(after(1850, 1010)).toBe('17 minutes');
  expect(after(12, 86_400)).toBe('24 hours');
  expect(after(1850, 0)).toBeUndefined();
  expect(after(3, 86_400)).toBeUndefined();
});

test('a hand on the glass comes first, then the hurt, then the named', () => {
  const people = {
    ann: seen('ann'),
    bo: seen('bo', { vitality: 'casualty', sinking: true }),
    cy: seen('cy', { beside: false, compartment: 'lock', hand_at_portal: 'glass' }),
  };
  const { beside, beyond } = around(people, ship, 'hall');
  expect(beside.map((one) => one.person)).toEqual(['bo', 'ann']);
  expect(beyond.map((one) => one.person)).toEqual(['cy']);
  expect(handOn(beyond[0] as PersonSeen, 'glass')).toBe(true);
  expect(handOn(beyond[0] as PersonSeen, 'ladder')).toBe(false);
  expect(seenAs(people.bo, ship)).toBe('machinist, badly hurt, getting worse');
});

test('others speak of oneself as "you", and chosen words stand in quotes', () => {
  const heard = {
    '9': {
      tick: 2,
      by_person: 'bo',
      way: 'glass',
      message: { words: { to_person: 'ann', topic: 'thanks' } },
      text: 'thanks Ann Ash',
    },
    '10': {
      tick: 3,
      by_person: 'cy',
      way: 'direct',
      message: { text: { text: 'Here.' } },
      text: 'says: “Here.”',
    },
    '8': {
      tick: 1,
      by_person: 'cy',
      way: 'direct',
      message: { acknowledge: { order: 'o:1' } },
      text: 'acknowledges',
    },
  } as Record<string, Heard>;
  const lines = heardLines(heard, ship, 'ann');
  expect(lines.map((line) => [line.text, line.quoted, line.aside])).toEqual([
    ['Cy Cole acknowledges.', false, true],
    ['Bo Birch thanks you.', false, false],
    ['Here.', true, false],
  ]);
});

test('a call for volunteers stands until it is known to be over, and knows of one’s own offer', () => {
  const heard = {
    '5': {
      tick: 1,
      by_person: 'ann',
      way: 'announcement',
      message: { volunteer_wanted: { order: 'o:5', task: { realign: {} } } },
      text: 'asks who will realign',
    },
  } as Record<string, Heard>;
  const act = { kind: 'command.volunteer', order: 'o:5' } as const;
  const sent = [
    { id: 1, place: 'p', order: act, sent_ms: 0, answer: { kind: 'kept', order: 'o:6' } as const },
  ];
  expect(wantedOf(heard, [], false).map((one) => one.offered)).toEqual([false]);
  expect(wantedOf(heard, sent, false).map((one) => one.offered)).toEqual([true]);
  expect(wantedOf(heard, [], true)).toEqual([]);
});

test('to the dead there is one thing left to say', () => {
  expect(topicsFor('dead', false)).toEqual(['grief']);
  expect(topicsFor('casualty', false)).toContain('comfort');
  expect(topicsFor('fit', true)).toContain('pain');
});

test('the plan holds the rooms of one deck and its ways, each where it is', () => {
  const out = {
    glass: way('glass', 'lock', { held: true, passage: 'barred' }),
    ladder: way('ladder', 'below'),
  };
  const plan = planOf(ship, 'hall', out);
  expect(plan?.boxes.map((box) => [box.key, box.here])).toEqual([
    ['lock', false],
    ['hall', true],
  ]);
  expect(plan?.doors.map((door) => [door.portal, door.lies, door.x, door.y])).toEqual([
    ['glass', 'across', 10, 5],
    ['ladder', 'down', 5, 5],
  ]);
  expect(planOf(ship, 'nowhere')).toBeUndefined();
});

test('people stand in rows from the lower left, as many as have room', () => {
  expect(rowsIn(100, 130, 2)).toEqual([
    { x: 19, y: 19 },
    { x: 49, y: 19 },
  ]);
  expect(rowsIn(100, 130, 30)).toHaveLength(6);
  expect(rowsIn(10, 10, 3)).toHaveLength(1);
  expect(initialsOf('Bao Linh Petrov')).toBe('BP');
  expect(initialsOf('Ann')).toBe('A');
});

test('doors in one place are drawn apart', () => {
  const out = { a: way('a', 'lock'), b: way('b', 'lock'), c: way('c', 'lock') };
  const doors = planOf(ship, 'hall', out)?.doors ?? [];
  expect(new Set(doors.map((door) => door.y)).size).toBe(3);
});

test('a door says what holds it', () => {
  expect(doorSaid(way('glass', 'lock', { held: true }), 6.47)).toContain('6.5');
  expect(doorSaid(way('glass', 'lock', { held: true }), undefined)).toBe('Held shut.');
  expect(doorSaid(way('glass', 'lock'), undefined)).toBe('Open.');
});

test('rooms are found by name or deck, the nearest first', () => {
  const walk_s = { lock: 9, below: 4, hall: 0 };
  expect(roomsBy(ship, walk_s, 'hall', '').map((one) => one.key)).toEqual(['below', 'lock']);
  expect(roomsBy(ship, walk_s, 'hall', 'loc').map((one) => one.key)).toEqual(['lock']);
  expect(placeSaid(ship.compartments['hall']!)).toBe('Hall, deck 6');
  expect(placeSaid(ship.compartments['below']!)).toBe('Deck 7 corridor');
});

test('work is what this room and those beside one need', () => {
  const keys = workHere(ship, 'hall', [
    seen('bo', { vitality: 'casualty' }),
    seen('ann', { vitality: 'hurt' }),
  ]).map((one) => one.key);
  expect(keys).toEqual(['treat:bo', 'recode:c1', 'patch']);
  expect(workHere(ship, undefined, [])).toEqual([]);
  expect(coreWantsHands(['realign_needed'])).toBe(true);
  expect(coreWantsHands(['realign_needed', 'went_in'])).toBe(false);
});

const now = (more: Partial<Situation> = {}): Situation => ({
  ship,
  me: me(),
  around: { beside: [], beyond: [] },
  toAnswer: [],
  wanted: [],
  calls: [],
  caller: () => 'Bridge',
  alone: false,
  treated: new Set<string>(),
  handUp: false,
  ...more,
});
test.each([
  [{}, 'Nobody asks anything'],
  [{ around: { beside: [seen('bo', { vitality: 'casualty' })], beyond: [] } }, 'Bo Birch is hurt'],
  [{ around: { beside: [], beyond: [seen('cy', { hand_at_portal: 'glass' })] } }, 'has a hand on the glass'],
  [{ me: me({ body: body({ felt_g: 3 }) }) }, 'too heavy'],
] as [Partial<Situation>, string][])('next, case %#', (more, text) => {
  expect(nextFor(now(more)).text).toContain(text);
});

test('a hand is raised once, and leaves a print that fades', () => {
  const log: string[] = [];
  let fade = () => {};
  const hand = new Hand(
    () => log.push('raise'),
    () => log.push('lower'),
    (act, after_ms) => {
      expect(after_ms).toBe(PRINT_MS);
      fade = act;
    },
  );
  hand.press();
  hand.press();
  hand.release();
  hand.release();
  expect(log).toEqual(['raise', 'lower']);
  expect(hand.prints).toHaveLength(1);
  fade();
  expect(hand.prints).toHaveLength(0);
  hand.toggle();
  hand.press();
  hand.release();
  expect(hand.up).toBe(true);
  hand.toggle();
  expect(log).toEqual(['raise', 'lower', 'raise', 'lower']);
});

test('one’s own words stand among what is heard, once, when they were kept', () => {
  const say = (id: number, kind: 'kept' | 'rejected') => ({
    id,
    place: 'p',
    sent_ms: 0,
    order: { kind: 'comms.say', message: { text: { text: 'How long?' } } } as const,
    answer: kind === 'kept' ? { kind, order: 'o:1' } : { kind, code: 'x', text: 'no' },
  });
  const once = withOwn([], [say(2, 'rejected'), say(1, 'kept')], 40);
  expect(withOwn(once, [say(1, 'kept')], 80)).toBe(once);
  const lines = heardLines({}, ship, 'ann', once);
  expect(lines.map((line) => [line.text, line.tick, line.mine])).toEqual([['How long?', 40, true]]);
});

test('what one does is told by the body', () => {
  expect(doingSaid(body(), ship)).toBeUndefined();
  expect(doingSaid(body({ to_compartment: 'lock' }), ship)).toContain('Lock');
  expect(doingSaid(body({ task: { realign: {} } }), ship)).toContain('the core');
  expect(nextFor(now({ me: me({ body: body({ fitness: 0.2 }) }) })).text).toContain('little left');
  expect(seenAs(seen('cy', { posture: 'lying' }), ship)).toBe('nurse, lying down');
});

test('how long it still takes is told by hands and feet', () => {
  const task = { realign: {} } as const;
  expect(leftSaid(body(), { walk_s: {} })).toBeUndefined();
  expect(leftSaid(body({ task, task_left: 0.4, task_left_s: 90 }), undefined)).toMatchObject({ left_s: 90 });
  expect(leftSaid(body({ to_compartment: 'lock' }), { walk_s: { lock: 12 } })).toMatchObject({ left_s: 12 });
  expect(leftSaid(body({ task, to_compartment: 'lock' }), { walk_s: { lock: 12 } })).toBeUndefined();
});

test('who is within hearing is who is seen awake', () => {
  const near = { beside: [seen('cy'), seen('dee', { vitality: 'dead' })], beyond: [] };
  expect(hearersSaid(near, ship, [])).toBe(ship.people['cy']?.name);
  expect(hearersSaid({ beside: [], beyond: [] }, ship, [])).toContain('nobody');
  expect(hearersSaid({ beside: [], beyond: [] }, ship, ['Bridge'])).toContain('open line');
});

test('what was said to all stays readable after much talk', () => {
  const heard = (id: number, way: Heard['way']): [string, Heard] => [
    `u:${id}`,
    { tick: id, by_person: 'ann', way, message: { text: { text: String(id) } }, text: '' } as Heard,
  ];
  let kept = withHeard({}, Object.fromEntries([heard(1, 'announcement')]));
  for (let id = 2; id < 90; id += 1) kept = withHeard(kept, Object.fromEntries([heard(id, 'direct')]));
  expect(Object.keys(kept)).toHaveLength(61);
  expect(openLines(heardLines(kept, ship), 3).map((line) => line.text)).toEqual(['89', '88', '1']);
});

test('what is asked again is asked once, and no more when taken on', () => {
  const asked = (standing: string, tick: number) => ({ standing, tick, by_person: 'ann', text: 'come' });
  const of = (...rows: object[]) =>
    mineOf({ mine: Object.fromEntries(rows.map((row, at) => [`o:${at}`, row])) } as unknown as Orders);
  expect(of(asked('heard', 1), asked('heard', 9)).toAnswer).toMatchObject([{ order: 'o:1', again: ['o:0'] }]);
  expect(of(asked('accepted', 1), asked('heard', 9)).toAnswer).toEqual([]);
});
