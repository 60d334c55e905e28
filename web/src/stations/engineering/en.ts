// English texts of this station.
export const engineering = {
  'engineering.purpose':
    'Power and core: bring the grid back, start the core, and watch over the people who do it.',
} as const;
