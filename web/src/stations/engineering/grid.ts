// The grid as this seat sees it: how each breaker, board and source stands, what hangs behind what, what an allocation
// would change. A breaker whose controller is down stands as it stood, and nobody here knows how.
import type { SentOrder } from '../../link/order-life';
import type { Act, BreakerSeen, Cable, Preset, Ship, SourceSeen, Trip } from '../../wire/protocol';
import { kept, keptBy } from './keep';
import { instrumentOf, liveGiven, shown, value, type Told } from './told';

/** A board lives above this share of its voltage. */
export const LIVE_PU = 0.7;
/** Power below which a source's meter only shows its unrest, W. */
export const METER_W = 20_000;
/** A breaker about to trip: seconds. */
export const TRIPS_SOON_S = 60;

export type BreakerState = 'closed' | 'open' | 'tripped' | 'dark';

export interface BreakerNow {
  key: string;
  name: string;
  state: BreakerState;
  trip?: Trip;
  trips_in_s?: number;
  overload?: number;
  /** Loading of its cable, share, where it is measured. */
  loading?: number;
}

export function stateOf(seen: BreakerSeen | undefined): BreakerState {
  if (!seen) return 'dark';
  if (seen.closed) return 'closed';
  return seen.tripped ? 'tripped' : 'open';
}

const cables = kept(
  (ship: Ship) => new Map(Object.entries(ship.lines).map((entry) => [entry[1].breaker, entry])),
);
export function cableOf(told: Told, breaker: string): [string, Cable] | undefined {
  return cables(told.ship).get(breaker);
}

/** Keys of what hangs on a board. */
const loadsOn = keptBy((ship: Ship, bus: string) =>
  Object.keys(ship.loads).filter((key) => ship.loads[key]?.bus === bus),
);

export function breakerNow(told: Told, key: string): BreakerNow {
  const seen = told.grid.breakers[key];
  const cable = cableOf(told, key);
  return {
    key,
    name: told.ship.breakers[key]?.name ?? key,
    state: stateOf(seen),
    trip: seen?.tripped,
    trips_in_s: seen?.trips_in_s,
    overload: seen?.overload,
    loading: cable && value(told, 'line_loading', cable[0]),
  };
}

/** Voltage of a board as share of what it should be; none where nothing measures it. */
export function voltage(told: Told, bus: string): number | undefined {
  return value(told, 'bus_voltage', bus);
}

/** Whether a board lives: by its meter, else by whether its consumers get anything; none when nothing tells. */
export const lives: (told: Told, bus: string) => boolean | undefined = keptBy((told, bus) => {
  const volts = voltage(told, bus);
  if (volts !== undefined) return volts > LIVE_PU;
  const keys = loadsOn(told.ship, bus);
  // Controllers tell by their own lamps whether what feeds them lives.
  const lamps = Object.values(told.grid.controllers).filter((seen) =>
    keys.includes(told.ship.controllers[seen.controller]?.load ?? ''),
  );
  if (lamps.length > 0) return lamps.some((seen) => seen.powered);
  const seen = keys.flatMap((key) => told.loads[key] ?? []);
  if (seen.some((load) => load.delivered_w > 100)) return true;
  return seen.some((load) => load.on && load.unshed > 0 && load.wanted_w > 100) ? false : undefined;
});

export interface Sums {
  wanted_w: number;
  delivered_w: number;
  /** What they take at full function. */
  rated_w: number;
  seen: number;
  all: number;
}

/** What the consumers of a board want and get, as far as its controller tells. */
export const sums: (told: Told, bus: string) => Sums = keptBy((told, bus) => {
  const keys = loadsOn(told.ship, bus);
  const seen = keys.flatMap((key) => told.loads[key] ?? []);
  return {
    wanted_w: seen.reduce((sum, load) => sum + load.wanted_w, 0),
    delivered_w: seen.reduce((sum, load) => sum + load.delivered_w, 0),
    rated_w: keys.reduce((sum, key) => sum + (told.ship.loads[key]?.rated_w ?? 0), 0),
    seen: seen.length,
    all: keys.length,
  };
});

/** Cables of a board with the board at their other end. */
const cablesOn = keptBy((ship: Ship, bus: string) =>
  Object.entries(ship.lines)
    .filter(([, line]) => line.from_bus === bus || line.to_bus === bus)
    .map(([key, line]) => ({ key, line, beyond: line.from_bus === bus ? line.to_bus : line.from_bus })),
);
export const cablesAt = (told: Told, bus: string) => cablesOn(told.ship, bus);

/** Boards joined to one another by cables that are closed, or that nobody can see: they stand as they stood. */
export const islandOf: (told: Told, bus: string) => ReadonlySet<string> = keptBy((told, bus) => {
  const island = new Set([bus]);
  const live = lives(told, bus);
  for (const here of island) {
    for (const { line, beyond } of cablesAt(told, here)) {
      const seen = line.breaker === undefined ? undefined : told.grid.breakers[line.breaker];
      if (seen && !seen.closed) continue;
      if ((lives(told, beyond) ?? live) === live) island.add(beyond);
    }
  }
  return island;
});

/**
 * What everything on these boards would take, as last allocated, W; whether all of it is known. What nobody reports
 * cannot be shed: it is counted at its rating.
 */
export function wantsOf(told: Told, island: ReadonlySet<string>): { wanted_w: number; known: boolean } {
  let [wanted_w, known] = [0, true];
  for (const [key, load] of Object.entries(told.ship.loads)) {
    if (!island.has(load.bus)) continue;
    const seen = told.loads[key];
    wanted_w += seen ? seen.wanted_w * seen.share : load.rated_w;
    known &&= seen !== undefined;
  }
  return { wanted_w, known };
}

/** Power to spare on the island of a board, W: by its meter, else by what its sources could give beyond what is wanted. */
export const spare: (told: Told, bus: string) => number | undefined = keptBy((told, bus) => {
  const island = islandOf(told, bus);
  const metered = Object.entries(told.ship.instruments).find(
    ([, device]) => device.kind === 'power_surplus' && device.of !== undefined && island.has(device.of),
  );
  const says = metered && told.readings[metered[0]];
  if (says && says.quality !== 'dead') return says.value;
  const sources = Object.entries(told.ship.sources).filter(([, row]) => island.has(row.bus));
  const seen = sources.flatMap(([key, row]) => {
    const now = told.grid.sources[key];
    const joined = told.grid.breakers[row.breaker]?.closed !== false;
    return now && joined && now.phase === 'running' ? [now] : [];
  });
  if (seen.length === 0) return undefined;
  return seen.reduce((sum, now) => sum + now.capability_w, 0) - wantsOf(told, island).wanted_w;
});

export type SourceState =
  'running' | 'metered' | 'off_grid' | 'charging' | 'starting' | 'stopped' | 'tripped' | 'dark';

export function sourceState(told: Told, key: string): SourceState {
  const seen = told.grid.sources[key];
  // Its own meter tells when its controller does not.
  if (!seen) return (value(told, 'source_power', key) ?? 0) > METER_W ? 'metered' : 'dark';
  if (typeof seen.phase === 'object') return 'tripped';
  if (seen.phase !== 'running') return seen.phase;
  const breaker = told.ship.sources[key]?.breaker;
  if (breaker && told.grid.breakers[breaker]?.closed === false) return 'off_grid';
  return seen.delivered_w < -1000 ? 'charging' : 'running';
}

/** Power a source gives: as its controller says, else by its own meter. */
export function sourcePower(told: Told, key: string): number | undefined {
  return told.grid.sources[key]?.delivered_w ?? value(told, 'source_power', key);
}

export function sourceCharge(told: Told, key: string): number | undefined {
  return value(told, 'source_charge', key) ?? chargeOf(told.grid.sources[key]);
}

function chargeOf(seen: SourceSeen | undefined): number | undefined {
  return seen && seen.charge < 1 ? seen.charge : undefined;
}

/** "Controller of the aft main boards" is "Aft main" where all around are controllers. */
export function controllerName(told: Told, controller: string): string {
  const name = told.ship.controllers[controller]?.name ?? controller;
  const text = name.replace(/^controller of (the )?/i, '').replace(/ boards?$/, '');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Who is at a controller, by the order given from here. */
export function recoder(told: Told, controller: string): { person?: string; tick: number } | undefined {
  for (const [, order] of liveGiven(told)) {
    const { directive, to } = order;
    const of =
      'recode' in directive
        ? directive.recode.controller
        : 'work' in directive && 'recode' in directive.work.task
          ? directive.work.task.recode.controller
          : undefined;
    if (of !== controller) continue;
    return {
      person: order.answered_by_person ?? ('person' in to ? to.person.person : undefined),
      tick: order.standing_tick,
    };
  }
  return undefined;
}

/** Free hands of engineering beside the seat, the named ones last: they are kept for what only they can do. */
export function freeHands(told: Told): string[] {
  const taken = new Set(liveGiven(told).flatMap(([, order]) => order.answered_by_person ?? []));
  return Object.values(told.people)
    .filter(
      (seen) => seen.beside && !seen.busy && seen.seat === undefined && seen.department === 'engineering',
    )
    .filter((seen) => seen.vitality === 'fit' && !taken.has(seen.person))
    .map((seen) => seen.person)
    .sort((a, b) => Number(told.ship.people[a]?.named) - Number(told.ship.people[b]?.named));
}

export interface GroupChange {
  group: string;
  change_w: number;
  /** Shares now and then. */
  from: number;
  to: number;
}

export interface PresetEffect {
  changes: GroupChange[];
  net_w: number;
  /** Consumers that do not answer. */
  unseen: number;
}

/**
 * What an allocation would change in what consumers want, W by group, the greatest first. What hangs on a dead board
 * takes nothing and frees nothing. `within` counts these boards only.
 */
export function presetEffect(told: Told, preset: Preset, within?: ReadonlySet<string>): PresetEffect {
  const groups = new Map<string, GroupChange>();
  const dead = new Set(Object.keys(told.ship.buses).filter((bus) => lives(told, bus) === false));
  let unseen = 0;
  for (const [key, load] of Object.entries(told.ship.loads)) {
    if (dead.has(load.bus) || within?.has(load.bus) === false) continue;
    const seen = told.loads[key];
    const to = preset.shares[load.group] ?? preset.others ?? seen?.share;
    if (!seen || to === undefined) {
      unseen += seen ? 0 : 1;
      continue;
    }
    const group = groups.get(load.group) ?? { group: load.group, change_w: 0, from: seen.share, to };
    if (seen.on) group.change_w += seen.wanted_w * (to - seen.share);
    groups.set(load.group, group);
  }
  const changes = [...groups.values()]
    .filter((one) => Math.abs(one.change_w) >= 500)
    .sort((a, b) => Math.abs(b.change_w) - Math.abs(a.change_w));
  return { changes, net_w: changes.reduce((sum, one) => sum + one.change_w, 0), unseen };
}

/** The breaker that trips first, when that is soon. */
export function hottest(told: Told): BreakerNow | undefined {
  return Object.values(told.grid.breakers)
    .filter((seen) => seen.trips_in_s !== undefined && seen.trips_in_s < TRIPS_SOON_S)
    .sort((a, b) => (a.trips_in_s ?? 0) - (b.trips_in_s ?? 0))
    .map((seen) => breakerNow(told, seen.breaker))[0];
}

/** Share of its rating from which the fullest breaker is worth marking. */
const FULL = 0.3;

/** The closed breaker that carries the largest share of what it bears, as far as anything measures it. */
export const fullest: (told: Told) => string | undefined = kept((told) => {
  const shares = Object.keys(told.ship.breakers).flatMap((key) => {
    const seen = told.grid.breakers[key];
    if (seen && !seen.closed) return [];
    const cable = cableOf(told, key);
    const share = seen?.overload ?? (cable && value(told, 'line_loading', cable[0])) ?? 0;
    return share >= FULL ? [{ key, share }] : [];
  });
  return shares.sort((a, b) => b.share - a.share)[0]?.key;
});

/** The key of the instrument of a board's voltage, and whether it is out of limits. */
export function voltageShown(told: Told, bus: string) {
  return { key: instrumentOf(told.ship, 'bus_voltage', bus), says: shown(told, 'bus_voltage', bus) };
}

/** How long a breaker counts as asked without having moved, ms: its drive takes less. */
const ASKED_MS = 5000;

/** Breakers asked to move that do not stand so yet, and were not refused. */
export function askedBreakers(told: Told, sent: readonly SentOrder<Act>[]): Set<string> {
  const last = new Map<string, SentOrder<Act>>();
  for (const one of sent) {
    const { order } = one;
    if (order.kind !== 'power.close_breaker' && order.kind !== 'power.open_breaker') continue;
    if (!last.has(order.breaker)) last.set(order.breaker, one);
  }
  const waiting = [...last].filter(([breaker, { order, answer, sent_ms }]) => {
    const refused = answer !== undefined && answer.kind !== 'kept';
    const close = order.kind === 'power.close_breaker';
    const late = performance.now() - sent_ms > ASKED_MS;
    return !refused && !late && told.grid.breakers[breaker]?.closed !== close;
  });
  return new Set(waiting.map(([breaker]) => breaker));
}
