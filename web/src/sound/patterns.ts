// How each priority sounds: tones of one beat, and how long the beat is. Four that cannot be taken for each other, by
// pitch, by rhythm and by character, none louder than the words around it have to be.
import type { Priority } from '../alerts/machine';

export interface Tone {
  at_s: number;
  for_s: number;
  hz: number;
  /** 0..=1. */
  gain: number;
}

export interface Pattern {
  wave: OscillatorType;
  /** Length of one beat; it repeats until seen or silenced. A caution never repeats. */
  beat_s: number;
  tones: Tone[];
}

const tone = (at_s: number, for_s: number, hz: number, gain: number): Tone => ({ at_s, for_s, hz, gain });

export const PATTERNS: Record<Priority, Pattern> = {
  emergency: {
    wave: 'sawtooth',
    beat_s: 1,
    tones: [tone(0, 0.46, 620, 0.5), tone(0.5, 0.46, 465, 0.5)],
  },
  alarm: {
    wave: 'triangle',
    beat_s: 2,
    tones: [tone(0, 0.14, 880, 0.55), tone(0.22, 0.14, 880, 0.55), tone(0.44, 0.14, 880, 0.55)],
  },
  warning: { wave: 'sine', beat_s: 4, tones: [tone(0, 0.3, 587, 0.5), tone(0.36, 0.4, 440, 0.5)] },
  caution: { wave: 'sine', beat_s: 0, tones: [tone(0, 0.5, 392, 0.4)] },
};
