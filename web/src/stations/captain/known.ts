// What the captain has been told: reports heard, the newest first.
import type { SentOrder } from '../../link/order-life';
import type { Act, Asked, Directive, Fact, FactKind, Panels, VolunteerSeen } from '../../wire/protocol';

type Body<Kind extends FactKind> =
  Extract<Fact, Record<Kind, unknown>> extends Record<Kind, infer B> ? B : never;

/** What putting the core in line costs whoever does it. */
export type Cost = Body<'realign_needed'>;

/** The newest report of a kind that was heard. */
export function reported<Kind extends FactKind>(talk: Panels['talk'], kind: Kind): Body<Kind> | undefined {
  const heard = Object.values(talk?.heard ?? {}).sort((a, b) => b.tick - a.tick);
  for (const { message } of heard) {
    if (!('report' in message)) continue;
    const { what } = message.report;
    if (kind in what) return (what as Record<Kind, Body<Kind>>)[kind];
  }
  return undefined;
}

/** The cost as this seat itself told it to all hands. */
export function announcedCost(sent: readonly SentOrder<Act>[]): Cost | undefined {
  for (const { order } of sent) {
    if (order.kind !== 'comms.announce' || !('report' in order.message)) continue;
    const { what } = order.message.report;
    if ('realign_needed' in what) return what.realign_needed;
  }
  return undefined;
}

/** Facts that were told to all hands, whoever told them: heard here, or told from this chair before, as the log has it. */
export function toldToAll(panels: Pick<Panels, 'talk' | 'log'>, fact: FactKind): boolean {
  const heard = Object.values(panels.talk?.heard ?? {}).some(
    ({ way, message }) => way === 'announcement' && 'report' in message && fact in message.report.what,
  );
  return heard || Object.values(panels.log ?? {}).some(({ announced }) => announced === fact);
}

/** What was asked aloud by others and not declined: directives that were overheard, calls for volunteers. */
export function askedByOthers(talk: Panels['talk']): { directives: Directive[]; volunteers: boolean } {
  const heard = Object.values(talk?.heard ?? {}).map(({ message }) => message);
  const over = new Set(
    heard.flatMap((message) =>
      'decline' in message ? [message.decline.order] : 'not_done' in message ? [message.not_done.order] : [],
    ),
  );
  return {
    directives: heard.flatMap((message) =>
      'order' in message && !over.has(message.order.order) ? [message.order.directive] : [],
    ),
    volunteers: heard.some((message) => 'volunteer_wanted' in message),
  };
}

/** Everybody reported to have gone in. */
export function wentIn(talk: Panels['talk']): string[] {
  const heard = Object.values(talk?.heard ?? {}).flatMap(({ message }) =>
    'report' in message && 'went_in' in message.report.what ? [message.report.what.went_in.person] : [],
  );
  return [...new Set(heard)];
}

/** Who offered, whoever does it best first: by skill and how fit they say they are. */
export function ranked(call: Asked): VolunteerSeen[] {
  return Object.values(call.offers).sort((a, b) => b.skill * b.fitness - a.skill * a.fitness);
}
