import { describe, expect, test } from 'vitest';
import {
  acknowledge,
  ordered,
  shelve,
  sounding,
  strip,
  topUnseen,
  update,
  type Alert,
  type Condition,
} from './alerts';
import { ALERT_EVENTS, ALERT_STATES, step, TABLE } from './machine';

describe('the table', () => {
  // Rows are states, columns events in the order of ALERT_EVENTS; `active` is true.
  const EXPECTED: Record<string, string> = {
    //       raise   clear  ack     shelve  worsen hold   release
    none: 'unseen  none   none    none    unseen held   none',
    unseen: 'unseen  gone   seen    shelved unseen held   unseen',
    seen: 'seen    none   seen    shelved unseen held   seen',
    gone: 'unseen  gone   none    gone    unseen gone   gone',
    shelved: 'shelved shelved shelved shelved unseen held   unseen',
    held: 'held    none   held    held    held   held   unseen',
  };
  const CASES = ['none' as const, ...ALERT_STATES].flatMap((state) =>
    ALERT_EVENTS.map((event, at) => [state, event, EXPECTED[state]?.split(/\s+/)[at]] as const),
  );
  test.each(CASES)('%s, %s: %s', (state, event, expected) => {
    expect(step(state === 'none' ? undefined : state, event, true) ?? 'none').toBe(expected);
  });
  test('it is whole', () => {
    for (const row of Object.values(TABLE)) expect(Object.keys(row)).toEqual([...ALERT_EVENTS]);
  });
  test('what comes back from the shelf with its cause gone is over', () => {
    expect(step('shelved', 'release', false)).toBeUndefined();
  });
});

const warm: Condition = { id: 'skin', priority: 'warning', what: 'Bow dome 912 K' };
const hot: Condition = { ...warm, priority: 'alarm', what: 'Bow dome 1210 K' };
const states = (alerts: Alert[]) => alerts.map((alert) => `${alert.id} ${alert.state}`);

test('seen, then gone with its cause', () => {
  let alerts = update([], [warm], 100);
  alerts = acknowledge(alerts, 'skin', 'Tallis', 120);
  expect(alerts[0]).toMatchObject({ state: 'seen', seen_by: 'Tallis', seen_tick: 120, since_tick: 100 });
  expect(update(alerts, [], 140)).toEqual([]);
});

test('never seen, it outlasts its cause', () => {
  let alerts = update(update([], [warm], 100), [], 140);
  expect(states(alerts)).toEqual(['skin gone']);
  alerts = update(alerts, [], 160);
  expect(states(alerts)).toEqual(['skin gone']);
  expect(acknowledge(alerts, 'skin', 'Tallis', 180)).toEqual([]);
});

test('what was seen and gets worse has to be seen again', () => {
  let alerts = acknowledge(update([], [warm], 100), 'skin', 'Tallis', 110);
  alerts = update(alerts, [warm], 120);
  expect(states(alerts)).toEqual(['skin seen']);
  alerts = update(alerts, [hot], 140);
  expect(alerts[0]).toMatchObject({ state: 'unseen', priority: 'alarm', since_tick: 140 });
  expect(states(update(acknowledge(alerts, 'skin', 'Tallis', 150), [warm], 160))).toEqual(['skin seen']);
});

test('a shelf gives back what it holds when its time is up', () => {
  let alerts = shelve(update([], [warm], 0), 'skin', { by: 'Oake', why: 'being mended', for_s: 60 }, 0);
  expect(states(update(alerts, [warm], 1199))).toEqual(['skin shelved']);
  expect(states(update(alerts, [warm], 1200))).toEqual(['skin unseen']);
  expect(update(update(alerts, [], 600), [], 1200)).toEqual([]);
  alerts = shelve(update([], [warm], 0), 'skin', { by: 'Oake', why: 'for ever', for_s: 1e9 }, 0);
  expect(alerts[0]?.shelved_until_tick).toBe(12_000);
});

test('a phase holds back, and lets go', () => {
  const alerts = update([], [{ ...warm, held_by: 'restart' }], 0);
  expect(states(alerts)).toEqual(['skin held']);
  expect(states(update(alerts, [warm], 20))).toEqual(['skin unseen']);
  expect(update(alerts, [], 20)).toEqual([]);
});

test('order, the top one, the strip', () => {
  const make = (
    id: string,
    priority: Condition['priority'],
    state: Alert['state'],
    since_tick: number,
  ): Alert => ({
    id,
    priority,
    state,
    since_tick,
    what: id,
    active: true,
  });
  const alerts = ordered([
    make('old caution', 'caution', 'unseen', 1),
    make('shelved emergency', 'emergency', 'shelved', 9),
    make('seen alarm', 'alarm', 'seen', 8),
    make('older alarm', 'alarm', 'unseen', 2),
    make('newer alarm', 'alarm', 'unseen', 3),
  ]);
  expect(alerts.map((alert) => alert.id)).toEqual([
    'newer alarm',
    'older alarm',
    'seen alarm',
    'old caution',
    'shelved emergency',
  ]);
  expect(topUnseen(alerts)?.id).toBe('newer alarm');
  expect(strip(alerts).map(({ alert, more }) => [alert.id, more])).toEqual([
    ['newer alarm', 2],
    ['old caution', 0],
  ]);
});

test('it sounds until seen, and silence is temporary', () => {
  const alerts = update([], [hot], 0);
  expect(sounding(alerts, 0, 1000)).toBe('alarm');
  expect(sounding(alerts, 31_000, 1000)).toBeUndefined();
  expect(sounding(alerts, 31_000, 31_000)).toBe('alarm');
  expect(sounding(acknowledge(alerts, 'skin', 'Tallis', 20), 0, 1000)).toBeUndefined();
  expect(sounding(update([], [{ ...hot, priority: 'caution' }], 0), 0, 1000)).toBeUndefined();
});
