// The lines of the intercom as keys: one for each room with a seat, always in its own place whether it rings, is open or
// waits; callers from elsewhere stand before them, where they move none.
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
  const called = (key: string, [id, call]: [string, Call]): Line => ({
    key,
    name: nameOf(call.other, ship),
    call: id,
    mine: !call.incoming,
    state: call.answered ? 'open' : 'ringing',
    detail: call.answered
      ? t('intercom.open_plain')
      : t('intercom.ringing', { left: age(secondsOf(Math.max(0, tick - call.since_tick))) }),
  });
  const rooms = new Map<string, string>();
  for (const [key, seat] of Object.entries(ship.seats)) {
    if (seat.compartment !== here && !rooms.has(seat.compartment)) rooms.set(seat.compartment, key);
  }
  const fixed = [...rooms].map(([compartment, seat]): Line => {
    const key = `seat:${seat}`;
    const call = calls.find(([, one]) => reaches(one, compartment));
    if (call) return called(key, call);
    const name = ship.compartments[compartment]?.name ?? ship.seats[seat]?.name ?? seat;
    return { key, name, state: 'ready', detail: t('intercom.ready') };
  });
  const others = calls
    .filter(([, call]) => ![...rooms.keys()].some((compartment) => reaches(call, compartment)))
    .map((call) => called(`call:${call[0]}`, call));
  return [...others, ...fixed];
}

/** What pressing a line's key orders. */
export function talkAct(line: Line): Act | undefined {
  if (line.state === 'dead') return undefined;
  // What one is talking on, or called oneself without an answer yet, is put down.
  if (line.state === 'open' || line.mine) return { kind: 'comms.hang_up' };
  if (line.call !== undefined) return { kind: 'comms.answer', call: Number(line.call.replace(/\D/g, '')) };
  return { kind: 'comms.call', to_seat: line.key.replace('seat:', '') };
}

/** The line that the talk key is about: what rings, else what is open, else the first that is ready. */
export function talkLine(lines: readonly Line[]): Line | undefined {
  return (
    lines.find((line) => line.state === 'ringing') ??
    lines.find((line) => line.state === 'open') ??
    lines.find((line) => line.state === 'ready')
  );
}
