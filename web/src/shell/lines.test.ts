import { expect, test } from 'vitest';
import type { Call, Me, Ship } from '../wire/protocol';
import { linesOf, talkAct, talkLine } from './lines';

const ship = {
  seats: {
    helm: { name: 'Helm', compartment: 'bridge' },
    captain: { name: 'Captain', compartment: 'bridge' },
    engineering: { name: 'Engineering', compartment: 'engine_room' },
    medical: { name: 'Medical', compartment: 'sickbay' },
  },
  compartments: {
    engine_room: { name: 'Engine room' },
    sickbay: { name: 'Sickbay' },
    bridge: { name: 'Bridge' },
  },
  people: {},
} as unknown as Ship;
const me = { seat: 'helm' } as Me;
const call = (more: Partial<Call>): Call => ({
  incoming: true,
  answered: false,
  own: false,
  other: { intercom: { compartment: 'engine_room' } },
  since_tick: 100,
  ...more,
});
const lines = (calls: Record<string, Call>) => linesOf(ship, { calls, heard: {} }, me, 180);

test('a line to every other room that has a seat', () => {
  expect(lines({}).map((line) => [line.key, line.name, line.state])).toEqual([
    ['seat:engineering', 'Engine room', 'ready'],
    ['seat:medical', 'Sickbay', 'ready'],
  ]);
});

test('a call takes the place of its line', () => {
  expect(lines({ 'call:7': call({}) }).map((line) => [line.name, line.state, line.detail])).toEqual([
    ['Engine room', 'ringing', 'calling, 4 s'],
    ['Sickbay', 'ready', 'ready'],
  ]);
});

test('a line keeps its place and its key whatever comes over it; callers from elsewhere stand before', () => {
  const caller = call({ other: { intercom: { compartment: 'hold' } } });
  const busy = lines({ '7': call({ answered: true }), '9': caller });
  expect(busy.map((line) => line.key)).toEqual(['call:9', 'seat:engineering', 'seat:medical']);
  expect(busy[1]).toMatchObject({ state: 'open', call: '7' });
});

test.each([
  [call({}), { kind: 'comms.answer', call: 7 }],
  [call({ answered: true }), { kind: 'comms.hang_up' }],
  [call({ incoming: false, own: true }), { kind: 'comms.hang_up' }],
])('the talk key with %j', (ringing, act) => {
  const line = talkLine(lines({ '7': ringing }));
  expect(line && talkAct(line)).toEqual(act);
});

test('the talk key calls when nothing rings', () => {
  const line = talkLine(lines({}));
  expect(line && talkAct(line)).toEqual({ kind: 'comms.call', to_seat: 'engineering' });
});
