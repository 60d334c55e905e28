// Lines of a round dial: angles turn clockwise from the right, degrees.

/** Radius of the rim, in the drawing's own units. */
export const R = 100;

export interface Tick {
  deg: number;
  long: boolean;
}

function at(radius: number, deg: number): string {
  const rad = (deg * Math.PI) / 180;
  return `${(radius * Math.cos(rad)).toFixed(1)} ${(radius * Math.sin(rad)).toFixed(1)}`;
}

/** A stretch of a circle, the shorter way round where it is given in either order. */
export function arc(radius: number, from_deg: number, to_deg: number): string {
  const long = Math.abs(to_deg - from_deg) > 180 ? 1 : 0;
  const sweep = to_deg > from_deg ? 1 : 0;
  return `M${at(radius, from_deg)}A${radius} ${radius} 0 ${long} ${sweep} ${at(radius, to_deg)}`;
}

export function tickOf({ deg, long }: Tick, base_deg: number): string {
  return `M${at(R, deg + base_deg)}L${at(long ? R - 11 : R - 6, deg + base_deg)}`;
}

/** From the nearer end of a stretch to a place outside it; none inside. */
export function offFrom(good: readonly [number, number], deg: number): [number, number] | undefined {
  const [low, high] = good[0] < good[1] ? good : [good[1], good[0]];
  if (deg < low) return [low, deg];
  return deg > high ? [high, deg] : undefined;
}
