// Sitting down at many places at once.
import type { Link } from '../link/link.svelte';
import type { Place } from '../wire/protocol';

/** Places that the ship lets one page hold. */
const PLACES_MAX = 12;

export function takeFree(link: Pick<Link, 'sit'>, free: readonly Place[], name: string): void {
  localStorage.setItem('qd.name', name);
  for (const place of free.slice(0, PLACES_MAX)) link.sit(place.key, name);
}
