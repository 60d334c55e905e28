// What stands above the director's page, and what is useful next: drawn from what is so. Nothing here sounds or waits to
// be seen: a director watches, the seats answer.
import type { Alert } from '../alerts/alerts';
import type { Priority } from '../alerts/machine';
import { age, duration } from '../parts/format';
import { t } from '../text';
import type { Clock, Known, Place, Ship } from '../wire/protocol';
import { LAYERS, limitsOf, tintOf } from './layers';
import { countsOf } from './plan';
import type { LastAsked } from './events';

function alert(id: string, priority: Priority, what: string, more?: string, left_s?: number): Alert {
  return { id, priority, what, more, left_s, state: 'seen', active: true, since_tick: 0 };
}

export interface Away {
  place: Place;
  away_s: number;
}

/** `since` is kept by the caller: the tick at which each alert first stood. */
export function alertsOf(
  ship: Ship,
  truth: Known | undefined,
  away: readonly Away[],
  tick: number,
  since: Map<string, number>,
): Alert[] {
  if (!truth) return [];
  const alerts: Alert[] = [];
  const { is_lost, is_safe, to_no_return_s } = truth.ship;
  if (is_lost) alerts.push(alert('lost', 'emergency', t('director.alert.lost')));
  else if (!is_safe && to_no_return_s !== undefined) {
    alerts.push(
      alert(
        'falling',
        'emergency',
        t('director.alert.falling'),
        t('director.alert.falling_more'),
        to_no_return_s,
      ),
    );
  }
  const { dead, down, hurt } = countsOf(truth.people);
  if (dead > 0) alerts.push(alert('dead', 'alarm', t('director.alert.dead', { count: dead })));
  if (down > 0) {
    const more = hurt > 0 ? t('director.alert.down_more', { count: hurt }) : undefined;
    alerts.push(alert('down', 'warning', t('director.alert.down', { count: down }), more));
  }
  for (const layer of LAYERS) {
    const limits = limitsOf(ship, layer);
    const rooms = Object.values(truth.rooms).filter((room) => tintOf(layer, room, limits).level === 'alarm');
    if (rooms.length === 0) continue;
    const name = t(`director.layer.${layer}`);
    alerts.push(
      alert(
        `rooms ${layer}`,
        'warning',
        t('director.alert.rooms', { count: rooms.length, all: Object.keys(truth.rooms).length, layer: name }),
      ),
    );
  }
  for (const { place, away_s } of away) {
    const who = place.player ?? '';
    alerts.push(
      alert(
        `away ${place.key}`,
        'caution',
        t('director.alert.away', { who, place: place.name }),
        t('director.alert.away_more', { age: age(away_s) }),
      ),
    );
  }
  for (const id of since.keys()) if (!alerts.some((one) => one.id === id)) since.delete(id);
  for (const { id } of alerts) if (!since.has(id)) since.set(id, tick);
  return alerts.map((one) => ({ ...one, since_tick: since.get(one.id) ?? tick }));
}

export function nextOf(
  truth: Known | undefined,
  clock: Clock,
  places: readonly Place[],
  away: readonly Away[],
  asked: (place: Place) => LastAsked | undefined,
): string {
  const players = places.filter((place) => place.kind !== 'director' && place.player !== undefined);
  const gone = [...away].sort((a, b) => b.away_s - a.away_s)[0];
  if (truth?.ship.is_lost || truth?.ship.is_safe) return t('director.next.over');
  if (clock.paused) return t(clock.tick === 0 ? 'director.next.wait' : 'director.next.paused');
  if (gone) {
    const { place, away_s } = gone;
    return t('director.next.away', { who: place.player ?? '', place: place.name, age: duration(away_s) });
  }
  if (players.length === 0) return t('director.next.nobody');
  const latest = players
    .flatMap((place) => {
      const what = asked(place);
      return what ? [{ place, what }] : [];
    })
    .sort((a, b) => b.what.tick - a.what.tick)[0];
  if (!latest) return t('frame.next_none');
  return t('director.next.watch', {
    who: latest.place.player ?? '',
    place: latest.place.name,
    what: latest.what.what,
  });
}
