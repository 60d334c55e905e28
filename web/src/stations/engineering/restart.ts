// The restart of the core as a checklist: each step drawn from the state, never ticked by hand, with what it waits for
// and the one order that brings it on. The order of the steps is the handbook's; a plant that ran ahead shows so.
import type { Act } from '../../wire/protocol';
import { nextBreaker } from './balance';
import { kept } from './keep';
import { NO_CORE, value, type Told } from './told';

export type StepKey =
  'supply' | 'align' | 'coolant' | 'field' | 'preheat' | 'ignite' | 'output' | 'generator' | 'feed';

/** `asked` is ordered and on its way, `now` can be done, `later` waits for others, `dark` cannot be told. */
export type StepState = 'done' | 'asked' | 'now' | 'later' | 'dark';

export interface Step {
  key: StepKey;
  state: StepState;
  /** How far it has come, 0..=1. */
  share?: number;
  /** The steps it waits for. */
  after: StepKey[];
  /** What brings it on. */
  act?: Act;
  /** What ends it, while it is ordered. */
  off?: Act;
  /** Nothing needs it any more: what ends it is what is useful. */
  spent?: boolean;
}

/** What the handbook heats beyond the least that sustains a reaction. */
const TO_SPARE = 1.03;
/** Preheat, share, from which the fire is struck. */
export const strikeFrom = (told: Told) => (told.ship.core ?? NO_CORE).ignition_share * TO_SPARE;
/** Field below which the feed is shut, share. */
export const fieldScram = (told: Told) => (told.ship.core ?? NO_CORE).field_scram_share;
/** Field that counts as full: coils that were hot never quite get there. */
export const FIELD_FULL = 0.95;
/** Field that is enough to heat behind: half-way from the scram to full. */
const fieldEnough = (told: Told) => (1 + fieldScram(told)) / 2;
/** Share of its supply below which a part of the core counts as starved. */
const SUPPLY_ENOUGH = 0.75;
/** Share of a voltage from which a board counts as fed. */
const FED_PU = 0.9;

export const CORE_PRESET = 'core-first';

/** Least share of what they want that field, coolant and preheat get. */
export function coreSupply(told: Told): number | undefined {
  const { chamber } = told.ship;
  if (!chamber) return undefined;
  const loads = [chamber.containment_load, chamber.coolant_load, chamber.igniter_load];
  const shares = loads.flatMap((load) => {
    const seen = told.loads[load];
    const meter = value(told, 'load_supply', load);
    const given = seen ? Math.min(seen.share, seen.unshed) : undefined;
    const both = [meter, given].filter((share): share is number => share !== undefined);
    return both.length > 0 ? [Math.min(...both)] : [];
  });
  return shares.length > 0 ? Math.min(...shares) : undefined;
}

/** Output of the core asked, as share of full, by what its generator could give; none while that is dark or still. */
export function outputShare(told: Told): number | undefined {
  const key = Object.keys(told.ship.sources).find((one) => told.ship.sources[one]?.kind === 'core_generator');
  const seen = key === undefined ? undefined : told.grid.sources[key];
  const rated_w = key === undefined ? 0 : (told.ship.sources[key]?.rated_w ?? 0);
  if (!seen || rated_w <= 0 || seen.capability_w <= 0) return undefined;
  return seen.capability_w / rated_w;
}

/** Main boards with their voltage, as far as measured. */
export function mainBoards(told: Told): { bus: string; volts?: number }[] {
  return Object.keys(told.ship.buses)
    .filter((bus) => bus.startsWith('main-'))
    .map((bus) => ({ bus, volts: value(told, 'bus_voltage', bus) }));
}

export function openBreakers(told: Told): number {
  return Object.values(told.grid.breakers).filter((seen) => !seen.closed).length;
}

interface Line {
  key: StepKey;
  done: boolean | undefined;
  asked?: boolean;
  share?: number;
  needs: StepKey[];
  act?: Act;
  off?: Act;
  spent?: boolean;
}

function lines(told: Told): Line[] {
  const panel = told.core?.answers;
  const ship = told.ship.core ?? NO_CORE;
  const lit = panel && (panel.phase === 'running' || panel.phase === 'igniting');
  const running = panel && panel.phase === 'running';
  const supply = coreSupply(told);
  const offset_m = value(told, 'core_alignment');
  const field = value(told, 'containment');
  const preheat = value(told, 'preheat');
  const strike = strikeFrom(told);
  const generator = Object.entries(told.ship.sources).find(([, row]) => row.kind === 'core_generator');
  const boards = mainBoards(told).flatMap(({ volts }) => volts ?? []);
  const fed = boards.filter((volts) => volts >= FED_PU).length;
  const breaker = nextBreaker(told);
  const close: Act | undefined = breaker ? { kind: 'power.close_breaker', breaker } : undefined;
  const gives = generator && (told.grid.sources[generator[0]]?.delivered_w ?? 0) > 1e6;
  return [
    {
      key: 'align',
      done: offset_m === undefined ? undefined : offset_m <= ship.aligned_m,
      needs: [],
    },
    {
      key: 'supply',
      done: lit ? true : supply === undefined ? undefined : supply >= SUPPLY_ENOUGH,
      share: supply,
      needs: ['align'],
      act: told.ship.presets[CORE_PRESET] ? { kind: 'power.set_preset', preset: CORE_PRESET } : undefined,
    },
    {
      key: 'coolant',
      done: panel?.coolant,
      needs: ['supply'],
      act: { kind: 'core.coolant', on: true },
      off: panel?.coolant ? { kind: 'core.coolant', on: false } : undefined,
    },
    {
      key: 'field',
      done: field === undefined ? undefined : field >= FIELD_FULL,
      asked: panel?.containment,
      share: field,
      needs: ['align', 'supply'],
      act: { kind: 'core.containment', on: true },
      off: panel?.containment ? { kind: 'core.containment', on: false } : undefined,
    },
    {
      key: 'preheat',
      done: lit ? true : preheat === undefined ? undefined : preheat >= strike,
      asked: panel?.preheat,
      share: preheat === undefined ? undefined : Math.min(1, preheat / strike),
      needs: ['align', 'field'],
      act: { kind: 'core.preheat', on: true },
      off: panel?.preheat ? { kind: 'core.preheat', on: false } : undefined,
      spent: running === true && panel?.preheat,
    },
    {
      key: 'ignite',
      done: running,
      asked: panel?.phase === 'igniting',
      needs: ['align', 'coolant', 'field', 'preheat'],
      act: { kind: 'core.ignite' },
    },
    { key: 'output', done: running && outputShare(told) !== undefined, needs: ['ignite'] },
    { key: 'generator', done: running ? gives : panel ? false : undefined, needs: ['ignite'], act: close },
    {
      key: 'feed',
      done: boards.length > 0 ? running && gives && fed === boards.length : undefined,
      share: boards.length > 0 ? fed / boards.length : undefined,
      needs: ['generator'],
      act: close,
    },
  ];
}

export const steps: (told: Told) => Step[] = kept((told) => {
  const all = lines(told);
  const field = value(told, 'containment');
  const done = new Map(all.map((line) => [line.key, line.done]));
  return all.map((line) => {
    const enough = (need: StepKey) =>
      need === 'field' && line.key === 'preheat' && (field ?? 0) >= fieldEnough(told);
    const after = line.needs.filter((need) => done.get(need) !== true && !enough(need));
    const state: StepState =
      line.done === undefined
        ? 'dark'
        : line.done
          ? 'done'
          : line.asked
            ? 'asked'
            : after.length > 0
              ? 'later'
              : 'now';
    return {
      key: line.key,
      state,
      share: line.share,
      after,
      act: line.done && line.key !== 'feed' ? undefined : line.act,
      off: line.off,
      spent: line.spent,
    };
  });
});

/** The step to look at: the first that can be done, else the first on its way. */
export function current(all: readonly Step[]): Step | undefined {
  return all.find((step) => step.state === 'now') ?? all.find((step) => step.state === 'asked');
}

/** Preheat from which the fire may be struck, whatever else is wanting: who does it is told what that means. */
const STRIKE_MIN = 0.85;

export function canStrike(told: Told): boolean {
  const phase = told.core?.answers?.phase;
  if (phase === 'running' || phase === 'igniting') return false;
  const ready = steps(told).find((step) => step.key === 'ignite')?.state === 'now';
  return ready || (value(told, 'preheat') ?? 0) > STRIKE_MIN;
}
