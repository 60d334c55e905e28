import { expect, test } from 'vitest';
import type { Instrument, Ship, Shown } from '../wire/protocol';
import { conditionsOf } from './conditions';

const device = (
  kind: string,
  unit: string,
  resolution: number,
  limits: Instrument['limits'],
): Instrument => ({
  name: kind,
  kind,
  unit,
  resolution,
  limits,
  seats: [],
});
const ship = {
  instruments: {
    field: device('containment', '1', 0.01, { alarm_low: 0.6, warning_low: 0.7 }),
    offset: device('core_alignment', 'm', 0.0001, { warning_high: 0.0008, alarm_high: 0.002 }),
    ground: device('time_to_ground', 's', 1, { alarm_low: 900, warning_low: 1800 }),
    bus: device('bus_voltage', '1', 0.005, { alarm_low: 0.5, warning_low: 0.9, warning_high: 1.08 }),
  },
  seats: {
    engineering: { role: 'engineering', may: ['power', 'core'] },
    helm: { role: 'helm', may: ['flight'] },
  },
} as unknown as Ship;
const shown = (value: number, band: Shown['band'], more: Partial<Shown> = {}): Shown => ({
  value,
  band,
  quality: 'good',
  ...more,
});
const at = (place: string, readings: Record<string, Shown>, history: { t_s: number; value: number }[] = []) =>
  conditionsOf(ship, place, { readings, me: undefined, history: () => history });

test.each([
  [
    'engineering',
    'field',
    shown(0, 'alarm_low'),
    'containment',
    '0 %',
    'needs 60',
    'Bring the field up before anything else.',
  ],
  [
    'helm',
    'field',
    shown(0, 'alarm_low'),
    'containment',
    '0 %',
    'needs 60',
    'Tell Engineering: bring the field up before anything else.',
  ],
  [
    'engineering',
    'offset',
    shown(0.0088, 'alarm_high'),
    'core_alignment',
    '8.8 mm',
    'at most 2',
    'Somebody must set them in line by hand, inside.',
  ],
  [
    'helm',
    'ground',
    shown(451, 'alarm_low'),
    'time_to_ground',
    '7:31',
    'under 15:00',
    'Slow the fall, belly first.',
  ],
  [
    'engineering',
    'bus',
    shown(1.1, 'warning_high'),
    'bus_voltage',
    '110 %',
    'at most 108',
    'Take off a source.',
  ],
])('at %s, %s', (place, key, reading, what, value, against, more) => {
  expect(at(place, { [key]: reading })[0]).toMatchObject({ what, value, against, more });
});

test('how long until it is worse, where it goes that way', () => {
  const falling = Array.from({ length: 40 }, (_, step) => ({ t_s: step / 4, value: 0.68 - step / 4000 }));
  expect(at('engineering', { field: shown(0.67, 'warning_low') }, falling)[0]?.left_s).toBe(69);
  expect(at('engineering', { field: shown(0.67, 'warning_low') })[0]?.left_s).toBeUndefined();
});

test('nothing of a dead device, nothing where all is well', () => {
  expect(at('helm', { field: shown(0, 'alarm_low', { quality: 'dead' }), bus: shown(1, 'normal') })).toEqual(
    [],
  );
});

test('one cause, one root', () => {
  const wrong = at('engineering', {
    ground: shown(1000, 'warning_low', { cause: 'e:1' }),
    field: shown(0, 'alarm_low', { cause: 'e:1' }),
    bus: shown(0, 'alarm_low', { cause: 'e:2' }),
  });
  expect(wrong.map((one) => one.root)).toEqual(['reading:field', undefined, undefined]);
});
