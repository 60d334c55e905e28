import { describe, expect, test } from 'vitest';
import type { Seat } from '../link/seat.svelte';
import type { Call, Core, CorePanel, Directed, Me, Ship, Shown } from '../wire/protocol';
import { asOne, fallOf, seatOfAlert, together, type Held } from './held';
import { instrumentsOf } from './instruments';
import { nextOf, waiting, type Known } from './next';

const ship = {
  people: { ann: { name: 'Ann Vo' } },
  seats: {},
  core: {} as Core,
  instruments: { altitude: { seats: ['helm'] }, dose: { seats: ['medical'] } },
} as unknown as Ship;
const directed = (tick: number, standing: Directed['standing'], text = 'climb') =>
  ({ tick, standing, text, by_person: 'ann' }) as Directed;
const me = (...known: Me['known']) => ({ known }) as unknown as Me;
const seat = (tick: number, readings: Record<string, Partial<Shown>> | undefined) =>
  ({
    tick,
    live: true,
    panel: (name: string) => (name === 'readings' ? readings : undefined),
  }) as unknown as Seat;

const mine = {
  'o:2': directed(20, 'heard', 'brace'),
  'o:1': directed(10, 'heard'),
  'o:3': directed(5, 'accepted'),
};
const orders = { mine, given: {}, volunteers: {} };

describe('next', () => {
  test('a call presses before an order, an order before all else', () => {
    const rings = { calls: { '7': { incoming: true, answered: false } as Call }, heard: {} };
    expect(nextOf(ship, 'helm', { orders, talk: rings }).urgency).toBe(0);
    expect(nextOf(ship, 'helm', { orders })).toMatchObject({
      urgency: 1,
      text: 'Ann Vo asks you to climb. Accept or refuse.',
    });
  });
  test('what waits for an answer, the oldest first', () => {
    expect(waiting({ orders }).map(([order]) => order)).toEqual(['o:1', 'o:2']);
  });
  const core = (more: Partial<CorePanel>) => ({
    answers: { phase: 'cold', containment: false, coolant: false, preheat: false, ...more } as CorePanel,
  });
  test.each<[string, Known, string]>([
    ['field first', { me: me('core_aligned'), core: core({}) }, 'field'],
    ['then heat', { me: me('core_aligned'), core: core({ containment: true, coolant: true }) }, 'preheater'],
    [
      'then fire',
      { me: me('core_aligned'), core: core({ containment: true, coolant: true, preheat: true }) },
      'reaction',
    ],
    ['not before it stands in line', { me: me(), core: core({}) }, 'Nothing'],
  ])('engineering: %s', (_, panels, word) => {
    expect(nextOf(ship, 'engineering', panels).text).toContain(word);
  });
});

describe('a station’s own words', () => {
  test('they stand where nothing is asked, and press only where there is something to do', () => {
    const waits = { text: 'Hold her so.' };
    expect(nextOf(ship, 'helm', {}, waits)).toEqual({ urgency: 4, text: 'Hold her so.' });
    expect(nextOf(ship, 'helm', {}, { ...waits, presses: 3 }).urgency).toBe(3);
    expect(nextOf(ship, 'helm', { orders }, { ...waits, presses: 1 }).text).toContain('Ann Vo');
    expect(nextOf(ship, 'helm', { orders }, { ...waits, presses: 0 }).text).toBe('Hold her so.');
  });
});

describe('seats seen as one', () => {
  test('the path of the seat that computes one, whichever seat comes first', () => {
    const flies = [{ in_s: 1, altitude_m: 9, load_g: 1 }];
    const of = (path: unknown) => ({ panel: () => path }) as unknown as Seat;
    expect(together([of([]), of(flies)], 'path')).toBe(flies);
    expect(together([of([])], 'path')).toEqual([]);
  });
  const seats = [
    seat(10, { altitude: { value: 90, quality: 'good' } }),
    seat(12, { dose: { value: 1, quality: 'good' } }),
    seat(9, undefined),
  ];
  test('readings of all of them, the latest tick', () => {
    expect(Object.keys(together(seats, 'readings') ?? {})).toEqual(['altitude', 'dose']);
    expect(asOne(() => seats).tick).toBe(12);
  });
  test('no view yet is no readings, not empty ones', () => {
    expect(together([seat(1, undefined)], 'readings')).toBeUndefined();
  });
  test('an alert leads to the seat whose console shows it', () => {
    const held = ['captain', 'helm'].map((key) => ({ place: { key } }) as Held);
    expect(seatOfAlert(ship, held, 'reading:altitude')?.place.key).toBe('helm');
    expect(seatOfAlert(ship, held, 'reading:dose')).toBeUndefined();
  });
  test('a dead altimeter tells no fall', () => {
    const shown = (quality: Shown['quality']) => ({ altitude: { value: 90, quality } as Shown });
    expect(fallOf(shown('dead'), undefined)).toBeUndefined();
    expect(fallOf(shown('good'), me('ship_safe'))).toMatchObject({ altitude_m: 90, is_safe: true });
  });
});

test('each instrument stands in one column, what is out of its limits first', () => {
  const shown = (band: Shown['band'], quality: Shown['quality'] = 'good') => ({ band, quality }) as Shown;
  const instruments = {
    altitude: { seats: ['helm', 'captain'] },
    dose: { seats: ['medical'] },
    pulse: { seats: ['medical'] },
    gone: { seats: ['medical'] },
    shared: { seats: ['helm', 'medical'] },
  } as unknown as Ship['instruments'];
  const columns = instrumentsOf(
    { instruments },
    [
      { place: 'helm', readings: { altitude: shown('alarm_low'), shared: shown('normal') } },
      {
        place: 'medical',
        readings: {
          gone: shown('normal', 'dead'),
          pulse: shown('normal'),
          dose: shown('alarm_high'),
          shared: shown('normal'),
        },
      },
    ],
    2,
  );
  expect(columns).toEqual({ helm: ['shared'], medical: ['dose', 'pulse'] });
});
