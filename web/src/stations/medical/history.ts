// What this tab has seen of the hurt, over a reload of the page. It is taken up again only where the ship's clock went
// on from there: another run, or a step back, begins anew.
import { TICKS_PER_SECOND } from '../../parts/format';
import type { Vital } from '../../wire/protocol';
import type { Moment } from './signs';
import type { Signed } from './triage';

export interface Seen {
  moments: ReadonlyMap<string, readonly Moment[]>;
  told: ReadonlyMap<string, Signed>;
  dead: ReadonlySet<string>;
}

/** Seconds by which clocks may differ. */
const SLACK_S = 5;
/** Of the moments one in so many is kept: what a tab may store is little. */
const KEPT_EVERY = 4;

interface Kept {
  at_ms: number;
  tick: number;
  moments: [string, number[][]][];
  told: [string, Signed][];
  dead: string[];
}

export function kept({ moments, told, dead }: Seen, tick: number, now_ms: number): string {
  const rows = [...moments].map(([person, all]): [string, number[][]] => [
    person,
    all
      .filter((_, at) => (all.length - 1 - at) % KEPT_EVERY === 0)
      .map(({ t_s, vital: v }) => [
        t_s,
        v.heart_rate_per_min,
        v.saturation,
        v.breathing_per_min,
        v.systolic_mmhg,
      ]),
  ]);
  const all: Kept = { at_ms: now_ms, tick, moments: rows, told: [...told], dead: [...dead] };
  return JSON.stringify(all);
}

/** What was kept, if this is the same run at the same pace. */
export function restored(text: string | null, tick: number, now_ms: number, speed: number): Seen | undefined {
  if (text === null) return undefined;
  let all: Kept;
  try {
    all = JSON.parse(text) as Kept;
    const gone_s = (now_ms - all.at_ms) / 1000 + SLACK_S;
    const went = tick - all.tick;
    if (!(went >= 0 && went <= gone_s * TICKS_PER_SECOND * Math.max(1, speed))) return undefined;
    const moments = all.moments.map(([person, rows]) => [person, rows.map(momentOf)] as const);
    return { moments: new Map(moments), told: new Map(all.told), dead: new Set(all.dead) };
  } catch {
    return undefined;
  }
}

function momentOf([t_s = 0, heart = 0, saturation = 0, breathing = 0, systolic = 0]: number[]): Moment {
  const vital: Vital = {
    heart_rate_per_min: heart,
    saturation,
    breathing_per_min: breathing,
    systolic_mmhg: systolic,
  };
  return { t_s, vital };
}
