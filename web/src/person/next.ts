// The next useful act of somebody on foot, drawn from what they see, hear and are asked: one sentence.
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
  /** What one last set out to do. */
  errand?: string;
  handUp: boolean;
}

/** Fitness below which the body hardly does what it is asked. */
const SPENT = 0.35;

const HELPLESS: readonly PersonSeen['vitality'][] = ['casualty', 'unconscious'];

export function nextFor(now: Situation): string {
  const { ship, me, around } = now;
  if (me && !me.body.lucid) return t('person.next.listen');
  const ring = now.calls.find((call) => call.incoming && !call.answered);
  if (ring) return t('person.next.call', { who: now.caller(ring) });
  const [asked] = now.toAnswer;
  if (asked) return t('person.next.answer', { who: nameOf(ship, asked.by_person), what: asked.text });
  if (me && mustGoDown(me.body)) return t('person.next.down');
  const hand = around.beyond.find((one) => one.hand_at_portal !== undefined);
  if (hand && !now.handUp) return t('person.next.hand', { who: nameOf(ship, hand.person) });
  const wanted = now.wanted.find((one) => !one.offered);
  if (wanted) return t('person.next.volunteer', { who: nameOf(ship, wanted.by_person), what: wanted.text });
  const errand = me?.body.busy ? now.errand : undefined;
  if (errand) return t('person.next.doing', { what: errand });
  const hurt = around.beside.find((one) => HELPLESS.includes(one.vitality));
  if (hurt && !me?.body.busy) return t('person.next.treat', { who: nameOf(ship, hurt.person) });
  const beyond = around.beyond.find((one) => HELPLESS.includes(one.vitality));
  if (beyond) return t('person.next.glass', { who: nameOf(ship, beyond.person) });
  if (me?.body.busy) return t('person.next.busy');
  // Whoever can hardly move is sent nowhere.
  if (me && me.body.fitness < SPENT)
    return t(around.beyond.length > 0 ? 'person.next.spent_glass' : 'person.next.spent');
  if (me?.seat) return t('person.next.chair', { seat: ship.seats[me.seat]?.name ?? me.seat });
  return t('person.next.look');
}
