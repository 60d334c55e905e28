// Words of this station for keys of the ship's description.
import { number } from '../../parts/format';
import { t, type Key } from '../../text';
import { en } from '../../text/en';

/** A group as people call it; its key with spaces where no better word is known. */
export function groupName(group: string): string {
  const key = `group.${group}`;
  return key in en ? t(key as Extract<Key, 'group.core'>) : group.replaceAll('_', ' ');
}

/** Megawatts of W, with as many decimals as matter. */
export function mw(power_w: number, signed = false): string {
  const power_mw = power_w / 1e6;
  return number(power_mw, Math.abs(power_mw) < 10 ? 2 : 1, signed);
}
