// The lines of the intercom as keys: calls that ring or are open first in their own place, then the seats that can be
// called from here.
import { age, secondsOf } from '../parts/format';
import type { Line } from '../parts/IntercomKey.svelte';
import { t } from '../text';
import type { Act, Call, End, Me, Ship, Talk } from '../wire/protocol';

function nameOf(end: End, ship: Ship): string {
  if ('communicator' in end) return ship.people[end.communicator.person]?.name ?? end.communicator.person;
  return ship.compartments[end.intercom.compartment]?.name ?? end.intercom.compartment;
}

function reaches(call: Call, compartment: string): boolean {
  return 'intercom' in call.other && call.other.intercom.compartment === compartment;
}

export function linesOf(ship: Ship, talk: Talk | undefined, me: Me | undefined, tick: number): Line[] {
  const calls = Object.entries(talk?.calls ?? {});
  // On foot one is where one's body is; a chair stands where it stands.
  const here = me?.seat ? ship.seats[me.seat]?.compartment : me?.body?.compartment;
  const live = calls.map(([key, call]): Line => {
    const ringing = !call.answered;
    const detail = ringing
      ? t('intercom.ringing', { left: age(secondsOf(Math.max(0, tick - call.since_tick))) })
      : t('intercom.open_plain');
    return {
      key: `${call.incoming ? 'call' : 'mine'}:${key}`,
      name: nameOf(call.other, ship),
      state: ringing ? 'ringing' : 'open',
      detail,
    };
  });
  const rooms = new Map<string, string>();
  for (const [key, seat] of Object.entries(ship.seats)) {
    if (seat.compartment !== here && !rooms.has(seat.compartment)) rooms.set(seat.compartment, key);
  }
  const ready = [...rooms]
    .filter(([compartment]) => !calls.some(([, call]) => reaches(call, compartment)))
    .map(([compartment, seat]): Line => {
      const name = ship.compartments[compartment]?.name ?? ship.seats[seat]?.name ?? seat;
      return { key: `seat:${seat}`, name, state: 'ready', detail: t('intercom.ready') };
    });
  return [...live, ...ready];
}

/** What pressing a line's key orders. */
export function talkAct(line: Line): Act | undefined {
  const [kind, key = ''] = line.key.split(':');
  if (line.state === 'dead') return undefined;
  // What one is talking on, or called oneself without an answer yet, is put down.
  if (line.state === 'open' || kind === 'mine') return { kind: 'comms.hang_up' };
  if (line.state === 'ringing') return { kind: 'comms.answer', call: Number(key.replace(/\D/g, '')) };
  return kind === 'seat' ? { kind: 'comms.call', to_seat: key } : undefined;
}

/** The line that the talk key is about: what rings, else what is open, else the first that is ready. */
export function talkLine(lines: readonly Line[]): Line | undefined {
  return (
    lines.find((line) => line.state === 'ringing') ??
    lines.find((line) => line.state === 'open') ??
    lines.find((line) => line.state === 'ready')
  );
}
