// What this seat has been told, in one place: the panels a page of engineering works from, and how to ask them.
import type {
  Core,
  Directed,
  Grid,
  LoadSeen,
  Machines,
  Me,
  Orders,
  CoreShown,
  PersonSeen,
  Ship,
  Shown,
  Talk,
} from '../../wire/protocol';
import type { Memory } from './balance';
import { kept } from './keep';

export interface Told {
  ship: Ship;
  tick: number;
  readings: Record<string, Shown>;
  grid: Grid;
  loads: Record<string, LoadSeen>;
  core?: CoreShown;
  machines?: Machines;
  orders: Orders;
  people: Record<string, PersonSeen>;
  talk?: Talk;
  me?: Me;
  /** What this page learnt of breakers that tripped. */
  memory?: Memory;
}

export const NO_GRID: Grid = { breakers: {}, controllers: {}, sources: {} };
export const NO_ORDERS: Orders = { mine: {}, given: {}, volunteers: {} };
export const NO_CORE: Core = {
  aligned_m: 0,
  least_output: 0,
  ignition_share: 0,
  field_scram_share: 0,
  coolant_limit_k: 0,
};

/** Devices by what they measure, and where. */
const devices = kept((ship: Ship) => {
  const found = new Map<string, string>();
  for (const [key, { kind, of }] of Object.entries(ship.instruments)) {
    for (const name of [kind, `${kind} ${of}`]) if (!found.has(name)) found.set(name, key);
  }
  return found;
});

/** Key of the device that measures `kind` there. */
export function instrumentOf(ship: Ship, kind: string, of?: string): string | undefined {
  return devices(ship).get(of === undefined ? kind : `${kind} ${of}`);
}

/** What a device says, while it answers. */
export function shown(told: Told, kind: string, of?: string): Shown | undefined {
  const key = instrumentOf(told.ship, kind, of);
  const says = key === undefined ? undefined : told.readings[key];
  return says && says.quality !== 'dead' ? says : undefined;
}

/** Its value; none while it is dead or there is none. */
export function value(told: Told, kind: string, of?: string): number | undefined {
  return shown(told, kind, of)?.value;
}

export function nameOf(told: Told, person: string | undefined): string {
  return (person && told.ship.people[person]?.name) || (person ?? '');
}

export function placeOf(told: Told, compartment: string | undefined): string {
  return (compartment && told.ship.compartments[compartment]?.name) || (compartment ?? '');
}

/** Directives given from here that still live, with their order, the newest first. */
export function liveGiven(told: Told): [string, Directed][] {
  const live = ['given', 'heard', 'accepted'];
  return Object.entries(told.orders.given)
    .filter(([, order]) => live.includes(order.standing))
    .sort(([, a], [, b]) => b.tick - a.tick);
}

/** "Main board, forward" is "Forward" where all around are main boards. */
export function shortName(name: string): string {
  const lights = /lights, /i.test(name) ? 'Lights ' : '';
  const last = name.split(', ').at(-1) ?? name;
  const text = lights + last;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const STEPS: readonly [number, string][] = [
  [1e15, 'PW'],
  [1e12, 'TW'],
  [1e9, 'GW'],
  [1e6, 'MW'],
  [1e3, 'kW'],
];

/** Power as number and unit: 1.2 MW. What is less than a kilowatt is none. */
export function power(watts: number, signed = false): { text: string; unit: string } {
  const size = Math.abs(watts);
  if (size < 500) return { text: '0', unit: 'MW' };
  const [by, unit] = STEPS.find(([least]) => size >= least * 0.9995) ?? [1e3, 'kW'];
  const scaled = size / by;
  const text = scaled >= 100 || unit === 'kW' ? scaled.toFixed(0) : scaled.toFixed(1);
  return { text: (watts < 0 ? '−' : signed ? '+' : '') + text, unit };
}

export function powerText(watts: number, signed = false): string {
  const { text, unit } = power(watts, signed);
  return `${text} ${unit}`;
}
