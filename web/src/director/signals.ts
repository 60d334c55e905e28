// What stands above the director's page, and what is useful next: drawn from what is so. Nothing here sounds or waits to
// be seen: a director watches, the seats answer.
import type { Alert } from '../alerts/alerts';
import type { Priority } from '../alerts/machine';
import { age, duration, secondsOf } from '../parts/format';
import { t } from '../text';
import type { Clock, Happened, Known, Place, Ship } from '../wire/protocol';
import { LAYERS, limitsOf, tintOf } from './layers';
import { countsOf } from './plan';
import type { Press } from './press';

function alert(id: string, priority: Priority, what: string, more?: string, value?: string): Alert {
  return { id, priority, what, more, value, state: 'seen', active: true, since_tick: 0 };
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
        duration(to_no_return_s),
      ),
    );
  }
  const { dead, down, hurt } = countsOf(Object.values(truth.people));
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

/** A place that a player has, with what is measured and was asked of it. */
export interface Played {
  place: Place;
  press: Press;
  asked?: Happened;
}

export function nextOf(
  truth: Known | undefined,
  clock: Clock,
  played: readonly Played[],
  away: readonly Away[],
): string {
  const age_of = (tick = 0) => age(secondsOf(Math.max(0, clock.tick - tick)));
  const gone = [...away].sort((a, b) => b.away_s - a.away_s)[0];
  if (truth?.ship.is_lost || truth?.ship.is_safe) return t('director.next.over');
  if (clock.paused) return t(clock.tick === 0 ? 'director.next.wait' : 'director.next.paused');
  if (gone) {
    const { place, away_s } = gone;
    return t('director.next.away', { who: place.player ?? '', place: place.name, age: duration(away_s) });
  }
  if (played.length === 0) return t('director.next.nobody');
  const who = ({ place }: Played) => ({ who: place.player ?? '', place: place.name });
  const pressed = played
    .filter(({ press }) => press.state === 'pressed')
    .sort((a, b) => b.press.waiting - a.press.waiting)[0];
  if (pressed) {
    const { waiting, waiting_tick } = pressed.press;
    return t('director.next.pressed', { ...who(pressed), count: waiting, age: age_of(waiting_tick) });
  }
  const idle = played.find(({ press }) => press.state === 'idle');
  if (idle) return t('director.next.idle', who(idle));
  const latest = [...played].sort((a, b) => (b.asked?.tick ?? 0) - (a.asked?.tick ?? 0))[0];
  if (!latest?.asked) return t('director.next.calm');
  return t('director.next.watch', { ...who(latest), what: latest.asked.text });
}
