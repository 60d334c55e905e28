// Numbers and times as they are read: fixed decimals, a true minus, thousands apart, mm:ss.

export const TICKS_PER_SECOND = 20;

const MINUS = '−';

/** Fixed decimals; `signed` writes the plus too. */
export function number(value: number, decimals = 0, signed = false): string {
  const text = Math.abs(value).toLocaleString('en', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  const zero = !/[1-9]/.test(text);
  if (zero) return text;
  return value < 0 ? MINUS + text : signed ? `+${text}` : text;
}

/** Decimals that show a step of `resolution`, at most four. */
export function decimalsOf(resolution: number): number {
  if (!(resolution > 0)) return 0;
  return Math.min(4, Math.max(0, Math.ceil(-Math.log10(resolution) - 1e-9)));
}

const two = (n: number) => String(n).padStart(2, '0');

/** Ship time: 08:20, and 1:08:20 from the first hour on. */
export function clock(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds) + 1e-9);
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const sign = seconds < 0 && whole > 0 ? MINUS : '';
  return h > 0 ? `${sign}${h}:${two(m)}:${two(s)}` : `${sign}${two(m)}:${two(s)}`;
}

/** Time left or gone: 6:32. Never rounded up: there is not more time than there is. */
export function duration(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds) + 1e-9);
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** Age of something: 4 s, 2:10. */
export function age(seconds: number): string {
  return seconds < 60 ? `${Math.floor(seconds)} s` : duration(seconds);
}

export function secondsOf(ticks: number): number {
  return ticks / TICKS_PER_SECOND;
}
