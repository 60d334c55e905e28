import { expect, test } from 'vitest';
import type { Me, Orders, PatientSeen, PersonSeen, Ship, Talk } from '../../wire/protocol';
import { courseSaid, unseenSaid } from './course';
import { nextFor } from './next';
import { deathAfter_s, doseAt, doseWord, phasesOf, spoken } from './dose';
import { kept, restored } from './history';
import { coursesOf, extentOf, linesOf, markOf, SIGNS, someOf, withMoment, type Moment } from './signs';
import {
  casesOf,
  countsOf,
  found,
  groupOf,
  isLight,
  isUnknown,
  leftOf,
  recall,
  reportedIn,
  roomOf,
  sentPerson,
} from './triage';
import { isTreat, lifeOf, treatAct } from './treat';

const vital = { heart_rate_per_min: 80, saturation: 0.97, breathing_per_min: 15, systolic_mmhg: 120 };
const signs = (person: string, more: Partial<PatientSeen> = {}): PatientSeen => ({
  person,
  compartment: 'sickbay',
  vital,
  dose_gy: 0,
  conscious: true,
  alive: true,
  stable: true,
  treatment_left_s: 0,
  ...more,
});
const seen = (person: string, more: Partial<PersonSeen> = {}): PersonSeen => ({
  person,
  compartment: 'mess',
  vitality: 'casualty',
  posture: 'lying',
  beside: false,
  department: 'services',
  helpless: false,
  busy: false,
  sinking: false,
  ...more,
});
const ship = {
  people: { a: { name: 'Ann Ash', post: 'cook' }, b: { name: 'Bo Birch', post: 'nurse' } },
  compartments: { mess: { name: 'Mess' } },
} as unknown as Ship;

test.each([
  [signs('a', { alive: false }), undefined, 'dead'],
  [signs('a', { dose_left_s: 900, stable: false }), undefined, 'beyond'],
  [signs('a', { stable: false }), undefined, 'now'],
  [signs('a', { conscious: false }), undefined, 'now'],
  [signs('a', { treatment_left_s: 40 }), undefined, 'soon'],
  [signs('a', { dose_gy: 1.2 }), undefined, 'watch'],
  [undefined, seen('a', { sinking: true }), 'now'],
  [undefined, seen('a'), 'soon'],
  [undefined, seen('a', { vitality: 'hurt' }), 'watch'],
  [undefined, seen('a', { vitality: 'dead' }), 'dead'],
] as const)('triage, case %#', (one, other, group) => {
  expect(groupOf(one, other)).toBe(group);
});

test('what the muster told is remembered between rounds, and forgotten once somebody is well', () => {
  const first = recall(new Map(), { a: seen('a') }, 100);
  expect(recall(first, {}, 140).get('a')?.tick).toBe(100);
  expect(recall(first, { a: seen('a', { vitality: 'fit' }) }, 200).has('a')).toBe(false);
});

test('who is sent is read off directives that still live', () => {
  const treat = (person: string, standing: string) => ({
    directive: { work: { task: { treat: { person } } } },
    to: { person: { person: 'b' } },
    standing,
  });
  const orders = {
    given: { 'o:1': treat('a', 'accepted'), 'o:2': treat('a', 'achieved') },
  } as unknown as Orders;
  const [one] = casesOf({ a: signs('a', { treatment_left_s: 50 }) }, new Map(), orders);
  expect(one?.treat).toHaveLength(1);
  expect(one && sentPerson(one.treat[0]!)).toBe('b');
});

test('430 hurt are ordered, counted and found', () => {
  const patients = Object.fromEntries(
    Array.from({ length: 430 }, (_, at) => [
      `p${at}`,
      signs(`p${at}`, { stable: at % 3 !== 0, treatment_left_s: 30 }),
    ]),
  );
  const cases = casesOf(patients, new Map(), undefined);
  expect(cases).toHaveLength(430);
  expect(countsOf(cases)).toEqual({ now: 144, soon: 286, beyond: 0, watch: 0, dead: 0 });
  expect(cases[0]?.group).toBe('now');
  expect(found(cases, ship, 'soon', 'p42')).toHaveLength(6);
});

test('marks stand where the ship’s own limits are', () => {
  const pressure = SIGNS.find((kind) => kind.sign === 'pressure')!;
  expect([120, 95, 80].map((value) => markOf(pressure, value))).toEqual([undefined, 'warning', 'alarm']);
});

test('moments are a second apart, and a clock that went back drops what lay ahead', () => {
  let moments: readonly Moment[] = [];
  for (const t_s of [1, 1.4, 2, 3]) moments = withMoment(moments, { t_s, vital });
  expect(moments.map((one) => one.t_s)).toEqual([1, 2, 3]);
  expect(withMoment(moments, { t_s: 2, vital }).map((one) => one.t_s)).toEqual([1, 2]);
});

test('a pressure that falls is said, with the time to the limit', () => {
  const moments = Array.from({ length: 12 }, (_, t_s) => ({
    t_s,
    vital: { ...vital, systolic_mmhg: 110 - t_s },
  }));
  const [course] = coursesOf(moments);
  expect(course?.kind.sign).toBe('pressure');
  expect(course?.rate_per_min).toBeCloseTo(-60);
  expect(course?.left_s).toBeCloseTo(9);
  const one = { person: 'a', group: 'now' as const, signs: signs('a', { stable: false }), treat: [] };
  expect(courseSaid(one, coursesOf(moments), 100).join(' ')).toContain('90 mmHg in about 0:09');
});

test('a line breaks where no signs came, and its scale holds limits and all that was', () => {
  const [heart] = SIGNS;
  const { times, values } = linesOf([0, 1, 60].map((t_s) => ({ t_s, vital })));
  expect(times).toEqual([0, 1, 2, 60]);
  expect(values[0]).toEqual([80, 80, null, 80]);
  const [low, high] = extentOf([80, null, 170], heart!);
  expect(low).toBeLessThan(35);
  expect(high).toBeGreaterThan(170);
  expect(
    someOf(
      [0, 1, 2, 3, 4].map((t_s) => ({ t_s, vital })),
      3,
    ).map((one) => one.t_s),
  ).toEqual([0, 2, 4]);
});

test('what a tab saw is taken up by the same run alone', () => {
  const seen = {
    moments: new Map([['a', [0, 1, 2, 3, 4].map((t_s) => ({ t_s, vital }))]]),
    told: new Map([['a', { signs: signs('a'), tick: 80 }]]),
    dead: new Set(['b']),
  };
  const text = kept(seen, 100, 1_000_000);
  const after = restored(text, 160, 1_003_000, 1);
  expect(after?.moments.get('a')).toEqual([0, 4].map((t_s) => ({ t_s, vital })));
  expect(after?.told.get('a')?.tick).toBe(80);
  expect([...(after?.dead ?? [])]).toEqual(['b']);
  expect(restored(text, 20, 1_003_000, 1)).toBeUndefined();
  expect(restored(text, 9000, 1_003_000, 1)).toBeUndefined();
  expect(restored('{', 160, 1_003_000, 1)).toBeUndefined();
});

test('the dead: by signs, by sight, by report; where nobody tells, not known', () => {
  const talk = {
    heard: { x: { message: { report: { what: { death: { person: 'b' } } } } } },
  } as unknown as Talk;
  expect(reportedIn(talk)).toEqual({ dead: ['b'], inside: [] });
  const cases = casesOf({}, new Map(), undefined, new Map(), new Set(['b']));
  expect(countsOf(cases).dead).toBe(1);
  const last = { signs: signs('a', { dose_gy: 2000, dose_left_s: 900 }), tick: 0 };
  const [one] = casesOf({}, new Map(), undefined, new Map([['a', last]]));
  expect(one && [leftOf(one, 300), isUnknown(one, 300), isUnknown(one, 901)]).toEqual([600, false, true]);
});

test('who is hurt and on their feet folds away, whoever has signs does not', () => {
  const memory = recall(new Map(), { a: seen('a', { vitality: 'hurt' }) }, 1);
  expect(casesOf({}, memory, undefined).map(isLight)).toEqual([true]);
  expect(casesOf({ a: signs('a') }, memory, undefined).map(isLight)).toEqual([false]);
});

test('what follows a dose, by the law', () => {
  expect(phasesOf(0.2)).toEqual([]);
  expect(phasesOf(2000).map((one) => one.phase)).toEqual(['sick', 'collapse', 'death']);
  expect(deathAfter_s(2000)).toBeCloseTo(900);
  expect(deathAfter_s(5)).toBeCloseTo(26 * 86_400);
  expect(deathAfter_s(8000)).toBeCloseTo(150);
  expect(deathAfter_s(1)).toBe(Infinity);
  const death = phasesOf(3).find((one) => one.phase === 'death');
  expect(death?.share).toBeCloseTo(0.5);
  expect(death?.share_care).toBeCloseTo(0.059, 2);
  expect(spoken(40)).toEqual({ value: 40, unit: 's' });
  expect(spoken(26 * 86_400)).toEqual({ value: 26, unit: 'd' });
});

test('doses by what they do', () => {
  expect([0.1, 1.2, 3, 6, 1847].map(doseWord)).toEqual(['none', 'mild', 'grave', 'half', 'deadly']);
  expect(doseAt(0)).toBe(0);
  expect(doseAt(1e6)).toBe(1);
  expect(doseAt(10)).toBeGreaterThan(doseAt(4));
});

test('next: the worst untended first, then the volunteer, then company for the dying', () => {
  const next = (patients: Record<string, PatientSeen>) =>
    nextFor(casesOf(patients, new Map(), undefined), ship, undefined, undefined).text;
  expect(next({ a: signs('a', { stable: false }), b: signs('b', { treatment_left_s: 9 }) })).toContain(
    'Ann Ash gets worse',
  );
  expect(next({ b: signs('b', { treatment_left_s: 9 }) })).toContain('Bo Birch waits for');
  expect(next({ b: signs('b', { dose_left_s: 90, dose_gy: 20 }) })).toContain('somebody is with them');
  expect(next({})).toContain('No hurt are known');
});

test('whom the dose kills stays so when their signs come no more', () => {
  const last = { signs: signs('a', { dose_gy: 20, dose_left_s: 900, compartment: 'mess' }), tick: 100 };
  const memory = recall(new Map(), { a: seen('a') }, 120);
  const [one] = casesOf({}, memory, undefined, new Map([['a', last]]));
  expect(one?.group).toBe('beyond');
  expect(casesOf({}, new Map(), undefined, new Map([['a', last]]))).toHaveLength(1);
  expect(one && courseSaid(one, [], 65)[0]).toContain('20 Gy');
});

test('where somebody is comes from their own communicator first', () => {
  const memory = recall(new Map(), { a: seen('a') }, 120);
  const [one] = casesOf({ a: signs('a', { dose_gy: 1 }) }, memory, undefined);
  expect(one && roomOf(one)).toBe('sickbay');
  const [unseen] = casesOf({}, memory, undefined);
  expect(unseen && roomOf(unseen)).toBe('mess');
});

test('a directive that failed is kept apart from those that live', () => {
  const treat = (standing: string, tick: number) => ({
    tick,
    directive: { work: { task: { treat: { person: 'a' } } } },
    to: { department: { department: 'medical' } },
    standing,
  });
  const orders = { given: { 'o:1': treat('achieved', 1), 'o:2': treat('failed', 2) } } as unknown as Orders;
  const [one] = casesOf({ a: signs('a') }, new Map(), orders);
  expect(one?.treat).toEqual([]);
  expect(one?.past?.standing).toBe('failed');
});

test('a sign that wanders inside what is well is no course', () => {
  const moments = Array.from({ length: 12 }, (_, t_s) => ({
    t_s,
    vital: { ...vital, heart_rate_per_min: 78 - t_s * 0.05 },
  }));
  expect(coursesOf(moments)).toEqual([]);
});

test('somebody in the core of whom no signs come is said, until they stand on the list', () => {
  const me = { known: ['went_in'], told_dose_gy: 1800 } as unknown as Me;
  expect(unseenSaid([], me, 'a', ship)).toContain('Ann Ash went into the core, to a dose told as 1,800 Gy');
  expect(unseenSaid([], me, undefined, ship)).toContain('Somebody went');
  const cases = casesOf({ a: signs('a', { dose_left_s: 9 }) }, new Map(), undefined);
  expect(unseenSaid(cases, me, 'a', ship)).toBeUndefined();
});

test('oxygen that comes back is no course', () => {
  const moments = Array.from({ length: 12 }, (_, t_s) => ({
    t_s,
    vital: { ...vital, saturation: 0.97 + 0.002 * t_s },
  }));
  expect(coursesOf(moments)).toEqual([]);
});

test('whom a medic has done with is not named next, unless signs ask for more', () => {
  const done = (left?: number, standing = 'achieved') => {
    const far = { ...signs('a'), treatment_left_s: undefined };
    const orders = {
      given: {
        'o:1': {
          tick: 1,
          directive: { work: { task: { treat: { person: 'a' } } } },
          to: { department: { department: 'medical' } },
          standing,
        },
      },
    } as unknown as Orders;
    const patient = left === undefined ? far : { ...far, treatment_left_s: left };
    const cases = casesOf({ a: patient }, recall(new Map(), { a: seen('a') }, 1), orders);
    return nextFor(cases, ship, undefined, undefined).text;
  };
  expect(done()).toContain('seen to');
  expect(done(40)).toContain('first aid');
  expect(done(40, 'refused')).toContain('first aid');
  // Sent in vain: the same order would end the same way.
  expect(done(40, 'failed')).toContain('seen to');
});

test('an order to treat somebody is told from any other, and its life stays when it is over', () => {
  const act = { kind: 'command.direct', to_department: 'medical', directive: treatAct('a') } as const;
  expect(isTreat(act, 'a')).toBe(true);
  expect(isTreat(act, 'b')).toBe(false);
  expect(isTreat({ ...act, directive: { brace: {} } }, 'a')).toBe(false);
  const of = (standing: string) => {
    const orders = {
      given: { 'o:1': { tick: 1, directive: treatAct('a'), to: { person: { person: 'b' } }, standing } },
    } as unknown as Orders;
    const [one] = casesOf({ a: signs('a') }, new Map(), orders);
    return one && lifeOf(one, ship)?.map(({ state }) => state);
  };
  expect(of('accepted')).toEqual(['done', 'done', 'done', 'owed']);
  expect(of('achieved')).toEqual(['done', 'done', 'done', 'done']);
  const [one] = casesOf({ a: signs('a') }, new Map(), undefined);
  expect(one && lifeOf(one, ship)).toBeUndefined();
});
