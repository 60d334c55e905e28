// Her outline, from the side with the bow to the right and from behind; 150 units are her length.

export const SHIP_SIDE =
  'M-74 3 L-72 -8 L-50 -11 L-42 -17 L-18 -18 L-12 -12 L40 -9 Q66 -7 75 1 Q70 8 50 10 L-10 13 L-58 11 Q-72 9 -74 3Z';

export const SHIP_BEHIND =
  'M-64 3 L-34 -6 L-16 -9 L-11 -20 L11 -20 L16 -9 L34 -6 L64 3 L40 9 L14 14 L-14 14 L-40 9Z M-32 -1 a6 6 0 1 0 .1 0Z M32 -1 a6 6 0 1 0 .1 0Z';
