// An order of the helm in words, as its own list shows it.
import { number } from '../../parts/format';
import { t } from '../../text';
import type { Act } from '../../wire/protocol';

export function told(act: Act): string {
  switch (act.kind) {
    case 'flight.trim':
      if (act.attack_deg === undefined && act.bank_deg === 0) return t('helm.belly');
      return t('helm.told_trim', {
        attack: act.attack_deg === undefined ? t('helm.trim_own') : `${number(act.attack_deg)}°`,
        bank: number(act.bank_deg, 0, true),
      });
    case 'flight.pitch':
      return t('helm.pitch_do', { deg: number(act.pitch_deg, 0, true) });
    case 'flight.damp':
      return t('helm.damp');
    case 'flight.coast':
      return t('helm.coast');
    case 'engines.throttle':
      return t(act.engine ? 'helm.told_engine' : 'helm.told_engines', {
        percent: number(act.throttle * 100),
      });
    case 'comms.say':
      return t(
        'report' in act.message && 'ship_safe' in act.message.report.what
          ? 'helm.report_safe'
          : 'helm.told_report',
      );
    case 'comms.announce':
      return t('helm.brace');
    case 'command.accept':
      return t('helm.told_accept');
    case 'command.refuse':
      return t('helm.told_refuse');
    default:
      return t('helm.told_other');
  }
}
