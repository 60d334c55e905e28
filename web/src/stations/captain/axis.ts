// The line of time: from the start to where she would be lost, with what lies on it. Seconds of ship time.
import type { Ship, Shown } from '../../wire/protocol';

export type MarkKind = 'now' | 'atmosphere' | 'no_return' | 'ground';

export interface Axis {
  from_s: number;
  to_s: number;
  now_s: number;
  marks: { kind: MarkKind; at_s: number }[];
}

/** Times beyond this are not on the line, s. */
const AHEAD_MAX_S = 3600;
/** Least time ahead that is shown, s. */
const AHEAD_MIN_S = 300;
/** Longest past that is shown, s. */
const PAST_MAX_S = 900;

const KINDS: Record<Exclude<MarkKind, 'now'>, string> = {
  atmosphere: 'time_to_atmosphere',
  no_return: 'time_to_no_return',
  ground: 'time_to_ground',
};

export function axisOf(ship: Ship, readings: Record<string, Shown>, now_s: number): Axis {
  const marks: Axis['marks'] = [{ kind: 'now', at_s: now_s }];
  for (const [kind, quantity] of Object.entries(KINDS) as [Exclude<MarkKind, 'now'>, string][]) {
    const key = Object.keys(readings).find((one) => ship.instruments[one]?.kind === quantity);
    const shown = key === undefined ? undefined : readings[key];
    if (!shown || shown.quality !== 'good' || shown.value <= 0 || shown.value > AHEAD_MAX_S) continue;
    marks.push({ kind, at_s: now_s + shown.value });
  }
  const last_s = Math.max(...marks.map((mark) => mark.at_s));
  return {
    from_s: Math.max(0, now_s - PAST_MAX_S),
    to_s: Math.max(last_s, now_s + AHEAD_MIN_S) * 1.02,
    now_s,
    marks,
  };
}

const percent = (share: number) => `${(100 * share).toFixed(2)}%`;

/** Where a time stands on the line, as a CSS length. */
export function shareOf({ from_s, to_s }: Axis, at_s: number): string {
  return percent(Math.min(1, Math.max(0, (at_s - from_s) / (to_s - from_s))));
}

/** How much of the line a stretch of time takes, as a CSS length. */
export function widthOf(axis: Axis, from_s: number, to_s: number): string {
  return percent(Math.max(0, to_s - Math.max(from_s, axis.from_s)) / (axis.to_s - axis.from_s));
}

/** Share of the line from which a mark's words go to its left: at the end, and of two on one side the first. */
const END_SHARE = 0.85;
const WORDS_SHARE = 0.62;
/** The words of now and of the ground stand above the line, each half of it at most. */
const NOW_SHARE = 0.35;

export function flips({ from_s, to_s, marks }: Axis, mark: Axis['marks'][number]): boolean {
  const share = (at_s: number) => (at_s - from_s) / (to_s - from_s);
  if (share(mark.at_s) > END_SHARE) return true;
  if (mark.kind === 'now') return share(mark.at_s) > NOW_SHARE && marks.some(({ kind }) => kind === 'ground');
  const no_return = marks.find(({ kind }) => kind === 'no_return');
  return (
    mark.kind === 'atmosphere' &&
    no_return !== undefined &&
    share(mark.at_s) > 1 - WORDS_SHARE &&
    share(no_return.at_s) - share(mark.at_s) < WORDS_SHARE
  );
}
