// Where the mark of the bow's axis stands in the picture.

export interface BowMark {
  /** From the top of the picture. */
  top_percent: number;
  /** The axis lies beyond the picture's edge. */
  beyond?: 'above' | 'below';
  /** Angle between the middle of the picture and the axis, whole degrees. */
  degrees: number;
}

/** Kept clear at the edges, where values stand, per cent. */
const RIM = 26;

export function bowMark(tilt_rad: number, tan_half: number): BowMark {
  const degrees = Math.round((Math.abs(tilt_rad) * 180) / Math.PI);
  const up = Math.abs(tilt_rad) < 1.4 ? Math.tan(tilt_rad) / tan_half : Math.sign(tilt_rad) * Infinity;
  const top_percent = 50 - 50 * up;
  if (top_percent < RIM) return { top_percent: RIM, beyond: 'above', degrees };
  if (top_percent > 100 - RIM) return { top_percent: 100 - RIM, beyond: 'below', degrees };
  return { top_percent, degrees };
}
