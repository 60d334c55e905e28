// How a quantity of the ship is written: shares in per cent, small lengths in mm, heights in km, power in MW, air in
// kPa, times as m:ss. One place for it: what a reading shows and what an alert says is the same number.
import type { Instrument } from '../wire/protocol';
import { decimalsOf, duration, number } from './format';

export type Device = Pick<Instrument, 'kind' | 'unit' | 'resolution'>;

export interface Writing {
  unit: string;
  decimals: number;
  /** From the ship's unit to the one written. */
  of: (value: number) => number;
  text: (written: number) => string;
}

type Step = readonly [least: number, unit: string];
const POWER: readonly Step[] = [
  [1e15, 'PW'],
  [1e12, 'TW'],
  [1e9, 'GW'],
  [1e6, 'MW'],
  [1e3, 'kW'],
];
const DOSE: readonly Step[] = [
  [1, 'Gy/s'],
  [1e-3, 'mGy/s'],
  [1e-6, 'µGy/s'],
];
const ZERO_CELSIUS_K = 273.15;
const DEGREES = 180 / Math.PI;

/** How values of `device` about as large as `size` are written. */
export function writingOf(device: Device, size = 0): Writing {
  const by = (scale: number, unit: string, most = 4): Writing => {
    const decimals = Math.min(most, decimalsOf(device.resolution * scale));
    return { unit, decimals, of: (value) => value * scale, text: (written) => number(written, decimals) };
  };
  const stepped = (steps: readonly Step[], decimals: (scaled: number) => number): Writing => {
    const about = Math.abs(size);
    const [least, unit] = steps.find(([from]) => about >= from * 0.9995) ?? (steps.at(-1) as Step);
    const digits = decimals(about / least);
    return {
      unit,
      decimals: digits,
      of: (value) => value / least,
      text: (written) => number(written, digits),
    };
  };
  switch (device.unit) {
    case '1':
      return by(100, '%', 0);
    case 's':
      return { unit: '', decimals: 0, of: (value) => value, text: duration };
    case 'W':
      return stepped(POWER, (scaled) => (Math.abs(size) < 1e6 || scaled >= 100 ? 0 : 1));
    case 'Gy/s':
      return stepped(DOSE, (scaled) => (scaled >= 10 ? 0 : 1));
    case 'Pa':
      return device.resolution >= 10 ? by(1e-3, 'kPa') : by(1, 'Pa');
    case 'm':
      if (device.resolution < 0.01) return by(1000, 'mm');
      return device.resolution >= 10 ? by(1e-3, 'km', 1) : by(1, 'm');
    case 'kg':
      return device.resolution >= 1000 ? by(1e-3, 't') : by(1, 'kg');
    case 'rad':
      return by(DEGREES, '°', 1);
    case 'rad/s':
      return by(DEGREES, '°/s', 2);
    case 'K':
      // People say how warm a room is in °C; metal and coolant are in kelvin.
      return device.kind === 'temperature'
        ? { ...by(1, '°C', 1), of: (value) => value - ZERO_CELSIUS_K }
        : by(1, 'K');
    default:
      return by(1, device.unit);
  }
}

/** Value with its unit: `64 %`, `8.8 mm`, `7:31`. `away` rounds it down or up, so that what is outside a limit never
 * reads as if it stood on it. */
export function quantity(value: number, device: Device, away?: 'down' | 'up'): string {
  const writing = writingOf(device, value);
  const written = rounded(writing.of(value), writing.decimals, away);
  return [writing.text(written), writing.unit].filter(Boolean).join(' ');
}

/** A limit beside a value as large as `size`: in the same unit, which is left out, with no more decimals than it has. */
export function limitText(limit: number, device: Device, size: number): string {
  const writing = writingOf(device, size);
  const text = writing.text(writing.of(limit));
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function rounded(value: number, decimals: number, away: 'down' | 'up' | undefined): number {
  if (!away) return value;
  const step = 10 ** decimals;
  return away === 'down' ? Math.floor(value * step + 1e-6) / step : Math.ceil(value * step - 1e-6) / step;
}
