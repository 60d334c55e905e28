// How loud the ship is by what is told of her: each sound has one true cause, and is silent without it. Levels 0..=1.
import type { Outside, Ways } from '../wire/protocol';

/** Pressure of the air at which its rush is all there is, Pa. */
const FULL_WIND_PA = 20_000;
/** Heat flux at which the fire is all there is, W/m²; below the least it is not heard. */
const FULL_FIRE_W_M2 = 400_000;
const LEAST_FIRE_W_M2 = 2000;

type Air = Pick<Outside, 'air_density_kg_m3' | 'airspeed_m_s'>;

/** Air along the hull, by its pressure: nothing in space. */
export function windOf({ air_density_kg_m3, airspeed_m_s }: Air): number {
  return Math.min(1, Math.sqrt((0.5 * air_density_kg_m3 * airspeed_m_s ** 2) / FULL_WIND_PA));
}

/** The fire of the entry, by the heat that meets the bow. */
export function fireOf({ heating_w_m2 }: Pick<Outside, 'heating_w_m2'>): number {
  if (heating_w_m2 < LEAST_FIRE_W_M2) return 0;
  return Math.min(1, Math.sqrt(heating_w_m2 / FULL_FIRE_W_M2));
}

/** Share of the way within which a door counts as standing still. */
const STILL = 0.02;

/** Whether a door of the room one is in began to run between two looks. Another room has other doors: nothing ran. */
export function doorRan(before: Ways | undefined, now: Ways | undefined): boolean {
  if (!before || !now) return false;
  const rests = (open: number) => open < STILL || open > 1 - STILL;
  return Object.entries(now.out).some(([portal, way]) => {
    const was = before.out[portal];
    return (
      was !== undefined &&
      was.compartment === way.compartment &&
      rests(was.open) &&
      Math.abs(way.open - was.open) > STILL
    );
  });
}
