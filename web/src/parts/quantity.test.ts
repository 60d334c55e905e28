import { expect, test } from 'vitest';
import { limitText, quantity, type Device } from './quantity';

const device = (unit: string, resolution: number, kind = ''): Device => ({ kind, unit, resolution });

test.each([
  ['a share', 0, device('1', 0.01), '0 %'],
  ['a small length', 0.0088, device('m', 0.0001), '8.8 mm'],
  ['a height', 73_780, device('m', 10), '73.8 km'],
  ['a time', 451, device('s', 1), '7:31'],
  ['much power', -67_290_000, device('W', 5000), '−67.3 MW'],
  ['little power', 935_000, device('W', 1000), '935 kW'],
  ['the core', 2.5e15, device('W', 1e6), '2.5 PW'],
  ['air', 98_700, device('Pa', 100), '98.7 kPa'],
  ['an angle', 0.35, device('rad', 0.005), '20.1 °'],
  ['a room', 294.65, device('K', 0.5, 'temperature'), '21.5 °C'],
  ['metal', 1210, device('K', 1, 'skin_temperature'), '1,210 K'],
  ['a small dose', 1.2e-6, device('Gy/s', 1e-7), '1.2 µGy/s'],
  ['a great dose', 34, device('Gy/s', 1e-7), '34 Gy/s'],
])('%s', (_, value, of, text) => expect(quantity(value, of)).toBe(text));

test('what is outside a limit never reads as if it stood on it', () => {
  expect(quantity(0.895, device('1', 0.005), 'down')).toBe('89 %');
  expect(quantity(1.003, device('1', 0.01), 'up')).toBe('101 %');
  expect(quantity(0.6, device('1', 0.01), 'down')).toBe('60 %');
});

test('a limit is written in the unit of the value beside it', () => {
  expect(limitText(0.6, device('1', 0.01), 0)).toBe('60');
  expect(limitText(60_000, device('m', 10), 58_000)).toBe('60');
  expect(limitText(0.0008, device('m', 0.0001), 0.0088)).toBe('0.8');
  expect(limitText(900, device('s', 1), 451)).toBe('15:00');
});
