// Why a board or a value stands as it does, the nearest cause first, as far as this seat is told.
import { t } from '../../text';
import { door } from './chamber';
import { breakerNow, cablesAt, lives, spare } from './grid';
import { powerText, shortName, value, type Told } from './told';

/** Below this share of its supply a consumer counts as starved. */
const SUPPLIED = 0.9;

export function whyBus(told: Told, bus: string): string[] {
  const live = lives(told, bus);
  if (live === undefined) return [t('engineering.why.unknown')];
  if (live) {
    const left_w = spare(told, bus);
    return left_w !== undefined && left_w < 0
      ? [t('engineering.why.short', { power: powerText(-left_w) })]
      : [];
  }
  return cablesAt(told, bus).map(({ line, beyond }) => {
    const name = shortName(told.ship.buses[beyond]?.name ?? beyond);
    const now = line.breaker === undefined ? undefined : breakerNow(told, line.breaker);
    if (now?.state === 'tripped' && now.trip)
      return t('engineering.why.cable', { name, why: t(`engineering.trip.${now.trip}`) });
    if (now?.state === 'open')
      return t('engineering.why.cable', { name, why: t('engineering.breaker.open') });
    if (now?.state === 'dark')
      return t('engineering.why.cable', { name, why: t('engineering.why.controller') });
    return t('engineering.why.cable', { name, why: t('engineering.why.dead_too') });
  });
}

/** Whether a consumer of the core gets less than it wants: in words, with how much. */
function starved(told: Told, load: string | undefined): string[] {
  const supply = load === undefined ? undefined : value(told, 'load_supply', load);
  if (load === undefined || supply === undefined || supply >= SUPPLIED) return [];
  const name = told.ship.loads[load]?.name ?? load;
  return [t('engineering.why.supply', { name, share: Math.round(100 * supply) })];
}

export function whyReading(told: Told, instrument: string): string[] {
  const device = told.ship.instruments[instrument];
  const says = told.readings[instrument];
  const panel = told.core?.answers;
  const { chamber } = told.ship;
  if (!device) return [];
  if (!says || says.quality === 'dead') return [t('engineering.why.no_answer')];
  const offset_m = value(told, 'core_alignment') ?? 0;
  const skew = offset_m > told.ship.core.aligned_m ? [t('engineering.why.out_of_line')] : [];
  switch (device.kind) {
    case 'containment':
      if (says.band === 'normal') return [];
      return [
        ...(panel && !panel.containment ? [t('engineering.why.field_off')] : []),
        ...starved(told, chamber?.containment_load),
        ...skew.map(() => t('engineering.why.leaks')),
      ];
    case 'preheat':
      if (says.value >= 0.9) return [];
      return [
        ...(panel && !panel.preheat ? [t('engineering.why.preheat_off')] : []),
        ...starved(told, chamber?.igniter_load),
        ...((value(told, 'containment') ?? 1) < 0.5 ? [t('engineering.why.no_field')] : []),
      ];
    case 'coolant_temperature':
      if (says.band === 'normal') return [];
      return [
        ...(panel && !panel.coolant ? [t('engineering.why.coolant_off')] : []),
        ...starved(told, chamber?.coolant_load),
      ];
    case 'contamination':
    case 'dose_rate':
      if (says.band === 'normal') return [];
      if (device.of === chamber?.core_compartment) return skew;
      if (device.of === chamber?.lock_compartment && !door(told, 'inner').shut)
        return [t('engineering.door.why_outer_inner_plain'), ...skew];
      if (device.of === chamber?.outside_compartment && !door(told, 'outer').shut)
        return [t('engineering.why.glass_open')];
      return [];
    case 'power_surplus':
      return says.value < 0 ? [t('engineering.why.short', { power: powerText(-says.value) })] : [];
    default:
      return [];
  }
}
