/** What stands beside the ship, one at a time, where there is no room for all of it. */
export const SIDES = ['people', 'events', 'fall'] as const;
export type Side = (typeof SIDES)[number];
