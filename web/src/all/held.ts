// Several seats seen as one: what a lone player knows is what all of their seats know together.
import type { Watched } from '../alerts/board.svelte';
import { t } from '../text';
import type { Seat } from '../link/seat.svelte';
import type { Me, Panel, Panels, Place, Ship, ShipTruth, Shown } from '../wire/protocol';

export interface Held {
  place: Place;
  seat: Seat;
}

/** A station by its job alone, where no other station has the same. */
export function shortName(ship: Pick<Ship, 'seats'>, place: Place): string {
  const role = ship.seats[place.key]?.role;
  const same = Object.values(ship.seats).filter((seat) => seat.role === role).length;
  return role && same === 1 ? t(`all.role.${role}`) : place.name;
}

/** Panels of all seats laid over one another; of what only one of them can say, the first that says it. */
export function together<Name extends Panel>(seats: readonly Seat[], name: Name): Panels[Name] {
  const all = seats.flatMap((seat) => {
    const panel = seat.panel(name);
    return panel === undefined ? [] : [panel];
  });
  if (name === 'readings' || name === 'people' || name === 'loads') {
    return all.length === 0 ? undefined : (Object.assign({}, ...all) as Panels[Name]);
  }
  if (name === 'core') {
    const answers = (all as unknown as NonNullable<Panels['core']>[]).find((panel) => panel.answers);
    return (answers ?? all[0]) as Panels[Name];
  }
  if (name === 'me') {
    const each = all as unknown as Me[];
    const first = each.find((me) => me.person) ?? each[0];
    const known = [...new Set(each.flatMap((me) => me.known))];
    return (first && { ...first, known }) as Panels[Name];
  }
  // Every seat tells a path; only what flies her computes one.
  if (name === 'path') {
    return ((all as unknown as NonNullable<Panels['path']>[]).find((path) => path.length > 0) ??
      all[0]) as Panels[Name];
  }
  return all[0];
}

/** All seats as one that alerts can be made of. */
export function asOne(seats: () => readonly Seat[]): Watched {
  return {
    place: 'all',
    get tick() {
      return Math.max(0, ...seats().map((seat) => seat.tick));
    },
    get live() {
      return seats().some((seat) => seat.live);
    },
    panel: (name) => together(seats(), name),
    history: (instrument) =>
      seats()
        .map((seat) => seat.history(instrument))
        .find((samples) => samples.length > 0) ?? [],
    see: (alert) => seats()[0]?.see(alert),
  };
}

/** The held seat whose console shows what an alert is about; the first that has it. */
export function seatOfAlert(ship: Ship, held: readonly Held[], alert: string): Held | undefined {
  const seats = ship.instruments[alert.replace(/^reading:/, '')]?.seats ?? [];
  return held.find(({ place }) => seats.includes(place.key));
}

/** Time that a clock of the end shows when there is no end in sight, s: it counts no further. */
export const NO_END_S = 9990;

export function ending(time_s: number | undefined): number | undefined {
  return time_s !== undefined && time_s < NO_END_S ? time_s : undefined;
}

/** The fall as far as the seats know it; none while no device tells the altitude. */
export function fallOf(
  readings: Record<string, Shown> | undefined,
  me: Me | undefined,
):
  | (Pick<ShipTruth, 'altitude_m' | 'climb_rate_m_s' | 'is_safe' | 'is_lost'> &
      Partial<Pick<ShipTruth, 'to_ground_s' | 'to_no_return_s'>>)
  | undefined {
  const value = (key: string) => {
    const shown = readings?.[key];
    return shown && shown.quality !== 'dead' ? shown.value : undefined;
  };
  const altitude_m = value('altitude');
  if (altitude_m === undefined) return undefined;
  return {
    altitude_m,
    climb_rate_m_s: value('climb-rate') ?? 0,
    to_ground_s: ending(value('time-to-ground')),
    to_no_return_s: ending(value('time-to-no-return')),
    is_safe: me?.known.includes('ship_safe') ?? false,
    is_lost: false,
  };
}
