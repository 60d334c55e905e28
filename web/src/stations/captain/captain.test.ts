import { expect, test } from 'vitest';
import type { Panel, Panels, Ship } from '../../wire/protocol';
import { axisOf, flips } from './axis';
import { decisions } from './decide';
import { tilesOf } from './glance';
import { reported } from './known';
import { nextAct } from './next';
import { directiveOf, orderOf, verbsFor } from './tell';

const instrument = (kind: string) => ({ name: kind, kind, unit: 's', resolution: 1, limits: {}, seats: [] });
const ship = {
  instruments: {
    ground: instrument('time_to_ground'),
    back: instrument('time_to_no_return'),
    climb: instrument('climb_rate'),
    attack: instrument('angle_of_attack'),
    slip: instrument('sideslip'),
    turn: instrument('turn_rate'),
    engine: instrument('engine_output'),
  },
  seats: {
    captain: { name: 'Captain', role: 'captain' },
    helm: { name: 'Helm', role: 'helm' },
    engineering: { name: 'Engineering', role: 'engineering' },
    operations: { name: 'Operations', role: 'operations' },
  },
  flight: { trim_attack_deg: 73 },
  presets: { thrusters: { name: 'Thrusters first', shares: { thrusters: 1 }, others: 0 } },
} as unknown as Ship;

const good = (value: number) => ({ value, band: 'normal' as const, quality: 'good' as const });
const heard = {
  1: {
    tick: 5,
    by_person: 'chief',
    way: 'call',
    text: '',
    message: { report: { what: { realign_needed: { dose_gy: 1800, survival_s: 1000 } } } },
  },
};

function seat(panels: Record<string, unknown>) {
  return { sent: [], panel: <Name extends Panel>(name: Name) => panels[name] as Panels[Name] };
}
const keys = (panels: Record<string, unknown>) => decisions(seat(panels), ship).map((one) => one.key);

test('a falling ship without a grid asks for everything at once, the alert first', () => {
  const me = { condition: 'green', known: ['ship_falling', 'grid_lost'] };
  expect(keys({ me, readings: { ground: good(600) } })).toEqual([
    'red',
    'allocate',
    'trim',
    'restart',
    'assess',
    'tell_fall',
  ]);
});

test('nobody is asked to go in while the grid holds and there is time', () => {
  const panels = { readings: { back: good(900) }, talk: { calls: {}, heard } };
  const known = ['ship_falling', 'realign_needed'];
  expect(keys({ ...panels, me: { condition: 'red', known } })).not.toContain('volunteers');
  expect(keys({ ...panels, me: { condition: 'red', known: [...known, 'grid_lost'] } })).toContain(
    'volunteers',
  );
});

test('what is given and lives is not asked for again', () => {
  const me = { condition: 'red', known: ['ship_falling'] };
  const trim = { directive: { trim_belly_first: {} }, standing: 'accepted' };
  expect(keys({ me })).toContain('trim');
  expect(keys({ me, orders: { mine: {}, volunteers: {}, given: { 'o:1': trim } } })).not.toContain('trim');
  const refused = { 'o:1': { ...trim, standing: 'refused' } };
  expect(keys({ me, orders: { mine: {}, volunteers: {}, given: refused } })).toContain('trim');
});

test('with a running core she climbs, and is declared safe once she does', () => {
  const me = { condition: 'red', known: ['ship_falling', 'core_running'] };
  expect(keys({ me })).toEqual(['climb']);
  expect(keys({ me, readings: { climb: good(80) } })).toEqual(['climb', 'safe']);
  expect(keys({ me, readings: { climb: good(80), engine: good(0.6) } })).toEqual(['safe']);
});

test('what somebody told all hands is not told again, whoever it was', () => {
  const me = { condition: 'red', known: ['ship_falling'] };
  const readings = { ground: good(600) };
  expect(keys({ me, readings })).toContain('tell_fall');
  const report = (way: string) => ({
    1: {
      tick: 5,
      by_person: 'pilot',
      way,
      text: '',
      message: { report: { what: { ship_falling: { time_left_s: 600 } } } },
    },
  });
  expect(keys({ me, readings, talk: { calls: {}, heard: report('direct') } })).toContain('tell_fall');
  expect(keys({ me, readings, talk: { calls: {}, heard: report('announcement') } })).not.toContain(
    'tell_fall',
  );
  const line = { tick: 9, text: 'Ann reports that she falls', cause: 'e:9' };
  expect(keys({ me, readings, log: { 'e:9': { ...line, announced: 'ship_falling' } } })).not.toContain(
    'tell_fall',
  );
  expect(keys({ me, readings, log: { 'e:9': line } })).toContain('tell_fall');
});

test('what a chair has begun or was asked by somebody else is not asked for', () => {
  const me = { condition: 'red', known: ['ship_falling', 'core_aligned'] };
  expect(keys({ me, core: { answers: { phase: 'cold' } } })).toContain('start');
  expect(keys({ me, core: { answers: { phase: 'preheating' } } })).not.toContain('start');
  const order = { order: { order: 'o:4', directive: { trim_belly_first: {} } } };
  const says = (message: object) => ({ tick: 5, by_person: 'ann', way: 'direct', text: '', message });
  expect(keys({ me, talk: { calls: {}, heard: { 1: says(order) } } })).not.toContain('trim');
  const declined = { decline: { order: 'o:4', reason: { code: 'busy', text: '' } } };
  expect(keys({ me, talk: { calls: {}, heard: { 1: says(order), 2: says(declined) } } })).toContain('trim');
});

test('a helm that holds her belly first needs no order to do so', () => {
  const me = { condition: 'red', known: ['ship_falling'] };
  const lying = { attack: good(1.28), slip: good(0.01), turn: good(0.001) };
  expect(keys({ me, readings: lying })).not.toContain('trim');
  expect(keys({ me, readings: { ...lying, turn: good(0.05) } })).toContain('trim');
  expect(keys({ me, readings: { ...lying, attack: good(0.3) } })).toContain('trim');
});

test('the cost is what was reported last', () => {
  expect(reported({ calls: {}, heard } as unknown as Panels['talk'], 'realign_needed')?.dose_gy).toBe(1800);
  expect(reported(undefined, 'realign_needed')).toBeUndefined();
});

test('the line of time ends where she would', () => {
  const axis = axisOf(ship, { ground: good(600), back: good(9999) }, 60);
  expect(axis.marks).toEqual([
    { kind: 'now', at_s: 60 },
    { kind: 'ground', at_s: 660 },
  ]);
  expect(axis.to_s).toBeCloseTo(673.2);
});

test('an order names one addressee and one directive', () => {
  expect(verbsFor('seat:helm', ship)[0]).toBe('trim_belly_first');
  expect(orderOf('seat:helm', 'climb', '')).toEqual({
    kind: 'command.direct',
    to_seat: 'helm',
    directive: { climb: {} },
  });
  expect(orderOf('department:medical', 'treat', 'ann')).toMatchObject({ to_department: 'medical' });
  expect(directiveOf('go_to', 'bridge')).toEqual({ go_to: { compartment: 'bridge' } });
});

test('the next act names the key that does it', () => {
  const me = { person: 'cap', conn_person: 'cap', condition: 'green', known: ['ship_falling'] };
  expect(nextAct(seat({ me }), { ...ship, people: {} } as unknown as Ship)?.to).toBe('decide-red');
});

test('a value at a glance tells what moved it and whose work it is; a dead one stays empty', () => {
  const climb = { ...good(-120), cause: 'e:7' };
  const altitude = { ...good(80_000), band: 'warning_low', cause: 'e:9' };
  const full = {
    ...ship,
    instruments: { ...ship.instruments, altitude: instrument('altitude') },
    people: {},
    core: { aligned_m: 0.0008 },
  } as unknown as Ship;
  const [high, , grid] = tilesOf(seat({ readings: { altitude, climb } }), full);
  expect(high).toMatchObject({ text: '80.0', mark: 'warning', cause: 'e:9', role: 'helm' });
  expect(grid?.text).toBeUndefined();
});

test('where the air begins goes to the left of its mark when the point of no return is near', () => {
  const axis = (air_s: number) => ({
    from_s: 0,
    to_s: 600,
    now_s: 0,
    marks: [
      { kind: 'atmosphere' as const, at_s: air_s },
      { kind: 'no_return' as const, at_s: 550 },
    ],
  });
  const flipped = (air_s: number) => axis(air_s).marks.map((mark) => flips(axis(air_s), mark));
  expect(flipped(250)).toEqual([true, true]);
  expect(flipped(100)).toEqual([false, true]);
});

test('now goes to the left of its mark where the ground is near', () => {
  const axis = (now_s: number) => ({
    from_s: 0,
    to_s: 860,
    now_s,
    marks: [
      { kind: 'now' as const, at_s: now_s },
      { kind: 'ground' as const, at_s: 849 },
    ],
  });
  const flipped = (now_s: number) => axis(now_s).marks.map((mark) => flips(axis(now_s), mark));
  expect(flipped(120)).toEqual([false, true]);
  expect(flipped(541)).toEqual([true, true]);
});
