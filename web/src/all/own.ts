// What each station's own page would say is next, so that one page and five pages say the same; and whether it presses.
import type { Seat } from '../link/seat.svelte';
import { decisions } from '../stations/captain/decide';
import { nextAct as captainNext } from '../stations/captain/next';
import { nextAct as engineeringNext } from '../stations/engineering/next';
import { NO_GRID, NO_ORDERS } from '../stations/engineering/told';
import { heldOf, mostThrottle, saidFall } from '../stations/helm/asked';
import { nextOf as helmNext, type Next as HelmNext } from '../stations/helm/next';
import { attitudeOf, situationOf } from '../stations/helm/situation';
import { nextLine } from '../stations/helm/words';
import { nextAct as operationsNext } from '../stations/operations/next';
import type { Role, Ship } from '../wire/protocol';
import type { Urgency } from './next';

export interface Own {
  text: string;
  /** How much it presses; absent where there is only to wait. */
  presses?: Urgency;
}

/** Acts at the helm that are waiting. */
const HELM_WAITS: readonly HelmNext['act'][] = [
  'hold',
  'hold_heavy',
  'climbing',
  'spooling',
  'stopping',
  'turning_belly',
  'orbit',
  'too_late',
];

/** Time to the point of no return from which nothing comes before the helm, s. */
const LAST_S = 180;

/** None for a station whose page says it only of its own memory, or that knows nothing yet. */
export function ownNext(
  role: Role | undefined,
  seat: Pick<Seat, 'panel' | 'sent' | 'tick'>,
  ship: Ship,
): Own | undefined {
  const readings = seat.panel('readings');
  if (!readings) return undefined;
  switch (role) {
    case 'captain': {
      const next = captainNext(seat, ship);
      return next === undefined
        ? undefined
        : { text: next.text, presses: decisions(seat, ship).length > 0 ? 2 : undefined };
    }
    case 'helm': {
      const machines = seat.panel('machines');
      const panels = { me: seat.panel('me'), readings, machines, path: seat.panel('path') };
      const attitude = attitudeOf({ outside: seat.panel('outside'), readings });
      const situation = situationOf(ship.flight, panels, attitude, {
        hold: heldOf(machines?.steering),
        throttle: mostThrottle(machines?.engines),
        told: saidFall(seat.sent),
      });
      const next = helmNext(situation);
      return {
        text: nextLine(next, situation.to_no_return_s).text,
        presses: HELM_WAITS.includes(next.act)
          ? undefined
          : (situation.to_no_return_s ?? Infinity) < LAST_S
            ? 0
            : 1,
      };
    }
    case 'engineering': {
      const told = {
        ship,
        tick: seat.tick,
        readings,
        grid: seat.panel('grid') ?? NO_GRID,
        loads: seat.panel('loads') ?? {},
        core: seat.panel('core'),
        machines: seat.panel('machines'),
        orders: seat.panel('orders') ?? NO_ORDERS,
        people: seat.panel('people') ?? {},
        talk: seat.panel('talk'),
        me: seat.panel('me'),
      };
      return engineeringNext(told, undefined);
    }
    case 'operations': {
      const text = operationsNext(seat, ship)?.text;
      return text === undefined ? undefined : { text, presses: 3 };
    }
    default:
      return undefined;
  }
}
