// Whether what a page shows is live. Set once by the frame, asked by every part that shows a value or takes an order:
// without a link no number looks live and no control can be pressed.
import { getContext, setContext } from 'svelte';

export interface Liveness {
  /** Seconds since anything was heard; none while the link is well. */
  readonly lost_s: number | undefined;
}

const KEY = Symbol('liveness');
const LIVE: Liveness = { lost_s: undefined };

export function provideLiveness(liveness: Liveness): void {
  setContext(KEY, liveness);
}

export function liveness(): Liveness {
  return getContext<Liveness | undefined>(KEY) ?? LIVE;
}
