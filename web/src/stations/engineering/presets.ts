// Words for allocations and groups of consumers.
import { t, type Key } from '../../text';
import { en } from '../../text/en';
import type { PresetEffect } from './grid';
import { powerText } from './told';

export function groupName(group: string): string {
  const key = `engineering.group.${group}`;
  if (key in en) return (t as (key: Key) => string)(key as Key);
  const words = group.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What an allocation takes or frees all in all. */
export function netText(effect: PresetEffect): string {
  if (effect.changes.length === 0 && effect.unseen > 100) return t('engineering.preset.net_unknown');
  if (Math.abs(effect.net_w) < 1000) return t('engineering.preset.net_none');
  const power = powerText(Math.abs(effect.net_w));
  return effect.net_w < 0
    ? t('engineering.preset.net_frees', { power })
    : t('engineering.preset.net_takes', { power });
}
