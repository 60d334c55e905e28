// The next act in words, and the control that does it.
import type { Next as Line } from '../../parts/next';
import { duration, number } from '../../parts/format';
import { t } from '../../text';
import type { Next } from './next';

const CONTROL: Partial<Record<Next['act'], string>> = {
  stop_engines: 'shut',
  climb: 'pitch',
  flatten: 'pitch',
  throttle: 'throttle',
  stop_turn: 'damp',
  turn_belly: 'belly',
  report: 'report',
  hold_heavy: 'brace',
};

export function nextLine(next: Next, to_no_return_s: number | undefined): Line {
  return { text: words(next, to_no_return_s), to: CONTROL[next.act] };
}

function words(next: Next, to_no_return_s: number | undefined): string {
  switch (next.act) {
    case 'climb':
    case 'flatten':
      return t(`helm.next.${next.act}`, { deg: next.pitch_deg });
    case 'hold_heavy':
      return t('helm.next.hold_heavy', { g: number(next.load_g, 1), left: duration(next.in_s) });
    case 'hold':
      return to_no_return_s === undefined
        ? t('helm.next.hold')
        : t('helm.next.hold_left', { left: duration(to_no_return_s) });
    default:
      return t(`helm.next.${next.act}`);
  }
}
