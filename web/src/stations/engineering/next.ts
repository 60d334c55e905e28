// The next useful act, drawn from the state, in words: what is about to go wrong first, then what others ask, then the
// restart, then what brings more of the grid back.
import { duration, secondsOf } from '../../parts/format';
import { t } from '../../text';
import { askedOf } from './asked';
import { atElements, door, inside } from './chamber';
import { controllerName, freeHands, hottest, nextBreaker, presetEffect, recoder } from './grid';
import { CORE_PRESET, current, steps, STRIKE_FROM } from './restart';
import { nameOf, shown, value, type Told } from './told';

/** "Breaker: tie from …" reads as "breaker of the tie from …" within a sentence. */
export const inSentence = (name: string) =>
  (name.charAt(0).toLowerCase() + name.slice(1)).replace(/^breaker: /, 'breaker of the ');
const sentence = (name: string) => name.charAt(0).toUpperCase() + inSentence(name).slice(1);
/** How long what others ask comes before what the state asks, s. */
const ASKED_S = 30;
/** What an allocation must free to be worth naming, W. */
const FREES_W = 100_000;

const percent = (share: number | undefined) => Math.round(100 * (share ?? 0));

/** Controllers that are down, have power and nobody at them: those of the main boards first, as sources hang there. */
export function waitingControllers(told: Told): string[] {
  const main = (key: string) => (key.includes('main') ? 0 : 1);
  return Object.values(told.grid.controllers)
    .filter((seen) => seen.phase !== 'up' && seen.powered && !recoder(told, seen.controller))
    .map((seen) => seen.controller)
    .sort((a, b) => main(a) - main(b));
}

function pressing(told: Told): string | undefined {
  const hot = hottest(told);
  if (hot?.trips_in_s !== undefined && hot.trips_in_s < 30) {
    const preset = told.ship.presets[CORE_PRESET];
    const [name, left] = [sentence(hot.name), duration(hot.trips_in_s)];
    // The allocation helps only while the core does not feed the boards, and only with something to take.
    const helps =
      told.core?.answers?.phase !== 'running' && preset && presetEffect(told, preset).net_w < -FREES_W;
    return helps
      ? t('engineering.next.trips', { name, left, preset: preset.name })
      : t('engineering.next.trips_off', { name, left });
  }
  const asked = askedOf(told)
    .map(([, order]) => order)
    .find((order) => secondsOf(told.tick - order.standing_tick) < ASKED_S);
  if (!asked) return undefined;
  return t('engineering.next.accept', { who: nameOf(told, asked.by_person), what: asked.text });
}

function lockNext(told: Told, went: string | undefined): string | undefined {
  const panel = told.core?.answers;
  const offset_m = value(told, 'core_alignment');
  if (!panel || offset_m === undefined || offset_m > told.ship.core.aligned_m) return undefined;
  if (!door(told, 'inner').shut) {
    const left = inside(told, went).find((one) => one.place === 'chamber');
    return left
      ? t('engineering.next.close_inner_on', { who: nameOf(told, left.person) })
      : t('engineering.next.close_inner');
  }
  const dirty = (panel.lock_over_limit ?? 0) > 1;
  if (!dirty) return undefined;
  if (!panel.decontaminating) return t('engineering.next.filters');
  const filters = told.ship.chamber && told.loads[told.ship.chamber.filter_load];
  return filters && filters.unshed < 0.5 && filters.priority > 1
    ? t('engineering.next.feed_filters')
    : undefined;
}

function recodeNext(told: Told): string | undefined {
  const waiting = waitingControllers(told);
  const first = waiting[0];
  if (first === undefined || freeHands(told).length === 0) return undefined;
  const name = controllerName(told, first);
  return waiting.length === 1
    ? t('engineering.next.recode_last', { name })
    : t('engineering.next.recode', { count: waiting.length, name });
}

function alignNext(told: Told, went: string | undefined): string {
  const at = atElements(told, went);
  if (at !== undefined)
    return recodeNext(told) ?? t('engineering.next.align_wait', { who: nameOf(told, at) });
  const call = Object.values(told.orders.volunteers).find((asked) => 'realign' in asked.task);
  const count = Object.keys(call?.offers ?? {}).length;
  return count > 0 ? t('engineering.next.offer', { count }) : t('engineering.next.align');
}

function restartNext(told: Told, went: string | undefined): string | undefined {
  if (told.core && !told.core.answers) return t('engineering.next.dark');
  const step = current(steps(told));
  const breaker = nextBreaker(told);
  const name = breaker === undefined ? undefined : inSentence(told.ship.breakers[breaker]?.name ?? breaker);
  switch (step?.key) {
    case 'supply':
      return t('engineering.next.supply');
    case 'align':
      return alignNext(told, went);
    case 'coolant':
      // Nothing needs cooling yet while somebody must go in first.
      return steps(told).some((one) => one.key === 'align' && one.state === 'now')
        ? alignNext(told, went)
        : t('engineering.next.coolant');
    case 'field':
      return step.state === 'asked'
        ? (lockNext(told, went) ??
            t('engineering.next.field_wait', { value: percent(value(told, 'containment')) }))
        : t('engineering.next.field');
    case 'preheat':
      return step.state === 'asked'
        ? (recodeNext(told) ??
            lockNext(told, went) ??
            t('engineering.next.preheat_wait', {
              value: percent(value(told, 'preheat')),
              from: percent(STRIKE_FROM),
            }))
        : t('engineering.next.preheat');
    case 'ignite':
      return step.state === 'now' ? t('engineering.next.ignite') : t('engineering.next.ignite_wait');
    case 'generator':
    case 'feed':
      return name === undefined ? recodeNext(told) : t('engineering.next.generator', { name });
    default:
      return undefined;
  }
}

/** While she falls still, power on the boards is of use only once the bridge knows of it. */
function fallNext(told: Told): string | undefined {
  const left = shown(told, 'time_to_no_return');
  if (!left || left.band === 'normal') return undefined;
  return left.value > 0
    ? t('engineering.next.climb', { left: duration(left.value) })
    : t('engineering.next.past');
}

/** None while nothing is known at all. */
export function nextAct(told: Told, went: string | undefined): string | undefined {
  if (Object.keys(told.readings).length === 0) return undefined;
  const found = pressing(told) ?? restartNext(told, went) ?? recodeNext(told) ?? lockNext(told, went);
  if (found !== undefined) return found;
  const breaker = nextBreaker(told);
  if (breaker)
    return t('engineering.next.breaker', { name: inSentence(told.ship.breakers[breaker]?.name ?? breaker) });
  return fallNext(told) ?? t('engineering.next.well');
}
