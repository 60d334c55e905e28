// The next useful act, drawn from the state, in words: what is about to go wrong first, then what others ask, then the
// restart, then what brings more of the grid back.
import { duration, secondsOf } from '../../parts/format';
import { t } from '../../text';
import { atElements, door } from './chamber';
import { freeHands, hottest, nextBreaker, recoder } from './grid';
import { CORE_PRESET, current, steps, STRIKE_FROM } from './restart';
import { nameOf, value, type Told } from './told';

const inSentence = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
/** How long what others ask comes before what the state asks, s. */
const ASKED_S = 30;

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
    const preset = told.ship.presets[CORE_PRESET]?.name ?? '';
    return t('engineering.next.trips', { name: hot.name, left: duration(hot.trips_in_s), preset });
  }
  const asked = Object.values(told.orders.mine).find(
    (order) => order.standing === 'heard' && secondsOf(told.tick - order.standing_tick) < ASKED_S,
  );
  if (!asked) return undefined;
  return t('engineering.next.accept', { who: nameOf(told, asked.by_person), what: asked.text });
}

function lockNext(told: Told, aligned: boolean): string | undefined {
  const panel = told.core?.answers;
  if (!panel || !aligned) return undefined;
  if (!door(told, 'inner').shut) return t('engineering.next.close_inner');
  const dirty = (panel.lock_over_limit ?? 0) > 1;
  if (dirty && !panel.decontaminating) return t('engineering.next.filters');
  return undefined;
}

function recodeNext(told: Told): string | undefined {
  const waiting = waitingControllers(told);
  const first = waiting[0];
  if (first === undefined || freeHands(told).length === 0) return undefined;
  const name = inSentence(told.ship.controllers[first]?.name ?? first);
  return t('engineering.next.recode', { count: waiting.length, name });
}

function alignNext(told: Told, went: string | undefined): string {
  if (atElements(told, went) !== undefined) return recodeNext(told) ?? t('engineering.next.align_wait');
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
        ? t('engineering.next.field_wait', { value: percent(value(told, 'containment')) })
        : t('engineering.next.field');
    case 'preheat':
      return step.state === 'asked'
        ? (recodeNext(told) ??
            t('engineering.next.preheat_wait', {
              value: percent(value(told, 'preheat')),
              from: percent(STRIKE_FROM),
            }))
        : t('engineering.next.preheat');
    case 'ignite':
      return step.state === 'now' ? t('engineering.next.ignite') : undefined;
    case 'generator':
    case 'feed':
      return name === undefined ? recodeNext(told) : t('engineering.next.generator', { name });
    default:
      return undefined;
  }
}

/** None while nothing is known at all. */
export function nextAct(told: Told, went: string | undefined): string | undefined {
  if (Object.keys(told.readings).length === 0) return undefined;
  const offset_m = value(told, 'core_alignment');
  const aligned = offset_m !== undefined && offset_m <= told.ship.core.aligned_m;
  const found = pressing(told) ?? lockNext(told, aligned) ?? restartNext(told, went) ?? recodeNext(told);
  if (found !== undefined) return found;
  const breaker = nextBreaker(told);
  if (breaker)
    return t('engineering.next.breaker', { name: inSentence(told.ship.breakers[breaker]?.name ?? breaker) });
  return t('engineering.next.well');
}
