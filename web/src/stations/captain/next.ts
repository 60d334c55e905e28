// The captain's next useful act, drawn from the state.
import type { Seat } from '../../link/seat.svelte';
import { t } from '../../text';
import type { Ship } from '../../wire/protocol';
import { decisions } from './decide';
import { ranked } from './known';

export function nextAct(seat: Pick<Seat, 'panel' | 'sent'>, ship: Ship): string | undefined {
  const me = seat.panel('me');
  const orders = seat.panel('orders');
  const name = (key: string) => ship.people[key]?.name ?? key;
  if (me?.conn_person !== undefined && me.conn_person !== me.person) {
    return t('captain.next.conn', { who: name(me.conn_person) });
  }
  const asked = Object.values(orders?.mine ?? {}).find((one) => one.standing === 'heard');
  if (asked) return t('captain.next.asked', { who: name(asked.by_person), what: asked.text });
  for (const call of Object.values(orders?.volunteers ?? {})) {
    const [offer] = ranked(call);
    if (offer && !call.sent_person) return t('captain.next.volunteer', { who: name(offer.person) });
  }
  const [first] = decisions(seat, ship);
  if (first) return t('captain.next.decide', { what: first.label });
  const refused = Object.values(orders?.given ?? {}).find((one) => one.standing === 'refused');
  if (refused) {
    const who = refused.answered_by_person ? name(refused.answered_by_person) : '';
    return t('captain.next.refused', { who, what: refused.text });
  }
  return Object.keys(orders?.given ?? {}).length > 0 ? t('captain.next.wait') : undefined;
}
