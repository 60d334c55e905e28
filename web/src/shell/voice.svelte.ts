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
      for (const alert of board.alerts) {
        const once = `${alert.id} ${alert.since_tick} ${alert.priority}`;
        if (alert.state !== 'unseen' || said.has(once)) continue;
        said.add(once);
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
  return [t(`priority.${alert.priority}`), alert.what, alert.more].filter(Boolean).join('. ');
}
