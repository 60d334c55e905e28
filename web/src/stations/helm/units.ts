// The units a helmsman reads: degrees, kilometres, tonnes. The ship speaks SI.
import type { Instrument, Limits } from '../../wire/protocol';
import { decimalsOf } from '../../parts/format';

export interface Unit {
  unit: string;
  /** What a value of the ship is multiplied by. */
  factor: number;
  decimals: number;
}

const DEGREES = 180 / Math.PI;
const READ: Record<string, Unit> = {
  rad: { unit: '°', factor: DEGREES, decimals: 0 },
  'rad/s': { unit: '°/s', factor: DEGREES, decimals: 1 },
  Pa: { unit: 'kPa', factor: 1e-3, decimals: 0 },
  kg: { unit: 't', factor: 1e-3, decimals: 0 },
  g: { unit: 'g', factor: 1, decimals: 1 },
  '1': { unit: '%', factor: 100, decimals: 0 },
};

export function unitOf(device: Instrument): Unit {
  return READ[device.unit] ?? { unit: device.unit, factor: 1, decimals: decimalsOf(device.resolution) };
}

export function limitsIn(limits: Limits, factor: number): Limits {
  const times = (limit: number | undefined) => (limit === undefined ? undefined : limit * factor);
  return {
    alarm_low: times(limits.alarm_low),
    warning_low: times(limits.warning_low),
    warning_high: times(limits.warning_high),
    alarm_high: times(limits.alarm_high),
  };
}
