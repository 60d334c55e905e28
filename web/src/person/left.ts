// How long what one is at still takes, as far as one's own senses tell.
import type { BodySense, Ways } from '../wire/protocol';

export interface Left {
  left_s: number;
  key: 'person.task_left' | 'person.walk_left';
}

/** Of work by one's own hands, or of the way one walks; none at rest, or where nothing tells. */
export function leftSaid(body: BodySense, ways: Pick<Ways, 'walk_s'> | undefined): Left | undefined {
  if (body.task && body.task_left_s !== undefined)
    return { left_s: body.task_left_s, key: 'person.task_left' };
  if (body.task || body.to_compartment === undefined || body.to_compartment === body.compartment)
    return undefined;
  const walk_s = ways?.walk_s[body.to_compartment];
  return walk_s === undefined ? undefined : { left_s: walk_s, key: 'person.walk_left' };
}
