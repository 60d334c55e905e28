import { expect, test } from 'vitest';
import { profileOf, sentencesOf } from './profile';

const room = (name: string, low: [number, number, number], high: [number, number, number]) => ({
  name,
  deck: 1,
  low_body_m: low,
  high_body_m: high,
});

test('each room once from the side, and the chairs in theirs', () => {
  const ship = {
    compartments: {
      bridge: room('Bridge', [60, -5, -10], [80, 5, -6]),
      port: room('Port', [0, -9, 0], [60, -1, 4]),
      starboard: room('Starboard', [0, 1, 0], [60, 9, 4]),
    },
    seats: {
      helm: { name: 'Helm', role: 'helm', compartment: 'bridge', may: [] },
      captain: { name: 'Captain', role: 'captain', compartment: 'bridge', may: [] },
    },
  } as unknown as Parameters<typeof profileOf>[0];
  const { rooms, chairs, box } = profileOf(ship);
  expect(rooms).toHaveLength(2);
  expect(chairs).toEqual([{ key: 'bridge', name: 'Bridge', x: 70, y: -8, seats: ['helm', 'captain'] }]);
  expect(box).toEqual([0, -10, 80, 14]);
});

test('sentences', () => {
  expect(sentencesOf('She is 1.5 km up. The grid fails: it is over. No help.')).toEqual([
    'She is 1.5 km up.',
    'The grid fails: it is over.',
    'No help.',
  ]);
});
