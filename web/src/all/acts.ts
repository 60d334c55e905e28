// Orders of a seat in words, with what they are about by its name.
import { t } from '../text';
import type { Act, Ship } from '../wire/protocol';

/** Where a member of an order is named. */
const NAMED = {
  breaker: 'breakers',
  load: 'loads',
  fan_load: 'loads',
  source: 'sources',
  controller: 'controllers',
  portal: 'portals',
  compartment: 'compartments',
  to_compartment: 'compartments',
  seat: 'seats',
  to_seat: 'seats',
  person: 'people',
  to_person: 'people',
} as const;

export function actSaid(act: Act, ship: Ship): string {
  const about = Object.entries(NAMED).flatMap(([member, table]) => {
    const key = (act as Record<string, unknown>)[member];
    if (typeof key !== 'string') return [];
    const rows = ship[table] as Record<string, { name: string } | undefined>;
    return [rows[key]?.name ?? key];
  });
  const text = t(`all.act.${act.kind}`, { what: about[0] ?? '' });
  return text.charAt(0).toUpperCase() + text.slice(1);
}
