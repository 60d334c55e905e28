// What a screen reader is told: graver things first and interrupting, at most one a second, never the same twice.

export interface Announcement {
  text: string;
  assertive: boolean;
}

export const ANNOUNCE_MS = 1000;
const WAITING_MAX = 20;

export class Announcer {
  #waiting: Announcement[] = [];
  #last_ms = -Infinity;

  say(text: string, assertive: boolean): void {
    if (this.#waiting.some((waiting) => waiting.text === text)) return;
    if (assertive) {
      const at = this.#waiting.findIndex((waiting) => !waiting.assertive);
      this.#waiting.splice(at < 0 ? this.#waiting.length : at, 0, { text, assertive });
    } else this.#waiting.push({ text, assertive });
    // A flood is cut from its quiet end.
    this.#waiting.length = Math.min(this.#waiting.length, WAITING_MAX);
  }

  /** The next to be said, when a second has passed since the last. */
  take(now_ms: number): Announcement | undefined {
    if (this.#waiting.length === 0 || now_ms - this.#last_ms < ANNOUNCE_MS) return undefined;
    this.#last_ms = now_ms;
    return this.#waiting.shift();
  }
}
