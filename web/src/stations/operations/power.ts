// Allocation by group: what each wants, may have and gets, and what a change of shares would shed or gain.
import type { Grid, LoadSeen, Preset, Ship, Shown } from '../../wire/protocol';

export interface Group {
  key: string;
  loads: LoadSeen[];
  /** Power at full function of all loads of the group, answering or not, W. */
  rated_w: number;
  wanted_w: number;
  delivered_w: number;
  /** Share allocation leaves it, 0..=1; none while no load of it answers. */
  share?: number;
  failed: number;
  /** Loads that do not answer. */
  silent: number;
}

/** Groups by what they want, the greatest first; those of which nothing answers last. */
export function groupsOf(ship: Ship, seen: Record<string, LoadSeen>): Group[] {
  const groups = new Map<string, Group>();
  for (const [key, load] of Object.entries(ship.loads)) {
    const group = groups.get(load.group) ?? {
      key: load.group,
      loads: [],
      rated_w: 0,
      wanted_w: 0,
      delivered_w: 0,
      failed: 0,
      silent: 0,
    };
    groups.set(load.group, group);
    group.rated_w += load.rated_w;
    const shown = seen[key];
    if (!shown) {
      group.silent += 1;
      continue;
    }
    group.loads.push(shown);
    group.wanted_w += shown.wanted_w;
    group.delivered_w += shown.delivered_w;
    group.failed += Number(shown.failed);
    group.share = Math.max(group.share ?? 0, shown.share);
  }
  const answers = (group: Group) => Number(group.loads.length > 0);
  return [...groups.values()].sort(
    (a, b) => answers(b) - answers(a) || b.rated_w - a.rated_w || a.key.localeCompare(b.key),
  );
}

/** Share that a preset gives a group; none when it leaves it as it is. */
export function shareOf(preset: Preset, group: string): number | undefined {
  return preset.shares[group] ?? preset.others;
}

/** Power a group may have more or less with another share, W: by what answers now. */
export function changeOf(group: Group, share: number): number {
  return group.loads.reduce((sum, load) => sum + load.wanted_w * (share - load.share), 0);
}

export interface Effect {
  group: string;
  change_w: number;
}

/** Changes below this are none, W. */
const LEAST_W = 500;

export interface EffectOfAll {
  /** The greatest first. */
  changes: Effect[];
  gains_w: number;
  /** Not negative. */
  sheds_w: number;
  net_w: number;
}

/** What a preset sheds and gains, by group and in all. */
export function effectOf(preset: Preset, groups: readonly Group[]): EffectOfAll {
  const changes = groups
    .flatMap((group) => {
      const share = shareOf(preset, group.key);
      return share === undefined ? [] : [{ group: group.key, change_w: changeOf(group, share) }];
    })
    .filter(({ change_w }) => Math.abs(change_w) >= LEAST_W)
    .sort((a, b) => Math.abs(b.change_w) - Math.abs(a.change_w));
  const sum = (way: 1 | -1) =>
    changes.reduce((total, { change_w }) => total + Math.max(0, way * change_w), 0);
  const [gains_w, sheds_w] = [sum(1), sum(-1)];
  return { changes, gains_w, sheds_w, net_w: gains_w - sheds_w };
}

/** The preset whose shares all groups that answer have now. */
export function presetNow(ship: Ship, groups: readonly Group[]): string | undefined {
  const answering = groups.filter((group) => group.share !== undefined);
  if (answering.length === 0) return undefined;
  const holds = (preset: Preset) =>
    answering.every((group) => {
      const share = shareOf(preset, group.key);
      return share === undefined || Math.abs(share - (group.share ?? 0)) < 0.005;
    });
  return Object.entries(ship.presets).find(([, preset]) => holds(preset))?.[0];
}

/** Power got of that wanted, below which a group is short. */
export const SHORT = 0.95;

export function isShort(group: Group): boolean {
  return group.wanted_w >= LEAST_W && group.delivered_w < SHORT * group.wanted_w;
}

/** Current over pick-up from which a breaker is near its limit. */
export const NEAR = 0.9;

export interface Hot {
  /** What people call it; none while its controller is dark and only the watch over all breakers tells of it. */
  name?: string;
  /** The board at the other end of its cable; none for a source's own. */
  from?: string;
  /** Current over its rating, where it is told. */
  share?: number;
  trips_in_s?: number;
  priority?: 'alarm' | 'warning';
}

/** By how much sooner a trip is told than any breaker that answers has it, before it is another's, s. */
const SOONER_S = 5;

/**
 * The breaker nearest to its limit: the one that trips first, else the one with the largest share of its rating. One
 * that does not answer is known only by the device that watches over all. None while nothing tells.
 */
export function hottestOf(
  ship: Ship,
  grid: Grid | undefined,
  readings: Record<string, Shown> = {},
): Hot | undefined {
  const [first] = Object.values(grid?.breakers ?? {})
    .filter((seen) => seen.closed)
    .sort(
      (a, b) =>
        (a.trips_in_s ?? Infinity) - (b.trips_in_s ?? Infinity) ||
        b.overload - a.overload ||
        a.breaker.localeCompare(b.breaker),
    );
  const watch = Object.entries(readings).find(
    ([key, shown]) =>
      ship.instruments[key]?.kind === 'breaker_time_to_trip' &&
      shown.quality !== 'dead' &&
      shown.band !== 'normal',
  )?.[1];
  if (watch && watch.value + SOONER_S < (first?.trips_in_s ?? Infinity))
    return { trips_in_s: watch.value, priority: 'alarm' };
  if (!first) return undefined;
  const { breaker, overload: share, trips_in_s } = first;
  const line = Object.values(ship.lines).find((one) => one.breaker === breaker);
  const over = trips_in_s !== undefined || share > 1;
  return {
    name: (line && ship.buses[line.to_bus]?.name) ?? ship.breakers[breaker]?.name ?? breaker,
    from: line && (ship.buses[line.from_bus]?.name ?? line.from_bus),
    share,
    trips_in_s,
    priority: over ? 'alarm' : share >= NEAR ? 'warning' : undefined,
  };
}
