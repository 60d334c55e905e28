// English texts of this station.
export const medical = {
  'medical.purpose': 'The hurt: who needs a medic first, how they fare, and what a dose will do.',
} as const;
