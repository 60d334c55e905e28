// What one's own body tells, in words: no gauges. The gravest first, and nothing that is simply as it should be.
import { t, type Key } from '../text';
import type { BodySense, Me } from '../wire/protocol';

type Step = readonly [below: number, key: Key | undefined];

/** The first step whose bound the value is below; the last one is for all that is above. */
function step(value: number, steps: readonly Step[]): Key | undefined {
  return steps.find(([below]) => value < below)?.[1];
}

const PAIN: readonly Step[] = [
  [0.08, undefined],
  [0.3, 'person.pain_some'],
  [0.6, 'person.pain_strong'],
  [Infinity, 'person.pain_all'],
];
const FITNESS: readonly Step[] = [
  [0.35, 'person.very_weak'],
  [0.7, 'person.weak'],
  [Infinity, undefined],
];
const SIGHT: readonly Step[] = [
  [0.3, 'person.sight_gone'],
  [0.85, 'person.sight_narrow'],
  [Infinity, undefined],
];
const WEIGHT_G: readonly Step[] = [
  [0.1, 'person.weightless'],
  [0.75, 'person.light_weight'],
  [1.3, undefined],
  [2, 'person.heavy'],
  [4, 'person.very_heavy'],
  [Infinity, 'person.crushing'],
];
const AIR_K: readonly Step[] = [
  [273, 'person.freezing'],
  [286, 'person.cold'],
  [302, undefined],
  [311, 'person.warm'],
  [333, 'person.hot'],
  [Infinity, 'person.burning'],
];
/** Breaths a minute; 14 at rest. */
const BREATH: readonly Step[] = [
  [20, undefined],
  [28, 'person.breath_quick'],
  [Infinity, 'person.breath_hard'],
];
const LIGHT: readonly Step[] = [
  [0.02, 'person.dark'],
  [0.3, 'person.dim'],
  [0.7, 'person.half_light'],
  [Infinity, undefined],
];

/** Dose above which nobody lives, whatever is done for them, Gy. */
const DEADLY_GY = 10;

/** What the body says of itself; nothing while all is as it should be. */
export function ownSaid(body: BodySense): Key[] {
  return [
    step(body.pain, PAIN),
    step(body.fitness, FITNESS),
    step(body.sight, SIGHT),
    body.breathing_per_min > 0 ? step(body.breathing_per_min, BREATH) : undefined,
    body.lucid ? undefined : ('person.not_lucid' as const),
  ].filter((key) => key !== undefined);
}

/** What the body says of itself, then what surrounds it. */
export function bodySaid(body: BodySense): Key[] {
  const own = ownSaid(body);
  const around = [step(body.felt_g, WEIGHT_G), step(body.air_temperature_k, AIR_K), step(body.light, LIGHT)];
  const first: Key[] = own.length > 0 ? own : ['person.well'];
  return [...first, ...around.filter((key) => key !== undefined)];
}

/** How one holds oneself. */
export function postureSaid(body: BodySense): Key[] {
  const keys: Key[] = [`person.posture.${body.posture}`];
  if (body.strapped) keys.push('person.strapped');
  if (body.braced) keys.push('person.braced');
  return keys;
}

/** Too heavy to be on one's feet. */
export function mustGoDown(body: BodySense): boolean {
  return body.felt_g >= 2 && !body.strapped && !body.braced && body.posture === 'standing';
}

/** Whether one sees who is here: as the ship decides it. */
export function sees(body: BodySense): 'well' | 'dark' | 'blind' {
  if (body.sight <= 0.1) return 'blind';
  return body.light <= 0.01 ? 'dark' : 'well';
}

/** What one was told about the dose, as a text key; none when nothing was told. */
export function toldKey(me: Me | undefined): 'person.told_dose' | 'person.told_small' | undefined {
  const told = me?.told_dose_gy ?? 0;
  if (told <= 0) return undefined;
  return told > DEADLY_GY ? 'person.told_dose' : 'person.told_small';
}

/** How long one is said to live after a dose that kills, in words; none when nothing was told. */
export function survivalSaid(me: Me): string | undefined {
  if (toldKey(me) !== 'person.told_dose' || !(me.told_survival_s > 0)) return undefined;
  const minutes = Math.round(me.told_survival_s / 60);
  if (minutes < 2) return t('person.time.seconds', { count: Math.round(me.told_survival_s) });
  if (minutes < 90) return t('person.time.minutes', { count: minutes });
  const hours = Math.round(minutes / 60);
  return hours < 48
    ? t('person.time.hours', { count: hours })
    : t('person.time.days', { count: Math.round(hours / 24) });
}

/** How much of the page's light is left to somebody whose sight closes in, 0..=1. */
export function dimmed(body: BodySense): number {
  return Math.min(1, Math.max(0.55, 0.55 + body.sight * 0.5));
}

export type Life = 'awake' | 'fainted' | 'dead';

/** Awake, fainted or dead. */
export function lifeOf(body: BodySense): Life {
  if (!body.alive) return 'dead';
  return body.conscious ? 'awake' : 'fainted';
}
