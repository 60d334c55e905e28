// The figures of the fall: each with what it is measured against, and with the things aboard that it hangs on.
import type { Priority } from '../alerts/machine';
import { duration, number } from '../parts/format';
import { t } from '../text';
import type { Limits, Ship, ShipTruth } from '../wire/protocol';

export interface Figure {
  key: string;
  name: string;
  value: string;
  unit: string;
  against: string;
  mark?: Priority;
  /** What people call the things that make it what it is: what is told of them bears on it. */
  things: string[];
}

const namesIn = (...groups: Record<string, { name: string }>[]) =>
  groups.flatMap((group) => Object.values(group).map(({ name }) => name));

function markOf(value: number, { alarm_low, warning_low, warning_high, alarm_high }: Limits) {
  if (value < (alarm_low ?? -Infinity) || value > (alarm_high ?? Infinity)) return 'alarm';
  return value < (warning_low ?? -Infinity) || value > (warning_high ?? Infinity) ? 'warning' : undefined;
}
const most = (value: string) => t('director.limit_high', { value });
const least = (value: string) => t('director.limit_low', { value });

/** What the core is made of and stands in. */
function coreThings({ chamber, compartments, portals, loads }: Ship): string[] {
  if (!chamber) return [];
  const { core_compartment, containment_load, coolant_load, igniter_load } = chamber;
  return [
    compartments[core_compartment]?.name,
    portals[chamber.inner_portal]?.name,
    ...[containment_load, coolant_load, igniter_load].map((load) => loads[load]?.name),
  ].flatMap((name) => name ?? []);
}

export function figuresOf(ship: Ship, so: ShipTruth): Figure[] {
  const limits = (kind: string): Limits =>
    Object.values(ship.instruments).find((one) => one.kind === kind)?.limits ?? {};
  const [altitude, climb, felt, skin, core] = [
    limits('altitude'),
    limits('climb_rate'),
    limits('felt_g'),
    limits('skin_temperature'),
    limits('core_alignment'),
  ];
  const left = so.to_no_return_s;
  const sinking = so.climb_rate_m_s < 0;
  const engines = Object.values(ship.engines);
  return [
    {
      key: 'left',
      name: t('director.left'),
      value: left === undefined ? '–' : duration(left),
      unit: '',
      against:
        so.to_ground_s === undefined
          ? t('director.no_ground')
          : t('director.to_ground', { time: duration(so.to_ground_s) }),
      mark: left === undefined || so.is_safe ? undefined : left < 300 ? 'alarm' : 'warning',
      things: engines,
    },
    {
      key: 'altitude',
      name: t('director.altitude'),
      value: number(so.altitude_m / 1000, so.altitude_m < 1e6 ? 1 : 0),
      unit: 'km',
      against: least(number((altitude.warning_low ?? 0) / 1000)),
      mark: markOf(so.altitude_m, altitude),
      things: engines,
    },
    {
      key: 'climb',
      name: sinking ? t('director.sinking') : t('director.climb'),
      value: number(Math.abs(so.climb_rate_m_s)),
      unit: 'm/s',
      against: sinking ? most(number(-(climb.warning_low ?? 0))) : t('director.kept_up'),
      mark: markOf(so.climb_rate_m_s, climb),
      things: engines,
    },
    {
      key: 'felt',
      name: t('director.felt'),
      value: number(so.felt_g, 1),
      unit: 'g',
      against: most(number(felt.warning_high ?? 0)),
      mark: markOf(so.felt_g, felt),
      things: engines,
    },
    {
      key: 'skin',
      name: t('director.skin'),
      value: number(so.skin_temperature_k),
      unit: 'K',
      against: most(number(skin.warning_high ?? 0)),
      mark: markOf(so.skin_temperature_k, skin),
      things: [...Object.values(ship.zones), ...Object.values(ship.facings)],
    },
    {
      key: 'grid',
      name: t('director.grid'),
      value: number(100 * so.grid_live),
      unit: '%',
      against: t('director.of_full'),
      mark: so.grid_live < 0.5 ? 'alarm' : so.grid_live < 0.9 ? 'warning' : undefined,
      things: namesIn(ship.buses, ship.breakers, ship.sources, ship.controllers),
    },
    {
      key: 'core',
      name: t('director.core', { phase: so.core_phase }),
      value: number(1000 * so.core_offset_m, 1),
      unit: t('director.core_unit'),
      against: most(number(1000 * ship.core.aligned_m, 1)),
      mark: markOf(so.core_offset_m, core),
      things: coreThings(ship),
    },
  ];
}
