// How each priority sounds: tones of one beat, and how long the beat is. Four that cannot be taken for each other, by
// pitch, by rhythm and by character, all between 500 and 2500 Hz, where everybody hears and the hum does not reach.
import type { Priority } from '../alerts/machine';

export interface Tone {
  at_s: number;
  for_s: number;
  hz: number;
  /** 0..=1. */
  gain: number;
}

/** `horn` stands and cuts, `bell` is struck and rings out, `soft` swells. */
export type Timbre = 'horn' | 'bell' | 'soft';

export interface Pattern {
  timbre: Timbre;
  /** Length of one beat; it repeats until seen or silenced. A caution never repeats. */
  beat_s: number;
  tones: Tone[];
}

const tone = (at_s: number, for_s: number, hz: number, gain: number): Tone => ({ at_s, for_s, hz, gain });

export const PATTERNS: Record<Priority, Pattern> = {
  emergency: {
    timbre: 'horn',
    beat_s: 1,
    tones: [tone(0, 0.46, 784, 0.5), tone(0.5, 0.46, 587, 0.5)],
  },
  alarm: {
    timbre: 'bell',
    beat_s: 2,
    tones: [tone(0, 0.2, 1047, 0.6), tone(0.22, 0.2, 1047, 0.6), tone(0.44, 0.5, 1047, 0.6)],
  },
  warning: { timbre: 'soft', beat_s: 4, tones: [tone(0, 0.3, 784, 0.5), tone(0.36, 0.4, 587, 0.5)] },
  caution: { timbre: 'soft', beat_s: 0, tones: [tone(0, 0.5, 523, 0.4)] },
};

/** Partials of a timbre: multiples of the pitch, and how strong each is. */
export const PARTIALS: Record<Timbre, readonly (readonly [times: number, share: number])[]> = {
  horn: [
    [1, 0.5],
    [2, 0.28],
    [3, 0.16],
  ],
  bell: [
    [1, 0.6],
    [2.003, 0.22],
    [2.4, 0.1],
  ],
  soft: [
    [1, 0.8],
    [2, 0.06],
  ],
};
