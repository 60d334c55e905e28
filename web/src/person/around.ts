// Whom one sees: who is beside, who is beyond glass, whom to name first, and what can be said of each.
import type { Condition } from '../parts/PersonName.svelte';
import { t } from '../text';
import type { PersonSeen, Ship, Vitality } from '../wire/protocol';

const GRAVITY: Record<Vitality, number> = { casualty: 0, unconscious: 1, hurt: 2, dead: 3, fit: 4 };

function order(ship: Ship) {
  return (a: PersonSeen, b: PersonSeen) =>
    Number(a.hand_at_portal === undefined) - Number(b.hand_at_portal === undefined) ||
    GRAVITY[a.vitality] - GRAVITY[b.vitality] ||
    Number(a.seat !== undefined) - Number(b.seat !== undefined) ||
    Number(!ship.people[a.person]?.named) - Number(!ship.people[b.person]?.named) ||
    a.person.localeCompare(b.person);
}

export interface Around {
  beside: PersonSeen[];
  beyond: PersonSeen[];
}

/** Who is seen, by where; a hand on the glass first, then the worst hurt, then those on their feet, then those
 * whom files name. */
export function around(people: Record<string, PersonSeen> | undefined, ship: Ship, here?: string): Around {
  const all = Object.values(people ?? {}).sort(order(ship));
  const near = new Set(here ? glassOf(ship, here).map((glass) => glass.beyond) : []);
  return {
    beside: all.filter((one) => one.beside),
    beyond: all.filter((one) => !one.beside && near.has(one.compartment)),
  };
}

export interface Glass {
  portal: string;
  beyond: string;
}

/** Doors of glass in a room, and what lies beyond each. */
export function glassOf(ship: Ship, here: string): Glass[] {
  return Object.entries(ship.portals).flatMap(([portal, row]) => {
    if (!row.glass) return [];
    if (row.from_compartment === here) return [{ portal, beyond: row.to_compartment }];
    return row.to_compartment === here ? [{ portal, beyond: row.from_compartment }] : [];
  });
}

/** Post first, then how they seem, then what they do; "unhurt" goes without saying. */
export function seenAs(one: PersonSeen, ship: Ship): string {
  const parts = [ship.people[one.person]?.post];
  if (one.vitality !== 'fit') parts.push(t(`person.${one.vitality}`));
  if (one.sinking) parts.push(t('person.sinking'));
  if (one.hand_at_portal !== undefined) parts.push(t('person.hand'));
  else if (one.vitality === 'fit' || one.vitality === 'hurt') {
    if (one.busy) parts.push(t('person.busy'));
    else if (one.seat) parts.push(t('person.seated'));
    else if (one.posture !== 'standing') parts.push(t(`person.lies.${one.posture}`));
  }
  return parts.filter(Boolean).join(', ');
}

/** Hurt or spent but on their feet: words say it, no mark calls for help. */
export function conditionOf(one: PersonSeen): Condition {
  switch (one.vitality) {
    case 'fit':
    case 'hurt':
      return 'well';
    case 'dead':
      return 'dead';
    default:
      return one.sinking || one.vitality === 'unconscious' ? 'dying' : 'hurt';
  }
}

/** Whether they hold themselves upright. */
export function upright(one: PersonSeen): boolean {
  return one.posture === 'standing' || one.posture === 'sitting';
}

/** A hand of theirs is on this glass. */
export function handOn(one: PersonSeen, portal: string): boolean {
  return one.hand_at_portal === portal;
}

/** Names that stand in a line before they are counted. */
const NAMED_MAX = 3;

/** Who can hear what one says aloud, as far as one sees: the waking here, behind the glass, and on open lines. */
export function hearersSaid(around: Around, ship: Ship, lines: readonly string[]): string {
  const awake = (one: PersonSeen) => one.vitality !== 'dead' && one.vitality !== 'unconscious';
  const beside = around.beside.filter(awake).map((one) => nameOf(ship, one.person));
  const who = beside.slice(0, NAMED_MAX).join(', ');
  const more = beside.length - NAMED_MAX;
  const parts = [
    more > 0 ? t('person.heard_more', { who, count: more }) : who,
    ...around.beyond.filter(awake).map((one) => t('person.heard_glass', { who: nameOf(ship, one.person) })),
    ...lines.map((line) => t('person.heard_line', { who: line })),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join('; ') : t('person.heard_none');
}

export function nameOf(ship: Ship, person: string): string {
  return ship.people[person]?.name ?? person;
}
