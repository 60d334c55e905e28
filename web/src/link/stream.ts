// One place's stream of views: panels held whole, patches applied in order of their numbers, a gap noticed.
// Plain data and functions; `link.svelte.ts` makes them reactive.
import { mergePatch, type Json } from './merge-patch';

/** A view message, as far as the stream needs to know it. */
export interface ViewMessage {
  seq: number;
  tick: number;
  /** Everything there is: what was held before is void. */
  whole: boolean;
  full?: Record<string, unknown>;
  patch?: Record<string, unknown>;
}

export interface Stream {
  /** Number of the last view applied; none before the first. */
  seq: number | undefined;
  /** Ship's tick of the last view applied. */
  tick: number;
  /** A keyframe was asked for and has not come. */
  waiting: boolean;
  panels: Record<string, unknown>;
}

export type Applied = 'applied' | 'old' | 'gap' | 'waiting';

export function emptyStream(): Stream {
  return { seq: undefined, tick: 0, waiting: false, panels: {} };
}

/**
 * `stream` after `view`, and what became of it. A number that skips ahead is a gap: nothing of it is applied, the
 * caller asks for a keyframe, and until that comes every other view is left aside.
 */
export function applyView(stream: Stream, view: ViewMessage): [Stream, Applied] {
  const next = stream.seq === undefined ? view.seq : stream.seq + 1;
  const inOrder = view.seq === next && !stream.waiting;
  if (!inOrder && !view.whole) {
    if (stream.waiting) return [stream, 'waiting'];
    return view.seq < next ? [stream, 'old'] : [{ ...stream, waiting: true }, 'gap'];
  }
  const panels = view.whole ? {} : { ...stream.panels };
  for (const [panel, value] of Object.entries(view.full ?? {})) panels[panel] = value;
  for (const [panel, patch] of Object.entries(view.patch ?? {})) {
    const merged = mergePatch(panels[panel] as Json | undefined, patch as Json);
    // An absent panel means none: there is nothing to show, which is not the same as nothing having come yet.
    if (merged === null) delete panels[panel];
    else panels[panel] = merged;
  }
  return [{ seq: view.seq, tick: view.tick, waiting: false, panels }, 'applied'];
}
