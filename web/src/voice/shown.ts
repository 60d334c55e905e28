// What the talk key shows: whether voice is on, who would hear, whether one is live, and who speaks now.
import { t } from '../text';

export type MicState = 'unasked' | 'asking' | 'ready' | 'refused' | 'missing' | 'insecure';

export interface Told {
  /** Voice is on. */
  on: boolean;
  mic: MicState;
  /** The key is held. */
  held: boolean;
  /** Names of the players who hear what is spoken here. */
  near: readonly string[];
  /** Those of them whom the voice reaches. */
  reached: readonly string[];
  /** Names of the players whose voices come in now. */
  speaking: readonly string[];
}

export interface Shown {
  state: 'off' | 'ready' | 'live' | 'cannot';
  label: string;
  /** Who would hear, or why nobody does. */
  line: string;
  /** Who speaks. */
  speaks?: string;
  /** All of it, with names. */
  more: string;
}

export function shown(told: Told): Shown {
  const speaks = speaksSaid(told.speaking);
  const base = { label: t('voice.hold'), ...(speaks && { speaks }) };
  if (!told.on) return { ...base, state: 'off', line: t('voice.off'), more: t('voice.off_more') };
  const { mic } = told;
  if (mic === 'asking')
    return { ...base, state: 'ready', line: t('voice.asking'), more: t('voice.asking_more') };
  if (mic === 'refused' || mic === 'missing' || mic === 'insecure')
    return { ...base, state: 'cannot', line: t(`voice.${mic}`), more: t(`voice.${mic}_more`) };
  const live = told.held && mic === 'ready' && told.reached.length > 0;
  return {
    ...base,
    state: live ? 'live' : 'ready',
    label: t(live ? 'voice.live' : 'voice.hold'),
    line: hearSaid(told),
    more: more(told),
  };
}

function hearSaid({ near, reached }: Told): string {
  const [first, ...others] = reached;
  if (first === undefined) return t(near.length > 0 ? 'voice.nobody_on' : 'voice.nobody');
  return others.length > 0
    ? t('voice.hear', { count: reached.length })
    : t('voice.one_hears', { who: first });
}

function more({ near, reached }: Told): string {
  if (near.length === 0) return t('voice.nobody_more');
  const silent = near.filter((name) => !reached.includes(name));
  return [
    reached.length > 0 && t('voice.hears_more', { who: reached.join(', ') }),
    silent.length > 0 && t('voice.silent_more', { who: silent.join(', ') }),
  ]
    .filter(Boolean)
    .join(' ');
}

function speaksSaid(names: readonly string[]): string | undefined {
  const last = names.at(-1);
  if (last === undefined) return undefined;
  if (names.length === 1) return t('voice.speaks', { who: last });
  return t('voice.speak', { who: t('voice.and', { who: names.slice(0, -1).join(', '), last }) });
}
