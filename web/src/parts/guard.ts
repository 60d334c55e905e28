// The cover over what cannot be undone: lifted, it stands open for ten seconds and falls shut by itself.

/** Milliseconds a lifted cover stays up. */
export const ARM_MS = 10_000;

export type Guard = { up: false } | { up: true; lifted_ms: number };

export const SHUT: Guard = { up: false };

export function lift(now_ms: number): Guard {
  return { up: true, lifted_ms: now_ms };
}

/** The guard at `now_ms`: shut when its time is up. */
export function settle(guard: Guard, now_ms: number): Guard {
  return guard.up && now_ms - guard.lifted_ms >= ARM_MS ? SHUT : guard;
}

/** Whole seconds the cover stays up, never rounded down to none while it is. */
export function left_s(guard: Guard, now_ms: number): number {
  return guard.up ? Math.max(0, Math.ceil((guard.lifted_ms + ARM_MS - now_ms) / 1000)) : 0;
}

/** Whether the act goes through, and the guard after it: one lift, one act. */
export function execute(guard: Guard, now_ms: number): [Guard, boolean] {
  return [SHUT, settle(guard, now_ms).up];
}
