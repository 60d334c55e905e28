import { expect, test } from 'vitest';
import { acknowledge, shelve, sounding, strip, update, type Condition } from './alerts';
import { chiefOf, partsOf, situationsOf } from './situations';

const board = (name: string, volts: number, more: Partial<Condition> = {}): Condition => ({
  id: `reading:${name}`,
  priority: volts < 0.5 ? 'alarm' : 'warning',
  what: `Voltage of ${name}`,
  value: `${100 * volts} %`,
  kin: { key: 'kin:bus_voltage low', kind: 'bus_voltage', beyond: 1 - volts },
  ...more,
});
const fall: Condition = { id: 'reading:altitude', priority: 'alarm', what: 'Altitude 58 km' };
const grid = ['aft', 'dorsal', 'fore', 'port'].map((name) => board(name, 0));
const states = (alerts: ReturnType<typeof situationsOf>) => alerts.map((one) => `${one.id} ${one.state}`);

test('boards that fail together are one alert, and the count is of situations', () => {
  const shown = situationsOf(update([], [...grid, fall], 100));
  expect(states(shown).sort()).toEqual(['kin:bus_voltage low unseen', 'reading:altitude unseen']);
  const one = shown.find((situation) => situation.parts);
  expect(one).toMatchObject({ what: 'Voltage of 4 boards', value: '0 %' });
  expect(one?.parts).toHaveLength(4);
  expect(strip(shown)).toHaveLength(1);
  expect(strip(shown)[0]?.more).toBe(1);
});

test('the worst is told, and stands first', () => {
  const shown = situationsOf(update([], [board('aft', 0.84), board('fore', 0), board('port', 0.7)], 100));
  expect(shown[0]).toMatchObject({ priority: 'alarm', what: 'Voltage of 3 boards', value: 'at worst 0 %' });
  expect(shown[0]?.parts?.map((part) => part.id)).toEqual(['reading:fore', 'reading:port', 'reading:aft']);
  expect(chiefOf(shown, 'kin:bus_voltage low')).toBe('reading:fore');
});

test('alone it is what it is', () => {
  const shown = situationsOf(update([], [board('aft', 0)], 100));
  expect(shown[0]).toMatchObject({ id: 'reading:aft', what: 'Voltage of aft' });
  expect(partsOf(shown, 'reading:aft')).toHaveLength(1);
});

test('seen all, seen; one more that fails has to be seen again', () => {
  let alerts = update([], grid, 100);
  for (const one of grid) alerts = acknowledge(alerts, one.id, 'Oake', 120);
  expect(situationsOf(alerts)[0]).toMatchObject({ state: 'seen', seen_by: 'Oake', seen_tick: 120 });
  expect(sounding(situationsOf(alerts), 0, 0)).toBeUndefined();
  alerts = update(alerts, [...grid, board('starboard', 0.6)], 200);
  expect(situationsOf(alerts)[0]).toMatchObject({ state: 'unseen', priority: 'alarm', since_tick: 200 });
});

test('over unseen and put aside', () => {
  const over = update(update([], grid, 100), [], 120);
  expect(situationsOf(over)[0]).toMatchObject({ state: 'gone', active: false });
  let aside = update([], grid, 100);
  for (const one of grid) aside = shelve(aside, one.id, { by: 'Oake', why: 'known', for_s: 60 }, 100);
  expect(situationsOf(aside)[0]).toMatchObject({ state: 'shelved', shelved_by: 'Oake' });
  expect(strip(situationsOf(aside))).toEqual([]);
});

test('what came of the same cause stands under its root, and by itself once the root is over', () => {
  const pump: Condition = { id: 'reading:pump', priority: 'warning', what: 'Pump 20 %', root: 'reading:aft' };
  let alerts = update([], [board('aft', 0), pump], 100);
  expect(states(situationsOf(alerts))).toEqual(['kin:bus_voltage low unseen']);
  expect(situationsOf(alerts)[0]?.parts?.map((part) => part.id)).toEqual(['reading:aft', 'reading:pump']);
  alerts = update(alerts, [{ ...pump, root: undefined }], 120);
  expect(states(situationsOf(alerts))).toEqual(['reading:aft gone', 'reading:pump unseen']);
});
