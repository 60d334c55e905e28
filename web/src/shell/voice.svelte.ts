// What a seat's alerts sound like and how they are said: the alarm until seen or silenced, a chime for each caution,
// and the words for those who do not look or do not hear.
import type { Alert } from '../alerts/alerts';
import { Announcer, type Announcement } from '../alerts/announce';
import type { Board } from '../alerts/board.svelte';
import { rank } from '../alerts/machine';
import { now } from '../link/now.svelte';
import { duration } from '../parts/format';
import { synth } from '../sound/synth';
import { t } from '../text';
import { settings } from '../theme/settings.svelte';

/** Seconds a chime's caption stands. */
const CHIME_MS = 3000;

export class Voice {
  /** What sounds or is silenced, in words; none while nothing does, or captions are off. */
  caption: string | undefined = $state();
  assertive: string = $state('');
  polite: string = $state('');

  constructor(board: Board) {
    const announcer = new Announcer();
    // Not shown: nothing has to redraw when it changes.
    const said = new Set<string>();
    let chimed_ms = -Infinity;

    $effect(() => synth.waitForGesture());
    $effect(() => synth.setVolume(settings.chosen.sound ? settings.chosen.volume : 0));
    $effect(() => synth.alarm(board.sounding));
    $effect(() => () => synth.alarm(undefined));

    $effect(() => {
      const unseen = board.situations.filter(({ state }) => state === 'unseen');
      const named = (alert: Alert) => `${alert.id} ${alert.priority}`;
      const still = new Set(unseen.map(named));
      for (const once of said) if (!still.has(once)) said.delete(once);
      for (const alert of unseen) {
        if (said.has(named(alert))) continue;
        said.add(named(alert));
        announcer.say(inWords(alert), rank(alert.priority) < 2);
        if (alert.priority === 'caution') {
          synth.chime();
          chimed_ms = performance.now();
        }
      }
    });
    $effect(() => {
      const sounds = board.sounding ?? (now.ms - chimed_ms < CHIME_MS ? 'caution' : undefined);
      const { silenced_s } = board;
      if (silenced_s !== undefined) this.caption = t('alert.silenced', { left: duration(silenced_s) });
      else this.caption = sounds && settings.chosen.captions ? t(`sound.${sounds}`) : undefined;
      const next: Announcement | undefined = announcer.take(now.ms);
      if (next?.assertive) this.assertive = next.text;
      else if (next) this.polite = next.text;
    });
  }
}

function inWords(alert: Alert): string {
  const how = [alert.value, alert.against].filter(Boolean).join(', ');
  return [t(`priority.${alert.priority}`), [alert.what, how].filter(Boolean).join(' '), alert.more]
    .filter(Boolean)
    .join('. ');
}
