// What is known of a patient, and what will come, in sentences. It ends where the console's knowledge ends.
import { age, clock, duration, number, secondsOf } from '../../parts/format';
import { t } from '../../text';
import type { Me, Ship } from '../../wire/protocol';
import { doseDecimals, doseWord } from './dose';
import type { Course } from './signs';
import { leftOf, roomOf, type Case } from './triage';

export function factsOf(one: Case, ship: Ship): { name: string; text: string }[] {
  const { signs, last } = one;
  const facts: { name: string; text: string }[] = [];
  const add = (name: string, text: string) => facts.push({ name, text });
  if (one.group !== 'dead' && signs)
    add(t('medical.state'), t(signs.conscious ? 'medical.conscious' : 'medical.unconscious'));
  else if (last) add(t('medical.state'), t('medical.seems', { how: t(`person.${last.seen.vitality}`) }));
  const room = roomOf(one);
  add(t('person.where'), (room && ship.compartments[room]?.name) ?? room ?? t('medical.where_unknown'));
  if (signs?.alive)
    add(
      t('medical.wounds'),
      signs.treatment_left_s === undefined
        ? t('medical.wounds_unseen')
        : signs.treatment_left_s >= 2
          ? t('medical.wounds_left', { time: duration(signs.treatment_left_s) })
          : t('medical.wounds_none'),
    );
  if (signs) {
    const dose = number(signs.dose_gy, doseDecimals(signs.dose_gy));
    add(
      t('medical.dose_name'),
      t('medical.dose_value', { dose, what: t(`medical.dose.${doseWord(signs.dose_gy)}`) }),
    );
  }
  return facts;
}

export function courseSaid(one: Case, courses: readonly Course[], now_s: number): string[] {
  if (one.group === 'dead') return [t('medical.course.dead')];
  const { signs, before } = one;
  if (!signs) {
    if (before?.signs.dose_left_s === undefined) return [t('medical.course.unseen')];
    const dose = number(before.signs.dose_gy, doseDecimals(before.signs.dose_gy));
    const ago = age(Math.max(0, now_s - secondsOf(before.tick)));
    const last = t('medical.course.dose_last', { dose, ago });
    if (leftOf(one, now_s) === 0) return [t('medical.course.dose_over'), last];
    return [last, t('medical.course.dose_more')];
  }
  const lines: string[] = [];
  if (signs.dose_left_s !== undefined) {
    lines.push(
      t('medical.course.dose_left', {
        time: duration(signs.dose_left_s),
        clock: clock(now_s + signs.dose_left_s),
      }),
      t('medical.course.dose_more'),
    );
  } else if (signs.stable === undefined) lines.push(t('medical.course.unexamined'));
  else lines.push(t(signs.stable ? 'medical.course.stable' : 'medical.course.unstable'));
  for (const course of courses.slice(0, 2)) {
    const unit = t(`medical.unit.${course.kind.unit}`);
    const rate = number(course.rate_per_min, 0, true);
    lines.push(t('medical.course.falling', { what: t(`medical.${course.kind.sign}`), rate, unit }));
    if (course.limit !== undefined && course.left_s !== undefined)
      lines.push(
        t('medical.course.to_limit', { limit: number(course.limit), unit, time: duration(course.left_s) }),
      );
  }
  return lines;
}

/** What one knows of a death or of somebody in the core without knowing of whom: told beside the list. */
export function unseenSaid(
  cases: readonly Case[],
  me: Me | undefined,
  inside: string | undefined,
  ship: Ship,
): string | undefined {
  const lost = cases.some((one) => one.group === 'dead' || one.group === 'beyond');
  if (lost || !me) return undefined;
  if (me.known.includes('death')) return t('medical.somebody_dead');
  if (!me.known.includes('went_in')) return undefined;
  const who = inside === undefined ? t('medical.somebody') : (ship.people[inside]?.name ?? inside);
  return me.told_dose_gy > 0
    ? t('medical.inside_dose', { who, dose: number(me.told_dose_gy) })
    : t('medical.inside', { who });
}
