// What a seat has chosen for itself: palette, size of type, sound, keys. Kept in this browser under the page's
// own path, so that a choice at one seat never changes another's; a page that has none takes the last choice made.
// `public/early.js` reads the same keys before the first paint.
import type { GlobalKey } from '../keys';

export const PALETTES = ['day', 'dusk', 'night'] as const;
export type Palette = (typeof PALETTES)[number];

/** Scale of type, per cent. */
export const SCALE_MIN = 75;
export const SCALE_MAX = 200;
export const SCALE_STEP = 25;

export interface Choices {
  palette: Palette;
  /** Per cent. */
  scale: number;
  sound: boolean;
  /** 0..=1. */
  volume: number;
  /** Voices of other players, and one's own to them. */
  voice: boolean;
  /** Of voices, 0..=1. */
  voiceVolume: number;
  /** What sounds is also written. */
  captions: boolean;
  /** What is useful next is told. */
  advice: boolean;
  /** Single-letter keys work. */
  letterKeys: boolean;
  /** Keys that were remapped. */
  keys: Partial<Record<GlobalKey, string>>;
}

export const DEFAULTS: Choices = {
  palette: 'dusk',
  scale: 100,
  sound: true,
  volume: 0.6,
  voice: false,
  voiceVolume: 1,
  captions: false,
  advice: true,
  letterKeys: true,
  keys: {},
};

/** What was kept, with everything that does not fit replaced by its default. */
export function parseChoices(kept: string | null): Choices {
  let raw: Partial<Choices> = {};
  try {
    const value: unknown = JSON.parse(kept ?? '{}');
    if (typeof value === 'object' && value !== null) raw = value as Partial<Choices>;
  } catch {
    raw = {};
  }
  const number = (value: unknown, min: number, max: number, otherwise: number) =>
    typeof value === 'number' && value >= min && value <= max ? value : otherwise;
  const flag = (value: unknown, otherwise: boolean) => (typeof value === 'boolean' ? value : otherwise);
  return {
    palette: PALETTES.find((palette) => palette === raw.palette) ?? DEFAULTS.palette,
    scale: number(raw.scale, SCALE_MIN, SCALE_MAX, DEFAULTS.scale),
    sound: flag(raw.sound, DEFAULTS.sound),
    volume: number(raw.volume, 0, 1, DEFAULTS.volume),
    voice: flag(raw.voice, DEFAULTS.voice),
    voiceVolume: number(raw.voiceVolume, 0, 1, DEFAULTS.voiceVolume),
    captions: flag(raw.captions, DEFAULTS.captions),
    advice: flag(raw.advice, DEFAULTS.advice),
    letterKeys: flag(raw.letterKeys, DEFAULTS.letterKeys),
    keys: typeof raw.keys === 'object' && raw.keys !== null ? raw.keys : {},
  };
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch {
    // A browser that keeps nothing still works; it forgets when it is closed.
  }
}

class Settings {
  #path = '/';
  chosen: Choices = $state({ ...DEFAULTS });

  /** Takes up what was chosen on this page. */
  open(path: string): void {
    this.#path = path;
    this.chosen = parseChoices(read(`qd.settings ${path}`) ?? read('qd.settings'));
    this.#show();
  }

  choose(change: Partial<Choices>): void {
    Object.assign(this.chosen, change);
    const text = JSON.stringify(this.chosen);
    write(`qd.settings ${this.#path}`, text);
    write('qd.settings', text);
    this.#show();
  }

  nextPalette(): void {
    const at = PALETTES.indexOf(this.chosen.palette);
    this.choose({ palette: PALETTES[(at + 1) % PALETTES.length] ?? 'dusk' });
  }

  scaleBy(step: number): void {
    const scale = Math.min(SCALE_MAX, Math.max(SCALE_MIN, this.chosen.scale + step));
    this.choose({ scale });
  }

  #show(): void {
    const root = document.documentElement;
    root.dataset.palette = this.chosen.palette;
    root.style.removeProperty('background');
    root.style.setProperty('--scale', String(this.chosen.scale / 100));
  }
}

export const settings = new Settings();
