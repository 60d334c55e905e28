// What of a seat's view is wrong now, as conditions: instruments outside their limits, and the ship's own call to leave.
import { decimalsOf, number } from '../parts/format';
import { markOf } from '../parts/reading';
import { t } from '../text';
import type { Me, Ship, Shown } from '../wire/protocol';
import type { Condition } from './alerts';

export function conditionsOf(
  ship: Ship | undefined,
  readings: Record<string, Shown> | undefined,
  me: Me | undefined,
): Condition[] {
  const wrong: Condition[] = [];
  if (me?.condition === 'abandon') {
    wrong.push({
      id: 'condition',
      priority: 'emergency',
      what: t('alert.abandon'),
      more: t('alert.abandon_more'),
    });
  }
  for (const [key, shown] of Object.entries(readings ?? {})) {
    const instrument = ship?.instruments[key];
    const priority = markOf(shown.band);
    // A dead device says nothing: its last band is no news.
    if (!instrument || !priority || shown.quality === 'dead' || shown.band === 'normal') continue;
    const write = (value: number) => number(value, decimalsOf(instrument.resolution));
    const limit = instrument.limits[shown.band];
    const unit = instrument.unit === '1' ? '' : ` ${instrument.unit}`;
    wrong.push({
      id: `reading:${key}`,
      priority,
      what: `${instrument.name} ${write(shown.value)}${unit}`,
      more:
        limit === undefined ? t(`band.${shown.band}`) : `${t(`band.${shown.band}`)}, ${write(limit)}${unit}`,
    });
  }
  return wrong;
}
