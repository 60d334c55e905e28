// How a set-point moves: arrows finely, page keys coarsely, typing exactly. More is always up and right.

export interface Scale {
  min: number;
  max: number;
  /** Fine step, and what values are rounded to. */
  step: number;
  /** Coarse step; ten fine ones when left out. */
  page?: number;
}

/** `value` within the scale and on one of its steps. */
export function snap(value: number, scale: Scale): number {
  const steps = Math.round((value - scale.min) / scale.step);
  const snapped = scale.min + steps * scale.step;
  // The division above leaves dust behind: 0.30000000000000004 is 0.3.
  const clean = Number(snapped.toPrecision(12));
  return Math.min(scale.max, Math.max(scale.min, clean));
}

/** Where a key takes the handle; none when the key is not for it. */
export function moved(key: string, value: number, scale: Scale): number | undefined {
  const page = scale.page ?? scale.step * 10;
  const by: Record<string, number> = {
    ArrowUp: scale.step,
    ArrowRight: scale.step,
    ArrowDown: -scale.step,
    ArrowLeft: -scale.step,
    PageUp: page,
    PageDown: -page,
  };
  if (key === 'Home') return scale.min;
  if (key === 'End') return scale.max;
  const step = by[key];
  return step === undefined ? undefined : snap(value + step, scale);
}

/** What was typed, as a value of the scale; none when it is no number. Takes a comma, a true minus and a unit behind. */
export function typed(text: string, scale: Scale): number | undefined {
  const value = numberIn(text);
  return value === undefined ? undefined : snap(value, scale);
}

/** What is wrong with what was typed: past an end of the scale, or no number. */
export function faultOf(text: string, scale: Scale): 'no_number' | 'at_least' | 'at_most' | undefined {
  const value = numberIn(text);
  if (value === undefined) return 'no_number';
  if (value > scale.max) return 'at_most';
  return value < scale.min ? 'at_least' : undefined;
}

function numberIn(text: string): number | undefined {
  const match = /^\s*([+\-−]?\d*[.,]?\d+)\s*\D*$/.exec(text);
  if (!match?.[1]) return undefined;
  const value = Number(match[1].replace(',', '.').replace('−', '-'));
  return Number.isFinite(value) ? value : undefined;
}

/** The value under a pointer at `share` of the track. */
export function pointed(share: number, scale: Scale): number {
  return snap(scale.min + (scale.max - scale.min) * share, scale);
}
