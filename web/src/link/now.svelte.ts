// The page's clock as something that can be watched: four times a second, and whenever somebody says that it matters.

class Now {
  /** Milliseconds since the page was opened. */
  ms = $state(performance.now());

  /** Looks at the clock again. */
  look(): void {
    this.ms = performance.now();
  }

  /** Looks again after each of these times. */
  lookAfter(...after_ms: number[]): void {
    for (const ms of after_ms) setTimeout(() => this.look(), ms);
  }
}

export const now = new Now();

setInterval(() => now.look(), 250);
