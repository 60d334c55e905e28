// A door's state in words.
import { number } from '../../parts/format';
import { t } from '../../text';
import type { DoorSeen } from '../../wire/protocol';

export function doorState(seen: DoorSeen | undefined): string {
  if (!seen) return t('deck.key.silent');
  if (seen.held) return t('card.door_held');
  if (seen.open >= 0.99) return t('card.door_open');
  return seen.open <= 0.01 ? t('card.door_shut') : t('card.door_part', { share: number(100 * seen.open) });
}
