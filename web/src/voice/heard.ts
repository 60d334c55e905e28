// What came in over a connection, as the browser counts it, and whether that was somebody's voice.

export interface Heard {
  /** Sum of the square of loudness over time, s; the loudest there is counts one a second. */
  energy: number;
  time_s: number;
}

/** Sound below this part of the loudest is nobody's voice (-46 dB). */
const SILENCE = 0.005;

/** Between two counts somebody was heard. */
export function isVoice(before: Heard, now: Heard): boolean {
  const time_s = now.time_s - before.time_s;
  return time_s > 0 && Math.sqrt(Math.max(0, now.energy - before.energy) / time_s) > SILENCE;
}
