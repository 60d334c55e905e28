// The next useful act, drawn from the state, in words: what is about to go wrong first, then what others ask, then the
// restart, then what brings more of the grid back.
import type { Next } from '../../parts/next';
import { duration, secondsOf } from '../../parts/format';
import { t } from '../../text';
import { askedOf } from './asked';
import { beside, joins, nextBreaker, shortOf } from './balance';
import { atElements, door, inside } from './chamber';
import { controllerName, freeHands, hottest, islandOf, presetEffect, recoder } from './grid';
import { CORE_PRESET, current, steps, strikeFrom } from './restart';
import { nameOf, powerText, shown, value, type Told } from './told';
import { otherTie, wayName } from './ways';

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
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

const running = (told: Told) => told.core?.answers?.phase === 'running';

function pressing(told: Told): Next | undefined {
  const hot = hottest(told);
  if (hot?.trips_in_s !== undefined && hot.trips_in_s < 30) {
    const [name, left] = [sentence(wayName(told, hot.key)), duration(hot.trips_in_s)];
    const other = beside(told, hot.key);
    if (other) {
      const text = t('engineering.next.close_beside', { name: wayName(told, other), left });
      return { text, to: `breaker-${other}` };
    }
    // The allocation helps only while the core does not feed the boards, and only with something to take.
    const preset = told.ship.presets[CORE_PRESET];
    if (!running(told) && preset && presetEffect(told, preset).net_w < -FREES_W) {
      const text = t('engineering.next.trips', { name, left, preset: preset.name });
      return { text, to: `preset-${CORE_PRESET}` };
    }
    return { text: t('engineering.next.trips_off', { name, left }), to: `breaker-${hot.key}` };
  }
  const asked = askedOf(told)
    .map(([, order]) => order)
    .find((order) => secondsOf(told.tick - order.standing_tick) < ASKED_S);
  if (!asked) return undefined;
  const text = t('engineering.next.accept', { who: nameOf(told, asked.by_person), what: asked.text });
  return { text, to: 'asked' };
}

function lockNext(told: Told, went: string | undefined): Next | undefined {
  const panel = told.core?.answers;
  const offset_m = value(told, 'core_alignment');
  if (!panel || offset_m === undefined || offset_m > told.ship.core.aligned_m) return undefined;
  if (!door(told, 'inner').shut) {
    const left = inside(told, went).find((one) => one.place === 'chamber');
    const text = left
      ? t('engineering.next.close_inner_on', { who: nameOf(told, left.person) })
      : t('engineering.next.close_inner');
    return { text, to: 'door-inner' };
  }
  const dirty = (panel.lock_over_limit ?? 0) > 1;
  if (!dirty) return undefined;
  if (!panel.decontaminating) return { text: t('engineering.next.filters'), to: 'filters' };
  const filters = told.ship.chamber && told.loads[told.ship.chamber.filter_load];
  return filters && filters.unshed < 0.5 && filters.priority > 1
    ? { text: t('engineering.next.feed_filters'), to: 'filters' }
    : undefined;
}

function recodeNext(told: Told): Next | undefined {
  const waiting = waitingControllers(told);
  const first = waiting[0];
  if (first === undefined || freeHands(told).length === 0) return undefined;
  const name = controllerName(told, first);
  const text =
    waiting.length === 1
      ? t('engineering.next.recode_last', { name })
      : t('engineering.next.recode', { count: waiting.length, name });
  return { text, to: `controller-${first}` };
}

function alignNext(told: Told, went: string | undefined): Next {
  const at = atElements(told, went);
  const wait = () => ({
    text: t('engineering.next.align_wait', { who: nameOf(told, at) }),
    to: 'step-align',
  });
  if (at !== undefined) return recodeNext(told) ?? wait();
  const call = Object.values(told.orders.volunteers).find((asked) => 'realign' in asked.task);
  const count = Object.keys(call?.offers ?? {}).length;
  return {
    text: count > 0 ? t('engineering.next.offer', { count }) : t('engineering.next.align'),
    to: 'step-align',
  };
}

/** A breaker worth closing, unless something should come off first. */
function closeNext(told: Told): Next | undefined {
  const breaker = nextBreaker(told);
  if (breaker === undefined) return undefined;
  const what = joins(told, breaker);
  // The fire keeps itself once it burns, and what joins the boards must bear what hangs there.
  if (what.kind !== 'feeds' && what.kind !== 'source' && preheatOn(told)) return preheatOff();
  const name = wayName(told, breaker);
  const to = `breaker-${breaker}`;
  const limit_w = Object.values(told.ship.lines).find((line) => line.breaker === breaker)?.limit_w ?? 0;
  const other = otherTie(told, breaker);
  if (other !== undefined && what.kind === 'joins' && what.carries_w > limit_w)
    return { text: t('engineering.next.close_pair', { name, other }), to };
  return { text: t(running(told) ? 'engineering.next.generator' : 'engineering.next.breaker', { name }), to };
}
const preheatOn = (told: Told) => running(told) && told.core?.answers?.preheat === true;
const preheatOff = (): Next => ({ text: t('engineering.next.preheat_off'), to: 'step-preheat' });

/** Where power is short and no breaker would help, what to take off. */
function shedNext(told: Told): Next | undefined {
  const short = shortOf(told);
  if (!short) return undefined;
  if (preheatOn(told)) return preheatOff();
  const preset = told.ship.presets[CORE_PRESET];
  if (!running(told) && preset) {
    const frees_w = -presetEffect(told, preset, islandOf(told, short.bus)).net_w;
    if (frees_w > FREES_W) {
      const says = { name: short.name, short: powerText(short.short_w), preset: preset.name };
      const text = t('engineering.next.shed', { ...says, frees: powerText(frees_w) });
      return { text, to: `preset-${CORE_PRESET}` };
    }
    return undefined;
  }
  const says = { name: short.name, short: powerText(short.short_w) };
  return { text: t('engineering.next.switch_off', says), to: `bus-${short.bus}` };
}

function restartNext(told: Told, went: string | undefined): Next | undefined {
  if (told.core && !told.core.answers) return { text: t('engineering.next.dark'), to: 'bus-emergency-core' };
  const step = current(steps(told));
  const to = step && `step-${step.key}`;
  switch (step?.key) {
    case 'supply':
      return { text: t('engineering.next.supply'), to };
    case 'align':
      return alignNext(told, went);
    case 'coolant':
      // Nothing needs cooling yet while somebody must go in first.
      return steps(told).some((one) => one.key === 'align' && one.state === 'now')
        ? alignNext(told, went)
        : { text: t('engineering.next.coolant'), to };
    case 'field': {
      if (step.state !== 'asked') return { text: t('engineering.next.field'), to };
      const text = t('engineering.next.field_wait', { value: percent(value(told, 'containment')) });
      return lockNext(told, went) ?? { text, to };
    }
    case 'preheat': {
      if (step.state !== 'asked') return { text: t('engineering.next.preheat'), to };
      const says = { value: percent(value(told, 'preheat')), from: percent(strikeFrom(told)) };
      return (
        recodeNext(told) ?? lockNext(told, went) ?? { text: t('engineering.next.preheat_wait', says), to }
      );
    }
    case 'ignite': {
      const text = t(step.state === 'now' ? 'engineering.next.ignite' : 'engineering.next.ignite_wait');
      return { text, to };
    }
    case 'generator':
    case 'feed':
      return closeNext(told) ?? shedNext(told) ?? recodeNext(told);
    default:
      return undefined;
  }
}

/** While she falls still, power on the boards is of use only once the bridge knows of it. */
function fallNext(told: Told): Next | undefined {
  const left = shown(told, 'time_to_no_return');
  if (!left || left.band === 'normal') return undefined;
  return {
    text:
      left.value > 0
        ? t('engineering.next.climb', { left: duration(left.value) })
        : t('engineering.next.past'),
  };
}

/** None while nothing is known at all. */
export function nextAct(told: Told, went: string | undefined): Next | undefined {
  if (Object.keys(told.readings).length === 0) return undefined;
  return (
    pressing(told) ??
    restartNext(told, went) ??
    recodeNext(told) ??
    lockNext(told, went) ??
    closeNext(told) ??
    shedNext(told) ??
    fallNext(told) ?? { text: t('engineering.next.well') }
  );
}
