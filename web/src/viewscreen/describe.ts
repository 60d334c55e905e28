// The picture in words: list, what lies below, the sun, and what burns.
import { t } from '../text';
import type { Outside } from '../wire/protocol';
import { CLOUD_BASE_KM, CLOUD_TOP_KM, list_rad, type Camera } from './aim';
import type { Beyond } from './limits';
import { glowOf, sunOverHorizon_rad } from './look';

const degrees = (rad: number) => Math.round((rad * 180) / Math.PI);

export function listWords(camera: Camera): string {
  const list = degrees(list_rad(camera));
  if (Math.abs(list) < 2) return t('viewscreen.say.level');
  if (Math.abs(list) > 150) return t('viewscreen.say.over');
  return list > 0
    ? t('viewscreen.say.starboard', { degrees: list })
    : t('viewscreen.say.port', { degrees: -list });
}

function belowWords(height_km: number, over_rad: number): string {
  if (height_km < CLOUD_BASE_KM) return t('viewscreen.say.under_cloud');
  if (height_km < CLOUD_TOP_KM + 0.5) return t('viewscreen.say.in_cloud');
  if (over_rad < -0.05) return t('viewscreen.say.night_below');
  return height_km < 30 ? t('viewscreen.say.cloud_near') : t('viewscreen.say.cloud_far');
}

function sunWords(outside: Outside, over_rad: number): string | undefined {
  const [x, y] = outside.sun_level;
  if (outside.altitude_m / 1000 < CLOUD_TOP_KM + 0.5) return undefined;
  if (over_rad < -0.2) return undefined;
  if (over_rad < -0.005) return x > 0 ? t('viewscreen.say.dawn') : undefined;
  const where = Math.abs(degrees(Math.atan2(y, x)));
  const side = y > 0 ? 'starboard' : 'port';
  if (where > 100) return t('viewscreen.say.sun_behind');
  return t(`viewscreen.say.sun_${side}`, { up: degrees(over_rad) });
}

function fireWords(heating_w_m2: number): string | undefined {
  const glow = glowOf(heating_w_m2);
  if (glow < 0.08) return undefined;
  if (glow < 0.4) return t('viewscreen.say.shimmer');
  if (glow < 0.75) return t('viewscreen.say.flames');
  return t('viewscreen.say.fire');
}

/** `limit` is the gravest one passed: it is said first, in the words that the page shows. */
export function describe(outside: Outside, camera: Camera, limit?: Beyond): string {
  const height_km = outside.altitude_m / 1000;
  const over_rad = sunOverHorizon_rad(outside.sun_level, height_km);
  const parts = [
    listWords(camera),
    belowWords(height_km, over_rad),
    sunWords(outside, over_rad),
    fireWords(outside.heating_w_m2),
  ].filter((part) => part !== undefined);
  const text = parts.join(', ');
  const seen = `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  if (!limit) return seen;
  return `${t(`priority.${limit.priority}`)}: ${t(`viewscreen.beyond.${limit.what}`)}. ${seen}`;
}
