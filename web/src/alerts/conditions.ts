// What of a seat's view is wrong now, as conditions: instruments outside their limits, and the ship's own call to leave.
import { limitText, quantity } from '../parts/quantity';
import { markOf, nextLimit, rateOf, type Sample } from '../parts/reading';
import { t } from '../text';
import type { Instrument, Me, Ship, Shown, Steering } from '../wire/protocol';
import { adviceFor } from './advice';
import type { Condition } from './alerts';
import { rank } from './machine';

export interface View {
  readings: Record<string, Shown> | undefined;
  me: Me | undefined;
  /** What attitude control was told, where the seat sees it. */
  steering?: Steering;
  /** The last minute of an instrument. */
  history: (instrument: string) => readonly Sample[];
}

/** Kinds of which nobody can be said to need so much: they are under a limit, no more. */
const WATCHED = ['altitude', 'climb_rate', 'time_to_atmosphere', 'time_to_ground', 'time_to_no_return'];

/** She turns to where she was told to lie, which is no tumbling. Beyond the alarm limit it is too fast all the same. */
function turnsAsTold(steering: Steering | undefined, device: Instrument, { band }: Shown): boolean {
  if (!steering || steering.held || device.kind !== 'turn_rate' || band !== 'warning_high') return false;
  return 'trim' in steering.mode || 'pitch' in steering.mode;
}

export function conditionsOf(ship: Ship | undefined, place: string, view: View): Condition[] {
  const wrong: Condition[] = [];
  if (view.me?.condition === 'abandon') {
    wrong.push({
      id: 'condition',
      priority: 'emergency',
      what: t('alert.abandon'),
      more: t('alert.abandon_more'),
    });
  }
  if (!ship) return wrong;
  const byCause = new Map<string, Condition>();
  for (const [key, shown] of Object.entries(view.readings ?? {})) {
    const device = ship.instruments[key];
    // A dead device says nothing: its last band is no news.
    if (!device || shown.quality === 'dead' || turnsAsTold(view.steering, device, shown)) continue;
    const condition = conditionOf(key, device, shown, view.history(key));
    if (!condition) continue;
    condition.more = adviceFor(ship, place, device.kind, shown.band.endsWith('high'));
    wrong.push(condition);
    if (shown.cause === undefined) continue;
    const before = byCause.get(shown.cause);
    if (!before || rank(condition.priority) < rank(before.priority)) byCause.set(shown.cause, condition);
  }
  for (const condition of wrong) {
    const cause = view.readings?.[condition.id.replace('reading:', '')]?.cause;
    const root = cause === undefined ? undefined : byCause.get(cause);
    if (root && root !== condition) condition.root = root.id;
  }
  return wrong;
}

function conditionOf(
  key: string,
  device: Instrument,
  shown: Shown,
  history: readonly Sample[],
): Condition | undefined {
  const { band, value } = shown;
  const priority = markOf(band);
  if (!priority || band === 'normal') return undefined;
  // In the air already: nothing is left to count down to.
  if (device.kind === 'time_to_atmosphere' && value <= device.resolution) return undefined;
  const high = band.endsWith('high');
  const limit = device.limits[band];
  const against = high ? 'alert.at_most' : WATCHED.includes(device.kind) ? 'alert.under' : 'alert.needs';
  const worse = device.unit === 's' ? undefined : nextLimit(value, rateOf(history), device.limits);
  return {
    id: `reading:${key}`,
    priority,
    what: device.name,
    value: quantity(value, device, high ? 'up' : 'down'),
    against: !limit ? undefined : t(against, { limit: limitText(limit, device, value) }),
    left_s: worse && Math.floor(worse.left_s),
    kin: {
      key: `kin:${device.kind} ${high ? 'high' : 'low'}`,
      kind: device.kind,
      beyond:
        limit === undefined ? 0 : Math.abs(value - limit) / Math.max(Math.abs(limit), device.resolution),
    },
  };
}
