// What closing a breaker would do to the balance of power, and what was learnt when one opened by itself again: it is
// not advised anew before the balance is another.
import type { BreakerSeen, Cable } from '../../wire/protocol';
import { cableOf, islandOf, lives, spare, wantsOf } from './grid';
import { kept, keptBy } from './keep';
import type { Told } from './told';

/** What is left when it is closed, and how many other live cables share what it would carry. */
export interface Balance {
  left_w: number;
  ways: number;
}

/** By how much more must be left before what tripped is tried again, W. */
const GAIN_W = 250_000;
/** A shortage worth naming, W. */
const SHORT_W = 100_000;

/** What closing a breaker would join: a live side to a dead one, two live ones, or it is not known. */
export type Joins =
  | {
      kind: 'feeds';
      live: string;
      dead: string;
      /** At most: what nobody reports is counted at its rating. */
      wanted_w: number;
      known: boolean;
      spare_w?: number;
    }
  | {
      kind: 'joins';
      left_w?: number;
      /** What the weaker side would draw over the cables between them, and what those bear together. */
      carries_w: number;
      bears_w: number;
    }
  | { kind: 'ring' | 'dead' | 'unknown' | 'source' };

export const joins: (told: Told, breaker: string) => Joins = keptBy((told, breaker) => {
  const cable = cableOf(told, breaker)?.[1];
  if (!cable) return { kind: 'source' };
  const [from, to] = [lives(told, cable.from_bus), lives(told, cable.to_bus)];
  if (from === undefined || to === undefined) return { kind: 'unknown' };
  if (!from && !to) return { kind: 'dead' };
  if (from && to) return between(told, cable);
  const [live, dead] = from ? [cable.from_bus, cable.to_bus] : [cable.to_bus, cable.from_bus];
  return { kind: 'feeds', live, dead, ...wantsOf(told, islandOf(told, dead)), spare_w: spare(told, live) };
});

/**
 * Two live ends: a second way within one island, or two islands that would then share what they have. What is weaker
 * lies lower in voltage and draws all it takes over the cables between them.
 */
function between(told: Told, cable: Cable): Joins {
  const [one, other] = [islandOf(told, cable.from_bus), islandOf(told, cable.to_bus)];
  if (one.has(cable.to_bus)) return { kind: 'ring' };
  const [a, b] = [spare(told, cable.from_bus), spare(told, cable.to_bus)];
  if (a === undefined || b === undefined) return { kind: 'joins', carries_w: 0, bears_w: 0 };
  const across = Object.values(told.ship.lines).filter(
    (line) =>
      (one.has(line.from_bus) && other.has(line.to_bus)) ||
      (other.has(line.from_bus) && one.has(line.to_bus)),
  );
  return {
    kind: 'joins',
    left_w: a + b,
    carries_w: wantsOf(told, a < b ? one : other).wanted_w,
    bears_w: across.reduce((sum, line) => sum + line.limit_w, 0),
  };
}

/** What would be left, of power and of what the cables bear; none where that cannot be told. */
export function leftAfter(what: Joins): number | undefined {
  if (what.kind === 'feeds') return what.spare_w === undefined ? undefined : what.spare_w - what.wanted_w;
  if (what.kind !== 'joins' || what.left_w === undefined) return undefined;
  return Math.min(what.left_w, what.bears_w - what.carries_w);
}

/** Whether there is power for what closing it brings, and the cables bear it. */
export function holds(what: Joins): boolean {
  return what.kind === 'ring' || (leftAfter(what) ?? -1) >= 0;
}

const balanceOf: (told: Told, breaker: string) => Balance = keptBy((told, breaker) => {
  const cable = cableOf(told, breaker)?.[1];
  const ends = cable ? [cable.from_bus, cable.to_bus] : [];
  const others = Object.values(told.ship.lines).filter(
    (line) =>
      line.breaker !== undefined &&
      line.breaker !== breaker &&
      told.grid.breakers[line.breaker]?.closed === true &&
      cable !== undefined &&
      2 * line.limit_w >= cable.limit_w &&
      ends.some((bus) => bus === line.from_bus || bus === line.to_bus) &&
      lives(told, line.from_bus) === true &&
      lives(told, line.to_bus) === true,
  );
  return { left_w: leftAfter(joins(told, breaker)) ?? -Infinity, ways: others.length };
});

/** What is remembered of a breaker: how the balance stood when it was last open, and when it last tripped. */
export interface Remembered {
  closed: boolean;
  before: Balance;
  tried?: Balance;
}
export type Memory = Readonly<Record<string, Remembered>>;

const most = (a: Balance, b: Balance): Balance => ({
  left_w: Math.max(a.left_w, b.left_w),
  ways: Math.max(a.ways, b.ways),
});

/** The memory after what is told now. */
export function remember(memory: Memory, told: Told): Memory {
  const next: Record<string, Remembered> = { ...memory };
  for (const seen of Object.values(told.grid.breakers)) {
    const was = memory[seen.breaker];
    if (seen.closed) {
      next[seen.breaker] = { before: was?.before ?? balanceOf(told, seen.breaker), closed: true };
      continue;
    }
    const before = balanceOf(told, seen.breaker);
    const opened = was === undefined || was.closed;
    const tried = !seen.tripped
      ? undefined
      : opened
        ? most(before, was?.before ?? before)
        : (was.tried ?? before);
    next[seen.breaker] = { closed: false, before, tried };
  }
  return next;
}

/** Whether closing it again now could end otherwise than it did. */
export function changed(told: Told, breaker: string): boolean {
  const tried = told.memory?.[breaker]?.tried;
  if (!tried) return true;
  const now = balanceOf(told, breaker);
  return now.ways > tried.ways || now.left_w > tried.left_w + GAIN_W;
}

/** The rank of closing an open breaker: first a source that runs and gives nothing; none when it would not hold. */
function rankOf(told: Told, seen: BreakerSeen): number | undefined {
  const source = Object.keys(told.ship.sources).find(
    (key) => told.ship.sources[key]?.breaker === seen.breaker,
  );
  if (source) {
    const now = told.grid.sources[source];
    return now?.phase === 'running' && now.capability_w > 0 && bearable(told, source) ? 0 : undefined;
  }
  const what = joins(told, seen.breaker);
  if (!holds(what)) return undefined;
  return what.kind === 'feeds' ? 1 : 2;
}

/**
 * The breaker to close next, as engineers do it: first those of sources that run and give nothing, then from a live
 * board to a dead one that it can feed, then what joins two live ones that can bear one another. What tripped comes
 * last, and only once the balance is another than when it did.
 */
export const nextBreaker: (told: Told) => string | undefined = kept(
  (told) =>
    Object.values(told.grid.breakers)
      .filter((seen) => !seen.closed && changed(told, seen.breaker))
      .flatMap((seen) => {
        const rank = rankOf(told, seen);
        return rank === undefined ? [] : [{ key: seen.breaker, rank: rank + (seen.tripped ? 3 : 0) }];
      })
      .sort((a, b) => a.rank - b.rank)[0]?.key,
);

export interface Short {
  /** A board of the island that is short. */
  bus: string;
  name: string;
  short_w: number;
}

/**
 * Where power is short: the emergency board when its meter says so, else a live board that would feed a dead one but
 * for want of power, the least short first.
 */
export function shortOf(told: Told): Short | undefined {
  const name = (bus: string) => told.ship.buses[bus]?.name ?? bus;
  const emergency = Object.values(told.ship.instruments).find(
    (device) => device.kind === 'power_surplus' && device.of?.startsWith('emergency'),
  )?.of;
  const spare_w = emergency === undefined ? undefined : spare(told, emergency);
  if (emergency !== undefined && spare_w !== undefined && spare_w < -SHORT_W)
    return { bus: emergency, name: name(emergency), short_w: -spare_w };
  return Object.values(told.grid.breakers)
    .filter((seen) => !seen.closed)
    .flatMap(({ breaker }) => {
      const what = joins(told, breaker);
      const left_w = leftAfter(what);
      if (what.kind !== 'feeds' || left_w === undefined || left_w >= 0) return [];
      return [{ bus: what.live, name: name(what.live), short_w: -left_w }];
    })
    .sort((a, b) => a.short_w - b.short_w)[0];
}

/** What can be closed beside a breaker that is about to trip: a second way that ends at one of its boards. */
export function beside(told: Told, breaker: string): string | undefined {
  const cable = cableOf(told, breaker)?.[1];
  if (!cable) return undefined;
  const ends = [cable.from_bus, cable.to_bus];
  return Object.values(told.grid.breakers).find((seen) => {
    const other = seen.closed ? undefined : cableOf(told, seen.breaker)?.[1];
    if (!other || 2 * other.limit_w < cable.limit_w) return false;
    return (
      [other.from_bus, other.to_bus].some((bus) => ends.includes(bus)) &&
      joins(told, seen.breaker).kind === 'ring'
    );
  })?.breaker;
}

/** Whether a source can bear what its board and what hangs there want, when that is dead. */
function bearable(told: Told, source: string): boolean {
  const row = told.ship.sources[source];
  if (!row) return false;
  if (lives(told, row.bus)) return true;
  return (told.grid.sources[source]?.capability_w ?? 0) > wantsOf(told, islandOf(told, row.bus)).wanted_w;
}
