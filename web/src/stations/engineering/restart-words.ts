// The restart in words: how far each step is, what it needs and whether that is there, and when the fire can be struck.
import { duration, number } from '../../parts/format';
import { rateOf, type Sample } from '../../parts/reading';
import { t } from '../../text';
import { atElements } from './chamber';
import { FIELD_FULL, fieldScram, openBreakers, steps, strikeFrom, type Step, type StepKey } from './restart';
import { nameOf, powerText, value, type Told } from './told';

/** Output below which the meter only shows its unrest, W. */
const FIRE_W = 1e12;
const percent = (share: number) => `${Math.round(100 * share)} %`;
const mm = (metres: number) => `${number(metres * 1000, 1)} mm`;

/** How long until the preheat is high enough, at the rate of the last minute, s. */
export function heatingFor(told: Told, history: readonly Sample[]): number | undefined {
  const preheat = value(told, 'preheat');
  const rate = rateOf(history);
  const strike = strikeFrom(told);
  if (preheat === undefined || preheat >= strike) return undefined;
  return rate !== undefined && rate > 1e-5 ? (strike - preheat) / rate : undefined;
}

/** What a step is about, or how it goes. */
export function stepText(told: Told, step: Step, went: string | undefined, heating_s?: number): string {
  switch (step.key) {
    case 'align': {
      const who = step.state === 'done' ? undefined : atElements(told, went);
      return who
        ? t('engineering.step.align.at', { who: nameOf(told, who) })
        : t('engineering.step.align.text');
    }
    case 'field':
      return t('engineering.step.field.text', { min: percent(fieldScram(told)) });
    case 'preheat':
      if (step.spent) return t('engineering.step.preheat.spent');
      return heating_s !== undefined && step.state === 'asked'
        ? t('engineering.step.preheat.left', { left: duration(heating_s) })
        : t('engineering.step.preheat.text', { from: percent(strikeFrom(told)) });
    case 'feed':
      return openBreakers(told) > 0
        ? t('engineering.step.feed.open', { count: openBreakers(told) })
        : t('engineering.step.feed.text');
    default:
      return t(`engineering.step.${step.key}.text`);
  }
}

/** What turning it off does. */
export function offEffect(told: Told, step: StepKey): string {
  return step === 'field'
    ? t('engineering.step.field.off_effect', { min: percent(fieldScram(told)) })
    : t(`engineering.step.${step as 'coolant' | 'preheat'}.off_effect`);
}

/** Its value, short. */
export function stepReading(told: Told, step: Step): string | undefined {
  const of = (kind: string) => value(told, kind);
  if (step.key === 'align') {
    const offset = of('core_alignment');
    return offset === undefined ? undefined : mm(offset);
  }
  if (step.key === 'coolant') return undefined;
  if (step.key === 'output') {
    const output = of('core_output');
    return output === undefined || output < FIRE_W ? undefined : powerText(output);
  }
  if (step.key === 'preheat') {
    const preheat = of('preheat');
    return preheat === undefined ? undefined : percent(preheat);
  }
  return step.share === undefined ? undefined : percent(Math.min(1, step.share));
}

export interface Need {
  step: StepKey;
  text: string;
  met: boolean;
}

/** What has to stand before the fire is struck, with its value now. */
export function needsOf(told: Told): Need[] {
  const state = (key: StepKey) => steps(told).find((step) => step.key === key)?.state;
  const dark = t('engineering.dark');
  const of = (kind: string, say: (value: number) => string) => {
    const now = value(told, kind);
    return now === undefined ? dark : say(now);
  };
  return [
    {
      step: 'align',
      met: state('align') === 'done',
      text: t('engineering.need.align', { now: of('core_alignment', mm) }),
    },
    {
      step: 'coolant',
      met: state('coolant') === 'done',
      text: t('engineering.need.coolant', {
        now: told.core?.answers ? t(told.core.answers.coolant ? 'engineering.on' : 'engineering.off') : dark,
      }),
    },
    {
      step: 'field',
      met: state('field') === 'done',
      text: t('engineering.need.field', { now: of('containment', percent), need: percent(FIELD_FULL) }),
    },
    {
      step: 'preheat',
      met: state('preheat') === 'done',
      text: t('engineering.need.preheat', { now: of('preheat', percent), need: percent(strikeFrom(told)) }),
    },
  ];
}
