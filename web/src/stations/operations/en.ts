// English texts of this station.
export const operations = {
  'operations.purpose':
    'What she has and who needs it: power by group, air, doors, people and where they are.',
} as const;
