// The captain's next useful act, drawn from the state, and the control that does it.
import type { Next } from '../../parts/next';
import type { Seat } from '../../link/seat.svelte';
import { t } from '../../text';
import type { Ship } from '../../wire/protocol';
import { decisions } from './decide';
import { ranked } from './known';

export function nextAct(seat: Pick<Seat, 'panel' | 'sent'>, ship: Ship): Next | undefined {
  const me = seat.panel('me');
  const orders = seat.panel('orders');
  const name = (key: string) => ship.people[key]?.name ?? key;
  if (me?.conn_person !== undefined && me.conn_person !== me.person) {
    return { text: t('captain.next.conn', { who: name(me.conn_person) }), to: 'conn' };
  }
  const asked = Object.values(orders?.mine ?? {}).find((one) => one.standing === 'heard');
  if (asked) {
    return { text: t('captain.next.asked', { who: name(asked.by_person), what: asked.text }), to: 'asked' };
  }
  for (const call of Object.values(orders?.volunteers ?? {})) {
    const [offer] = ranked(call);
    if (offer && !call.sent_person) {
      return { text: t('captain.next.volunteer', { who: name(offer.person) }), to: 'volunteers' };
    }
  }
  const [first] = decisions(seat, ship);
  if (first) return { text: t('captain.next.decide', { what: first.label }), to: `decide-${first.key}` };
  const refused = Object.values(orders?.given ?? {}).find((one) => one.standing === 'refused');
  if (refused) {
    const who = refused.answered_by_person ? name(refused.answered_by_person) : '';
    return { text: t('captain.next.refused', { who, what: refused.text }), to: 'orders' };
  }
  return Object.keys(orders?.given ?? {}).length > 0 ? { text: t('captain.next.wait') } : undefined;
}
