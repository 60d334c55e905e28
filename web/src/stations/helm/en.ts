// English texts of this station.
export const helm = {
  'helm.purpose': 'Attitude, path and thrust: keep her belly to the wind, and climb when the engines answer.',
} as const;
