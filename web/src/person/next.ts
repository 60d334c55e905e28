// The next useful act of somebody on foot, drawn from what they see, hear and are asked: one sentence.
import type { Next } from '../parts/next';
import { t } from '../text';
import type { Call, Directed, Me, PersonSeen, Ship } from '../wire/protocol';
import type { Around } from './around';
import { nameOf } from './around';
import { mustGoDown } from './body';
import type { Wanted } from './heard';

export interface Situation {
  ship: Ship;
  me?: Me;
  around: Around;
  toAnswer: readonly Directed[];
  wanted: readonly Wanted[];
  calls: readonly Call[];
  caller: (call: Call) => string;
  /** The core wants hands, and the way in begins here. */
  alone: boolean;
  /** What one is at, as a sentence. */
  errand?: string;
  handUp: boolean;
  /** Those for whom one's own hands were told that no more can be done. */
  treated: ReadonlySet<string>;
}

/** Fitness below which the body hardly does what it is asked. */
const SPENT = 0.35;

const HELPLESS: readonly PersonSeen['vitality'][] = ['casualty', 'unconscious'];

export function nextFor(now: Situation): Next {
  const { ship, me, around } = now;
  if (me && !me.body.lucid) return { text: t('person.next.listen') };
  const ring = now.calls.find((call) => call.incoming && !call.answered);
  if (ring) return { text: t('person.next.call', { who: now.caller(ring) }), to: 'call' };
  const [asked] = now.toAnswer;
  if (asked)
    return {
      text: t('person.next.answer', { who: nameOf(ship, asked.by_person), what: asked.text }),
      to: 'asked',
    };
  if (me && mustGoDown(me.body)) return { text: t('person.next.down'), to: 'self' };
  const hand = around.beyond.find((one) => one.hand_at_portal !== undefined);
  if (hand && !now.handUp)
    return { text: t('person.next.hand', { who: nameOf(ship, hand.person) }), to: 'glass' };
  const wanted = now.wanted.find((one) => !one.offered);
  if (wanted)
    return {
      text: t('person.next.volunteer', { who: nameOf(ship, wanted.by_person), what: wanted.text }),
      to: 'offer',
    };
  const errand = me?.body.busy ? now.errand : undefined;
  if (errand) return { text: errand, to: 'self' };
  if (now.alone) return { text: t('person.next.alone'), to: 'offer' };
  const hurt = around.beside.find((one) => HELPLESS.includes(one.vitality) && !now.treated.has(one.person));
  if (hurt && !me?.body.busy)
    return { text: t('person.next.treat', { who: nameOf(ship, hurt.person) }), to: 'hands' };
  const beyond = around.beyond.find((one) => HELPLESS.includes(one.vitality));
  if (beyond) return { text: t('person.next.glass', { who: nameOf(ship, beyond.person) }), to: 'glass' };
  if (me?.body.busy) return { text: t('person.next.busy'), to: 'self' };
  // Whoever can hardly move is sent nowhere.
  if (me && me.body.fitness < SPENT)
    return {
      text: t(around.beyond.length > 0 ? 'person.next.spent_glass' : 'person.next.spent'),
      to: around.beyond.length > 0 ? 'glass' : 'self',
    };
  if (me?.seat)
    return { text: t('person.next.chair', { seat: ship.seats[me.seat]?.name ?? me.seat }), to: 'self' };
  return { text: t('person.next.look') };
}
