// How finely the picture is drawn: it starts coarse, grows while frames come quickly, and shrinks when they do not.

/** Share of the element's own pixels, a side. */
export const FINEST = 1;
export const COARSEST = 0.25;
/** Frames over which the pace is judged. */
const FRAMES = 12;

export class Pace {
  share: number;
  #good_ms: number;
  #bad_ms: number;
  #frames: number[] = [];
  #last_ms: number | undefined;
  #settled = 0;
  #ceiling = FINEST;

  /** Quick enough is a frame in `good_ms`, too slow one in `bad_ms`. */
  constructor(share = 0.5, good_ms = 34, bad_ms = 47) {
    this.share = share;
    this.#good_ms = good_ms;
    this.#bad_ms = bad_ms;
  }

  /** A frame was begun; true when the share changed. */
  frame(now_ms: number): boolean {
    const took_ms = now_ms - (this.#last_ms ?? now_ms);
    this.#last_ms = now_ms;
    // A page that was hidden, or a hiccup, says nothing of the machine.
    if (took_ms <= 0 || took_ms > 500) return false;
    this.#frames.push(took_ms);
    if (this.#frames.length < FRAMES) return false;
    const median_ms = this.#frames.sort((a, b) => a - b)[FRAMES / 2] ?? took_ms;
    this.#frames = [];
    const before = this.share;
    if (median_ms > this.#bad_ms) {
      // What was too much once is not tried again for a while.
      this.#ceiling = Math.max(COARSEST, this.share * 0.9);
      this.#settled = 0;
      this.share = Math.max(COARSEST, this.share * Math.max(0.7, Math.sqrt(this.#bad_ms / median_ms) * 0.95));
    } else if (median_ms < this.#good_ms && (this.#settled += 1) >= 2) {
      if (this.#settled > 40) this.#ceiling = FINEST;
      this.share = Math.min(this.#ceiling, this.share * 1.12);
    }
    return Math.abs(this.share - before) > 1e-3;
  }
}
