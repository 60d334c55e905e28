// Core, chamber and lock: dirt as dots, what the filters still take, what the work in the chamber costs, who is where.
import type { Sample } from '../../parts/reading';
import type { CorePanel, Directed, PersonSeen } from '../../wire/protocol';
import { liveGiven, value, type Told } from './told';

/** Dots for each unit in a cubic metre, over the whole drawing of a chamber. */
const DOTS_PER_UNIT = 4;
const DOTS_MAX = 420;
/** Golden ratio steps: dots spread evenly without a pattern, and each keeps its place as others go. */
const STEP_X = 0.754877666;
const STEP_Y = 0.569840291;

/** Places of dots in a box of 1 by 1, as many as there is dirt; `share` is the box's size to the chamber's. */
export function dots(density: number | undefined, share = 1): [number, number][] {
  const many = Math.min(DOTS_MAX * share, (density ?? 0) * DOTS_PER_UNIT * share);
  const count = density !== undefined && density > 0.05 ? Math.max(1, Math.round(many)) : 0;
  return Array.from({ length: count }, (_, at) => [(0.5 + at * STEP_X) % 1, (0.5 + at * STEP_Y) % 1]);
}

/** How long until a falling density is down to its limit, s: by how it fell so far; none while it does not. */
export function cleanIn(history: readonly Sample[], limit: number): number | undefined {
  const [first, last] = [history.at(0), history.at(-1)];
  if (!first || !last || last.t_s - first.t_s < 5 || last.value <= 0) return undefined;
  if (last.value <= limit) return 0;
  const rate = Math.log(first.value / last.value) / (last.t_s - first.t_s);
  return rate > 1e-4 ? Math.log(last.value / limit) / rate : undefined;
}

/** Time on the way between the doors, in the field of the chamber, s. */
const WAY_S = 12;
/** Standard seconds of work that a good hand does there in a second. */
const PACE = 0.85;
/** How far a standard second of work moves the elements, m: a skilled pair of hands does a millimetre in four seconds. */
const RATE_M = 0.000_25;

/** Dose, Gy, and time to death, s, by the medical law (docs/laws): straight between these on logarithmic paper. */
const LIVES: readonly [number, number][] = [
  [1.5, 5_184_000],
  [3, 3_456_000],
  [5, 2_246_400],
  [6.5, 1_814_400],
  [9, 1_123_200],
  [15, 734_400],
  [30, 388_800],
  [80, 172_800],
  [105, 164_160],
  [150, 103_680],
  [2000, 900],
  [2500, 600],
  [4000, 300],
];

/** How long one lives after a dose, s; none when it does not kill. */
export function survival(dose_gy: number): number | undefined {
  const first = LIVES[0];
  const last = LIVES.at(-1);
  if (!first || !last || dose_gy < first[0]) return undefined;
  if (dose_gy >= last[0]) return (last[1] * last[0]) / dose_gy;
  const at = LIVES.findIndex(([dose]) => dose > dose_gy);
  const [low, high] = [LIVES[at - 1] ?? first, LIVES[at] ?? last];
  const share = Math.log(dose_gy / low[0]) / Math.log(high[0] / low[0]);
  return Math.exp(Math.log(low[1]) + share * Math.log(high[1] / low[1]));
}

export interface Cost {
  rate_gy_s: number;
  work_s: number;
  dose_gy: number;
  /** None when it does not kill. */
  survival_s?: number;
}

/** What putting the elements in line by hand costs whoever does it; none when offset or dose are not known. */
export function cost(told: Told): Cost | undefined {
  const { chamber } = told.ship;
  const offset_m = value(told, 'core_alignment');
  const rate_gy_s = chamber && value(told, 'dose_rate', chamber.core_compartment);
  if (offset_m === undefined || rate_gy_s === undefined) return undefined;
  const work_s = offset_m / RATE_M / PACE;
  const dose_gy = rate_gy_s * (work_s + WAY_S);
  return { rate_gy_s, work_s, dose_gy, survival_s: survival(dose_gy) };
}

export interface Inside {
  person: string;
  place: 'chamber' | 'lock' | 'outside';
  /** None for those who are not seen but known to have gone in. */
  seen?: PersonSeen;
}

/** Whoever is said to have gone in, by what was heard, the last one. */
export function wentIn(told: Told): string | undefined {
  const words = Object.values(told.talk?.heard ?? {}).sort((a, b) => b.tick - a.tick);
  for (const { message } of words) {
    if ('report' in message && 'went_in' in message.report.what) return message.report.what.went_in.person;
  }
  return undefined;
}

/** Who works at the elements, by an order given from here or by what was heard. */
export function atElements(told: Told, remembered?: string): string | undefined {
  for (const [, order] of liveGiven(told)) {
    if ('realign' in order.directive && order.standing === 'accepted') {
      return byWhom(order);
    }
  }
  // Who gave it up or could not go on is not at it any more, whatever was heard before.
  const gaveUp = Object.values(told.orders.given).some(
    (order) =>
      'realign' in order.directive &&
      ['refused', 'failed', 'achieved'].includes(order.standing) &&
      byWhom(order) === remembered,
  );
  return gaveUp ? undefined : remembered;
}

function byWhom(order: Directed): string | undefined {
  return order.answered_by_person ?? ('person' in order.to ? order.to.person.person : undefined);
}

/** Who is seen in chamber and lock, and who went in and is not seen. */
export function inside(told: Told, went: string | undefined): Inside[] {
  const { chamber } = told.ship;
  if (!chamber) return [];
  const seen = Object.values(told.people).flatMap((person): Inside[] => {
    if (person.compartment === chamber.core_compartment)
      return [{ person: person.person, place: 'chamber', seen: person }];
    if (person.compartment === chamber.lock_compartment)
      return [{ person: person.person, place: 'lock', seen: person }];
    return [];
  });
  const known = went !== undefined && told.people[went] === undefined;
  return known ? [...seen, { person: went, place: 'chamber' }] : seen;
}

/** Who stands outside the glass. */
export function outside(told: Told): PersonSeen[] {
  const place = told.ship.chamber?.outside_compartment;
  return Object.values(told.people).filter((person) => person.compartment === place);
}

export interface DoorNow {
  known: boolean;
  /** Share open. */
  open: number;
  shut: boolean;
  held: boolean;
}

/** A door of the lock, by its own actuator, else by the core's panel. */
export function door(told: Told, which: 'inner' | 'outer'): DoorNow {
  const { chamber } = told.ship;
  const portal = which === 'inner' ? chamber?.inner_portal : chamber?.outer_portal;
  const seen = portal === undefined ? undefined : told.machines?.doors[portal];
  const panel = told.core?.answers;
  if (!seen && !panel) return { known: false, open: 0, shut: true, held: false };
  const shut = panel ? (which === 'inner' ? panel.inner_shut : panel.outer_shut) : (seen?.open ?? 0) < 0.01;
  const held = panel ? (which === 'inner' ? panel.inner_held : panel.outer_held) : (seen?.held ?? false);
  return { known: true, open: seen?.open ?? (shut ? 0 : 1), shut, held };
}

/** Why the glass door is held, as far as the panel tells. */
export function outerHeldBy(panel: CorePanel): 'inner' | 'air' | undefined {
  if (!panel.outer_held) return undefined;
  return panel.inner_shut ? 'air' : 'inner';
}

/** Where the elements are drawn, as shares of the drawing's swing: up and down in turn, by how far they are out. */
export function swing(offset_m: number | undefined, at: number): number {
  const size = Math.min(1, Math.sqrt((offset_m ?? 0) / 0.01));
  return size * ([0.7, -1, 0.55, -0.8, 1, -0.6, 0.85][at % 7] ?? 0);
}
