// English texts of this page.
export const person = {
  'person.purpose': 'What you see, where you can go, and who is beside you.',
  'person.in': '{room}, deck {deck}',
  'person.remembered': 'last seen {time}, {where}',
} as const;
