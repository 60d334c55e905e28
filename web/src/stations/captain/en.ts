// English texts of this station.
export const captain = {
  'captain.purpose': 'The ship at a glance: who does what, what is asked of whom, and what is known.',
} as const;
