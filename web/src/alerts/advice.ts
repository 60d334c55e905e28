// What to do about an instrument outside its limits: a short sentence for each kind, for the seat whose work it is; for
// any other seat, whom to tell.
import { t } from '../text';
import type { Role, Ship } from '../wire/protocol';

/** What a seat must be allowed to touch to answer it, and whose work it is first. */
const ANSWERS: Record<string, readonly [may: string, role: Role]> = {
  altitude: ['flight', 'helm'],
  battery_charge: ['power', 'engineering'],
  breaker_time_to_trip: ['power', 'engineering'],
  bus_voltage: ['power', 'engineering'],
  carbon_dioxide_partial_pressure: ['air', 'operations'],
  climb_rate: ['flight', 'helm'],
  containment: ['core', 'engineering'],
  contamination: ['core', 'engineering'],
  coolant_temperature: ['core', 'engineering'],
  core_alignment: ['core', 'engineering'],
  dose_rate: ['deckplan', 'operations'],
  dynamic_pressure: ['flight', 'helm'],
  felt_g: ['flight', 'helm'],
  line_loading: ['power', 'engineering'],
  load_supply: ['power', 'operations'],
  oxygen_partial_pressure: ['air', 'operations'],
  power_surplus: ['power', 'operations'],
  pressure: ['deckplan', 'operations'],
  propellant: ['flight', 'helm'],
  section_load: ['flight', 'helm'],
  shield_charge: ['shields', 'operations'],
  sideslip: ['flight', 'helm'],
  skin_temperature: ['flight', 'helm'],
  temperature: ['air', 'operations'],
  time_to_atmosphere: ['flight', 'helm'],
  time_to_ground: ['flight', 'helm'],
  time_to_no_return: ['engines', 'engineering'],
  turn_rate: ['flight', 'helm'],
};

/** Kinds whose high side asks for something else than their low side. */
const HIGH: readonly string[] = ['bus_voltage'];

/** What to do at `place` about an instrument of `kind`; none where the pages know nothing to do. */
export function adviceFor(ship: Ship, place: string, kind: string, high: boolean): string | undefined {
  const answers = ANSWERS[kind];
  if (!answers) return undefined;
  const [may, role] = answers;
  const what = t(`do.${high && HIGH.includes(kind) ? `${kind}_high` : kind}` as 'do.bus_voltage');
  const seat = ship.seats[place];
  // A page that is no one seat has them all.
  const own = !seat || seat.role === role || seat.may.includes(may);
  if (own) return `${what.charAt(0).toUpperCase()}${what.slice(1)}.`;
  return t('alert.tell', { who: t(`role.${role}`), what });
}
