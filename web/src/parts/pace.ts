// Asking often, sending seldom: the first at once, then the newest after a while. The ship takes twenty messages a
// second from a page; a key held down makes thirty.

/** Milliseconds between two that are sent. */
export const PACE_MS = 150;

export class Pace<Value> {
  #send: (value: Value) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting: { value: Value } | undefined;

  constructor(send: (value: Value) => void) {
    this.#send = send;
  }

  ask(value: Value): void {
    if (this.#timer !== undefined) {
      this.#waiting = { value };
      return;
    }
    this.#send(value);
    this.#timer = setTimeout(() => this.#again(), PACE_MS);
  }

  /** Sends what waits, and no more after it. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting) this.#send(waiting.value);
  }

  #again(): void {
    this.#timer = undefined;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting) this.ask(waiting.value);
  }
}
