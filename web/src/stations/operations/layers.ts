// Layers of the deck plan: what a room's devices say of its air, warmth or radiation, and where nobody knows.
import type { Band, Instrument, Ship, Shown } from '../../wire/protocol';

export const LAYERS = ['people', 'air', 'temperature', 'dose', 'contamination'] as const;
export type Layer = (typeof LAYERS)[number];

/** Kinds of device a layer is drawn from, the first that a room has. */
const KINDS: Record<Layer, readonly string[]> = {
  people: [],
  air: ['air_time_left', 'pressure', 'oxygen_partial_pressure', 'carbon_dioxide_partial_pressure'],
  temperature: ['temperature'],
  dose: ['dose_rate'],
  contamination: ['contamination'],
};

/** The layer that shows a kind of device; none shows it otherwise. */
export function layerOf(kind: string): Layer | undefined {
  return LAYERS.find((layer) => KINDS[layer].includes(kind));
}

export interface Measured {
  key: string;
  instrument: Instrument;
  shown: Shown;
}

/** Devices of a room that this seat sees, in the order of `kinds` where given. */
export function devicesOf(
  ship: Ship,
  readings: Record<string, Shown>,
  room: string,
  kinds?: readonly string[],
): Measured[] {
  const found = Object.entries(readings).flatMap(([key, shown]): Measured[] => {
    const instrument = ship.instruments[key];
    if (!instrument || instrument.of !== room || !ship.compartments[room]) return [];
    return kinds && !kinds.includes(instrument.kind) ? [] : [{ key, instrument, shown }];
  });
  const at = (device: Measured) => kinds?.indexOf(device.instrument.kind) ?? 0;
  return found.sort((a, b) => at(a) - at(b) || a.key.localeCompare(b.key));
}

const GRAVITY: Record<Band, number> = {
  normal: 0,
  warning_low: 1,
  warning_high: 1,
  alarm_low: 2,
  alarm_high: 2,
};

/** The worst of a room's devices on a layer; none where nothing measures it. */
export function worstOf(
  ship: Ship,
  readings: Record<string, Shown>,
  room: string,
  layer: Layer,
): Measured | undefined {
  const live = devicesOf(ship, readings, room, KINDS[layer]);
  return [...live].sort(
    (a, b) =>
      Number(a.shown.quality === 'dead') - Number(b.shown.quality === 'dead') ||
      GRAVITY[b.shown.band] - GRAVITY[a.shown.band],
  )[0];
}

/** Whether anything at this seat measures the layer at all. */
export function measures(ship: Ship, readings: Record<string, Shown>, layer: Layer): boolean {
  return Object.keys(readings).some((key) => KINDS[layer].includes(ship.instruments[key]?.kind ?? ''));
}

/** Units in which a layer is written. */
export function unitsOf(ship: Ship, readings: Record<string, Shown>, layer: Layer): string[] {
  const units = Object.keys(readings).flatMap((key) => {
    const instrument = ship.instruments[key];
    return instrument && ship.compartments[instrument.of ?? ''] && KINDS[layer].includes(instrument.kind)
      ? [plain(0, instrument).unit]
      : [];
  });
  return [...new Set(units)];
}

/** Value, unit and decimals as people read them: kPa, °C, mSv-like steps left to the device otherwise. */
export function plain(
  value: number,
  instrument: Instrument,
): { value: number; unit: string; decimals: number } {
  if (instrument.unit === 'Pa') {
    return { value: value / 1000, unit: 'kPa', decimals: instrument.resolution < 50 ? 2 : 1 };
  }
  if (instrument.unit === 'K') return { value: value - 273.15, unit: '°C', decimals: 0 };
  if (instrument.unit === 'Gy/s') return { value: value * 1000, unit: 'mGy/s', decimals: 3 };
  if (instrument.unit === '1') return { value: value * 100, unit: '%', decimals: 0 };
  return { value, unit: instrument.unit, decimals: 0 };
}
