// The life of a directive between people as its giver has been told: given, heard, taken on, done; or declined, or
// failed, with the reason. What has not happened is owed.
import { t } from '../text';
import type { Directed } from '../wire/protocol';
import { clock, secondsOf } from './format';
import type { Step } from './OrderLife.svelte';

/** Steps of a directive; `who` names whoever answered it. */
export function stepsOfDirective(directed: Directed, who?: string): Step[] {
  const { standing } = directed;
  const steps: Step[] = [
    { text: t('directive.given', { time: clock(secondsOf(directed.tick)) }), state: 'done' },
  ];
  const heard: Step = {
    text: t('directive.heard'),
    state: standing === 'given' ? 'waiting' : 'done',
  };
  steps.push(heard);
  const why = directed.reason?.text ?? t('directive.no_reason');
  if (standing === 'refused') return [...steps, { text: t('directive.refused', { why }), state: 'refused' }];
  const taken = standing === 'accepted' || standing === 'achieved' || standing === 'failed';
  steps.push({
    text: who && taken ? t('directive.accepted', { who }) : t('directive.taken'),
    state: taken ? 'done' : 'owed',
  });
  if (standing === 'failed') return [...steps, { text: t('directive.failed', { why }), state: 'refused' }];
  const done = standing === 'achieved';
  const time = done ? clock(secondsOf(directed.standing_tick)) : '';
  steps.push({ text: t('directive.achieved', { time }).trim(), state: done ? 'done' : 'owed' });
  return steps;
}
