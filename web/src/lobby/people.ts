// Who of the ship's company is listed: those whom files name, those whom somebody plays, and whoever is looked for.
import { t } from '../text';
import type { Person, Place, Ship } from '../wire/protocol';

export interface Somebody {
  key: string;
  /** The place that being them is. */
  place: string;
  person: Person;
  taken?: Place;
}

/** Rows shown of what a search finds. */
export const FOUND_MAX = 30;

export function companyOf(ship: Ship | undefined, places: readonly Place[]): Somebody[] {
  const by = new Map(places.map((place) => [place.key, place]));
  return Object.entries(ship?.people ?? {})
    .map(([key, person]) => ({ key, place: `person:${key}`, person, taken: by.get(`person:${key}`) }))
    .sort(
      (a, b) =>
        Number(b.person.named) - Number(a.person.named) ||
        a.person.post.localeCompare(b.person.post) ||
        a.person.name.localeCompare(b.person.name),
    );
}

/** Without a word those named or played; with one everybody whose name, post or department holds all of it. */
export function listed(company: readonly Somebody[], word: string): Somebody[] {
  const wanted = word.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return company.filter((one) => one.person.named || one.taken?.player);
  return company.filter(({ person }) => {
    const text = `${person.name} ${person.post} ${t(`lobby.department.${person.department}`)}`.toLowerCase();
    return wanted.every((part) => text.includes(part));
  });
}
