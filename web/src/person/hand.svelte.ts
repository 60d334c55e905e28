// One's hand at a glass: held there as long as the finger presses, or left there by its key; a print stays and fades.
export class Hand {
  /** The finger presses. */
  pressed = $state(false);
  /** Left there without pressing. */
  left = $state(false);
  /** Prints by number, the newest last. */
  prints: number[] = $state.raw([]);
  #count = 0;
  #raise: () => void;
  #lower: () => void;
  #later: (act: () => void, after_ms: number) => void;

  constructor(
    raise: () => void,
    lower: () => void,
    later: (act: () => void, after_ms: number) => void = (act, after_ms) => setTimeout(act, after_ms),
  ) {
    this.#raise = raise;
    this.#lower = lower;
    this.#later = later;
  }

  get up(): boolean {
    return this.pressed || this.left;
  }

  /** Takes over a hand that lies there already, as after the page was opened anew. */
  found(): void {
    this.left = true;
  }

  press(): void {
    const before = this.up;
    this.pressed = true;
    if (!before) this.#raise();
  }

  release(): void {
    if (!this.pressed) return;
    this.pressed = false;
    if (!this.left) this.#down();
  }

  /** Leaves it there, or takes it down. */
  toggle(): void {
    if (this.up) {
      this.left = false;
      this.pressed = false;
      this.#down();
    } else {
      this.left = true;
      this.#raise();
    }
  }

  #down(): void {
    this.#lower();
    const print = (this.#count += 1);
    this.prints = [...this.prints, print].slice(-PRINTS_MAX);
    this.#later(() => (this.prints = this.prints.filter((one) => one !== print)), PRINT_MS);
  }
}

/** How long a print takes to fade, ms. */
export const PRINT_MS = 60_000;
const PRINTS_MAX = 3;
