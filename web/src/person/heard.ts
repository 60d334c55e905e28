// What was heard, as it is read: words that somebody chose stand in quotes, all else in a sentence about them.
import { t } from '../text';
import type { Directed, Heard, Message, Orders, Ship, Task, Topic } from '../wire/protocol';
import type { SentOrder } from '../link/order-life';
import type { Act } from '../wire/protocol';

export interface Line {
  id: string;
  tick: number;
  by_person: string;
  who: string;
  way: Heard['way'];
  text: string;
  quoted: boolean;
  mine: boolean;
  /** Who was within hearing of one's own words. */
  hearers?: string;
  /** Orders and answers between others: kept under the fold. */
  aside: boolean;
}

function number(id: string): number {
  return Number(id.replace(/\D/g, ''));
}

/** What was heard and still can be read: the ship tells only the latest, and a call to all must not be lost to talk. */
export function withHeard(
  before: Record<string, Heard>,
  heard: Record<string, Heard> | undefined,
): Record<string, Heard> {
  const news = Object.entries(heard ?? {}).filter(([id]) => !before[id]);
  if (news.length === 0) return before;
  const all = [...Object.entries(before), ...news].sort(([a], [b]) => number(a) - number(b));
  const lately = new Set(all.slice(-HEARD_MAX));
  return Object.fromEntries(all.filter((one) => lately.has(one) || one[1].way === 'announcement'));
}
const HEARD_MAX = 60;

/** The last lines to stand in the open, the newest first; the last that was said to all is among them. */
export function openLines(lines: readonly Line[], count: number): Line[] {
  const plain = lines.filter((line) => !line.aside);
  const last = (plain.length > 0 ? plain : lines).slice(-count);
  const announced = plain.findLast((line) => line.way === 'announcement');
  if (announced && !last.includes(announced)) last.splice(0, 1, announced);
  return last.toReversed();
}

/** Words of one's own that were kept. */
export interface Own {
  id: number;
  tick: number;
  message: Message;
  /** Who was within hearing, in words. */
  hearers?: string;
}

/** Adds what was kept since; a tick is when the page knew of it. */
export function withOwn(
  before: readonly Own[],
  sent: readonly SentOrder<Act>[],
  tick: number,
  hearers?: string,
): readonly Own[] {
  const known = new Set(before.map((one) => one.id));
  const after = sent.flatMap(({ id, order, answer }): Own[] =>
    order.kind === 'comms.say' && answer?.kind === 'kept' && !known.has(id)
      ? [{ id, tick, message: order.message as Message, ...(hearers && { hearers }) }]
      : [],
  );
  return after.length === 0 ? before : [...before, ...after.toReversed()].slice(-OWN_MAX);
}
const OWN_MAX = 40;

function ownLine(one: Own, ship: Ship, me: string): Line {
  const said = textOf(one.message);
  const words = 'words' in one.message ? one.message.words : undefined;
  const to = words?.to_person;
  return {
    id: `own:${one.id}`,
    tick: one.tick,
    by_person: me,
    who: t('person.you_said'),
    way: 'direct',
    text:
      said ??
      (words
        ? t('person.own', {
            who: to ? (ship.people[to]?.name ?? to) : '',
            what: t(`person.topic.${words.topic}`),
          })
        : ''),
    quoted: said !== undefined,
    mine: true,
    ...(one.hearers && { hearers: one.hearers }),
    aside: false,
  };
}

/** The newest last. `me` becomes "you" where others speak of one. */
export function heardLines(
  heard: Record<string, Heard> | undefined,
  ship: Ship,
  me?: string,
  said: readonly Own[] = [],
): Line[] {
  const own = me && ship.people[me]?.name;
  const lines = Object.entries(heard ?? {})
    .sort(([a], [b]) => number(a) - number(b))
    .map(([id, one]): Line => {
      const said = textOf(one.message);
      return {
        id,
        tick: one.tick,
        by_person: one.by_person,
        who: ship.people[one.by_person]?.name ?? one.by_person,
        way: one.way,
        text: said ?? sentence(ship, one, own),
        quoted: said !== undefined,
        mine: one.by_person === me,
        aside: isAside(one.message),
      };
    });
  if (!me || said.length === 0) return lines;
  return [...lines, ...said.map((one) => ownLine(one, ship, me))].sort((a, b) => a.tick - b.tick);
}

/** Who does what, in a sentence in which oneself is "you". */
function sentence(ship: Ship, one: Heard, own: string | undefined): string {
  const who = ship.people[one.by_person]?.name ?? one.by_person;
  return `${who} ${own ? one.text.replaceAll(own, t('person.you')) : one.text}.`;
}

function textOf(message: Message): string | undefined {
  return 'text' in message ? message.text.text : undefined;
}

/** What is asked of oneself stands on the page by itself; what is asked of others is talk in the room. */
const ASIDE = ['order', 'acknowledge', 'decline', 'done', 'not_done', 'volunteering'];

function isAside(message: Message): boolean {
  return ASIDE.some((kind) => kind in message);
}

export interface Wanted {
  order: string;
  task: Task;
  by_person: string;
  text: string;
  offered: boolean;
}

/** Calls for volunteers that were heard and that nobody is known to have been sent for; the newest first. */
export function wantedOf(
  heard: Record<string, Heard> | undefined,
  sent: readonly SentOrder<Act>[],
  over: boolean,
): Wanted[] {
  if (over) return [];
  return Object.entries(heard ?? {})
    .sort(([a], [b]) => number(b) - number(a))
    .flatMap(([, one]) => {
      if (!('volunteer_wanted' in one.message)) return [];
      const { order, task } = one.message.volunteer_wanted;
      const offered = sent.some(
        ({ order: act, answer }) =>
          act.kind === 'command.volunteer' && act.order === order && answer?.kind !== 'rejected',
      );
      return [{ order, task, by_person: one.by_person, text: one.text, offered }];
    });
}

export type Mine = Directed & {
  order: string;
  /** The same, asked before by the same person and not answered. */
  again: string[];
};

/** Directives to answer, and those taken on, the oldest first. What is asked again stands once, as last asked; what was
 * taken on is not asked any more. */
export function mineOf(orders: Orders | undefined): { toAnswer: Mine[]; takenOn: Mine[] } {
  const all = Object.entries(orders?.mine ?? {})
    .map(([order, row]): Mine => ({ order, ...row, again: [] }))
    .sort((a, b) => a.tick - b.tick || number(a.order) - number(b.order));
  const takenOn = all.filter((one) => one.standing === 'accepted');
  const open = all.filter((one) => one.standing === 'heard' || one.standing === 'given');
  const same = (a: Mine, b: Mine) => a.by_person === b.by_person && a.text === b.text;
  const toAnswer = open
    .filter((one, at) => !open.slice(at + 1).some((later) => same(one, later)))
    .filter((one) => !takenOn.some((taken) => same(one, taken)))
    .map((one) => ({
      ...one,
      again: open.filter((other) => other.order !== one.order && same(one, other)).map(({ order }) => order),
    }));
  return { toAnswer, takenOn };
}

const TO_THE_HURT: readonly Topic[] = [
  'comfort',
  'thanks',
  'ship_safe',
  'ship_not_yet',
  'bond',
  'reproach',
  'farewell',
];
const FROM_THE_HURT: readonly Topic[] = [
  'ask_ship',
  'pain',
  'fear',
  'duty',
  'bond',
  'charge',
  'thanks',
  'farewell',
];
const PLAIN: readonly Topic[] = ['ask_ship', 'ship_safe', 'ship_not_yet', 'thanks', 'comfort', 'fear'];

/** What one might say to somebody: to the dead one thing, to the hurt others than to the well. */
export function topicsFor(other: string | undefined, oneself_hurt: boolean): readonly Topic[] {
  if (other === 'dead') return ['grief'];
  if (oneself_hurt) return FROM_THE_HURT;
  return other === 'casualty' || other === 'unconscious' ? TO_THE_HURT : PLAIN;
}
