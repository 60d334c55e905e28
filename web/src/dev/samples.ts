// Sample states for the page of parts: every part in every state, with a stretch of history that moves.
import type { Alert } from '../alerts/alerts';
import type { Situation } from '../alerts/situations';
import type { Line } from '../parts/IntercomKey.svelte';
import type { Sample } from '../parts/reading';

/** A minute of samples ending at `value`, changing by `rate` a second, with a little unrest. */
export function history(value: number, rate: number, unrest = 0): Sample[] {
  return Array.from({ length: 121 }, (_, at) => {
    const t_s = at / 2 - 60;
    const wave = unrest * (Math.sin(at / 4) + 0.6 * Math.sin(at / 1.7 + 2) + 0.4 * Math.sin(at / 0.9 + 1));
    return { t_s, value: value + rate * t_s + (at < 105 ? wave : wave * ((120 - at) / 15)) };
  });
}

const alert = (
  id: string,
  priority: Alert['priority'],
  state: Alert['state'],
  what: string,
  more: string,
): Alert => ({
  id,
  priority,
  state,
  what,
  more,
  active: state !== 'gone',
  since_tick: 9800,
});

export const FIVE: Alert[] = [
  {
    ...alert('load', 'alarm', 'unseen', 'Load 2.1 g, limit 3', 'All decks strap in. Nobody has seen this.'),
    left_s: 15,
  },
  {
    ...alert('load', 'alarm', 'seen', 'Load 2.1 g, limit 3', 'All decks strap in.'),
    left_s: 15,
    seen_by: 'Tallis',
    seen_tick: 9980,
  },
  alert('load', 'alarm', 'gone', 'Load 3.2 g', ''),
  {
    ...alert('lab', 'warning', 'shelved', 'Laboratory 4 °C, limit 10', ''),
    shelved_by: 'Oake',
    shelved_why: 'heater is being mended',
    shelved_until_tick: 10_000 + 20 * 520,
  },
  { ...alert('pump', 'caution', 'held', 'Coolant pump 2 low', ''), held_by: 'restart of the core' },
];

export const FOUR: Alert[] = [
  {
    ...alert(
      'fall',
      'emergency',
      'seen',
      'Falling without thrust',
      'Engines by 14:52, in 6:32. Stay belly-first.',
    ),
    seen_by: 'Vail',
    seen_tick: 8080,
  },
  { ...alert('load', 'alarm', 'unseen', 'Load 2.1 g, limit 3', 'All decks strap in.'), left_s: 15 },
  {
    ...alert('battery', 'warning', 'seen', 'Battery fore 31 %, limit 35', 'Shed 0.2 MW from bus E.'),
    left_s: 581,
  },
  alert('trim', 'caution', 'seen', 'Trim 6.2° nose high', 'Adds 0.6 g to the peak.'),
];

const BOARDS = [
  alert(
    'bus',
    'alarm',
    'unseen',
    'Voltage of the aft main board',
    'needs 50. Bring in a source, or shed load.',
  ),
  alert('fore', 'alarm', 'unseen', 'Voltage of the forward main board', 'needs 50.'),
  alert('pump', 'warning', 'seen', 'Supply of the core coolant pump', 'needs 90.'),
];
export const TREE: Situation[] = [
  {
    ...alert('kin', 'alarm', 'unseen', 'Voltage of 2 boards', 'needs 50. Bring in a source, or shed load.'),
    value: '0 %',
    parts: BOARDS.map((one) => ({ ...one, value: '0 %' })),
  },
];

export const LINES: Line[] = [
  { key: 'engineering', name: 'Engineering', state: 'ringing', detail: 'calling, 4 s' },
  { key: 'bridge', name: 'Bridge', state: 'open', detail: 'open, Vail' },
  { key: 'sickbay', name: 'Sickbay', state: 'ready', detail: 'ready' },
  { key: 'deck9', name: 'Deck 9', state: 'dead', detail: 'no power' },
];
