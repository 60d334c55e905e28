// The lock in words: how each door stands and why it is held, what opening it would let in, how the filters get on.
import { duration, number } from '../../parts/format';
import type { Sample } from '../../parts/reading';
import { t } from '../../text';
import { cleanIn, door, outerHeldBy, outside, type DoorNow } from './chamber';
import { value, type Told } from './told';

export type Side = 'inner' | 'outer';
/** Units in a cubic metre above which the glass door is held. */
const LIMIT = 1;
/** Samples after which the filters would show what they do. */
const MEASURED = 30;

const air = (told: Told, room: string | undefined) =>
  room === undefined ? undefined : value(told, 'contamination', room);
const rate = (told: Told, room: string | undefined) =>
  room === undefined ? undefined : value(told, 'dose_rate', room);
const say = (n: number | undefined) =>
  n === undefined ? '?' : n === 0 ? '0' : n < 0.01 ? n.toPrecision(1) : number(n, n < 10 ? 2 : 0);

export function doorText(now: DoorNow): string {
  if (!now.known) return t('engineering.door.dark');
  if (now.open > 0.02 && now.open < 0.98)
    return t('engineering.door.moving', { share: Math.round(100 * now.open) });
  return t(now.shut ? 'engineering.door.shut' : 'engineering.door.open');
}

/** Why a door is held; none while it is not, or not known to be. */
export function heldText(told: Told, side: Side): string | undefined {
  const panel = told.core?.answers;
  if (!panel) return undefined;
  if (side === 'inner') return panel.inner_held ? t('engineering.door.why_inner') : undefined;
  const by = outerHeldBy(panel);
  if (by === 'inner') return t('engineering.door.why_outer_inner');
  return by === 'air'
    ? t('engineering.door.why_outer_air', { over: number(panel.lock_over_limit ?? 0, 1) })
    : undefined;
}

/** What opening a door does. */
export function openEffect(told: Told, side: Side): string {
  const { chamber } = told.ship;
  const room = side === 'inner' ? chamber?.core_compartment : chamber?.lock_compartment;
  return t(`engineering.door.${side}_effect`, { air: say(air(told, room)), dose: say(rate(told, room)) });
}

/** What overriding the interlock does. */
export function overrideEffect(told: Told): string {
  const { chamber } = told.ship;
  const [lock, core] = [chamber?.lock_compartment, chamber?.core_compartment];
  const [dose, over, count] = [rate(told, lock), told.core?.answers?.lock_over_limit, outside(told).length];
  if (dose === undefined && over === undefined) return t('engineering.interlock.effect_unknown', { count });
  if (!door(told, 'inner').shut) {
    const says = { dose: say(rate(told, core)), air: say(air(told, core)), count };
    return t('engineering.interlock.effect_inner', says);
  }
  if (over !== undefined && over <= 1) return t('engineering.interlock.effect_clean');
  return t('engineering.interlock.effect', { air: say(air(told, lock) ?? over), dose: say(dose), count });
}

/** How the filters get on. */
export function filterText(told: Told, history: readonly Sample[]): string {
  const panel = told.core?.answers;
  if (!panel) return t('engineering.dark');
  if (!panel.decontaminating) return t('engineering.filters.off');
  const load = told.ship.chamber && told.loads[told.ship.chamber.filter_load];
  if (load && load.on && load.delivered_w < 1) return t('engineering.filters.shed');
  const left = cleanIn(history, LIMIT);
  if (left !== undefined && left > 0) return t('engineering.filters.left', { left: duration(left) });
  return t(history.length > MEASURED ? 'engineering.filters.slow' : 'engineering.filters.measuring');
}

/** Why the filters cannot be run; none when they can. */
export function cannotFilter(told: Told): string | undefined {
  const panel = told.core?.answers;
  if (!panel) return t('engineering.dark');
  if (!panel.inner_shut) return t('engineering.filters.inner');
  return (panel.lock_over_limit ?? 2) <= 1 ? t('engineering.filters.clean') : undefined;
}

/** Whether the filters run without power that others are given before them. */
export function starved(told: Told): boolean {
  const load = told.ship.chamber && told.loads[told.ship.chamber.filter_load];
  return !!told.core?.answers?.decontaminating && !!load && load.unshed < 0.5 && load.priority > 1;
}
