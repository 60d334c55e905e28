// What the ship asks of a captain, in the order in which it matters: keep the conn, sound the alert, set priorities,
// tell people, find who goes, start, climb. Each with the one order that does it; none that somebody has done or asked
// for already, as far as this chair can know.
import type { Seat } from '../../link/seat.svelte';
import { t } from '../../text';
import type { Act, Directed, Directive, FactKind, Role, Ship } from '../../wire/protocol';
import { askedByOthers, reported, toldToAll } from './known';

export interface Decision {
  key: string;
  label: string;
  why: string;
  act: Act;
}

const LIVE: readonly Directed['standing'][] = ['given', 'heard', 'accepted', 'achieved'];

const kindOf = (directive: Directive) => Object.keys(directive)[0] ?? '';

/** Time to the point of no return below which nothing else is waited for, s. */
const PRESSING_S = 500;

/** Least rate of climb at which she counts as climbing, m/s. */
const CLIMBS_M_S = 20;

/** Phases in which somebody has begun to start the core. */
const STARTING: readonly (string | undefined)[] = ['containing', 'preheating', 'igniting'];

/** She lies belly first: so near the attitude her hull finds by itself, and so still. */
const TRIM_OFF_RAD = 0.12;
const TRIM_TURN_RAD_S = 0.01;

/** Least share of full thrust that counts as an engine working. */
const THRUST_SHARE = 0.02;

export function decisions(seat: Pick<Seat, 'panel' | 'sent'>, ship: Ship): Decision[] {
  const me = seat.panel('me');
  if (!me) return [];
  const knows = (kind: (typeof me.known)[number]) => me.known.includes(kind);
  const readings = seat.panel('readings') ?? {};
  const talk = seat.panel('talk');
  const orders = seat.panel('orders');
  const values = (kind: string) =>
    Object.entries(readings).flatMap(([key, shown]) =>
      ship.instruments[key]?.kind === kind && shown.quality === 'good' ? [shown.value] : [],
    );
  const value = (kind: string): number | undefined => values(kind)[0];
  const seatOf = (role: Role) => Object.keys(ship.seats).find((key) => ship.seats[key]?.role === role);
  const given = Object.values(orders?.given ?? {});
  const others = askedByOthers(talk);
  const lives = (kind: string) =>
    others.directives.some((directive) => kindOf(directive) === kind) ||
    given.some(({ directive, standing }) => kindOf(directive) === kind && LIVE.includes(standing)) ||
    seat.sent.some(
      ({ order, answer }) =>
        order.kind === 'command.direct' && kindOf(order.directive) === kind && answer?.kind !== 'rejected',
    );
  const announced = (fact: FactKind) =>
    toldToAll({ talk, log: seat.panel('log') }, fact) ||
    seat.sent.some(
      ({ order, answer }) =>
        order.kind === 'comms.announce' &&
        'report' in order.message &&
        fact in order.message.report.what &&
        answer?.kind !== 'rejected',
    );

  const falls = knows('ship_falling') && !knows('ship_safe');
  const phase = seat.panel('core')?.answers?.phase;
  const runs = phase === 'running' || knows('core_running');
  const climbs = (value('climb_rate') ?? 0) > CLIMBS_M_S;
  const thrusts = values('engine_output').some((share) => share > THRUST_SHARE);
  const attack_rad = value('angle_of_attack');
  const trimmed =
    attack_rad !== undefined &&
    Math.abs(attack_rad - (ship.flight.trim_attack_deg * Math.PI) / 180) < TRIM_OFF_RAD &&
    Math.abs(value('sideslip') ?? 1) < TRIM_OFF_RAD &&
    Math.abs(value('turn_rate') ?? 1) < TRIM_TURN_RAD_S;
  const found: Decision[] = [];
  const add = (key: string, label: string, why: string, act: Act) => found.push({ key, label, why, act });
  const direct = (key: string, role: Role, directive: Directive, label: string, why: string) => {
    const to_seat = seatOf(role);
    if (to_seat && !lives(kindOf(directive)))
      add(key, label, why, { kind: 'command.direct', to_seat, directive });
  };

  if (falls && (me.condition === 'green' || me.condition === 'yellow')) {
    add('red', t('decide.red'), t('decide.red.why'), { kind: 'command.set_condition', condition: 'red' });
  }
  if (falls && !runs && knows('grid_lost') && !knows('power_restored')) {
    const preset = Object.entries(ship.presets).find(
      ([, one]) => one.shares.thrusters === 1 && one.others === 0,
    );
    if (preset) {
      const label = t('decide.allocate', { preset: preset[1].name });
      direct('allocate', 'operations', { allocate: { preset: preset[0] } }, label, t('decide.allocate.why'));
    }
  }
  if (falls && !climbs && !runs && !trimmed) {
    direct('trim', 'helm', { trim_belly_first: {} }, t('decide.trim'), t('decide.trim.why'));
  }
  if (knows('grid_lost') && !knows('power_restored') && !runs) {
    direct('restart', 'engineering', { restart_power: {} }, t('decide.restart'), t('decide.restart.why'));
  }
  if (falls && !runs && !knows('realign_needed') && !knows('core_aligned')) {
    direct('assess', 'engineering', { assess_core: {} }, t('decide.assess'), t('decide.assess.why'));
  }
  const time_left_s = value('time_to_ground') ?? reported(talk, 'ship_falling')?.time_left_s;
  if (falls && !climbs && !runs && time_left_s !== undefined && !announced('ship_falling')) {
    add('tell_fall', t('decide.tell_fall'), t('decide.tell_fall.why'), {
      kind: 'comms.announce',
      message: { report: { what: { ship_falling: { time_left_s } } } },
    });
  }
  // Nobody is asked to die while the grid holds and there is time to find another way.
  const back_s = value('time_to_no_return') ?? time_left_s;
  const pressing = knows('grid_lost') || (back_s !== undefined && back_s < PRESSING_S);
  const needed = pressing && knows('realign_needed') && !knows('core_aligned') && !knows('went_in') && !runs;
  const cost = reported(talk, 'realign_needed');
  if (needed && cost && !announced('realign_needed')) {
    const why = t('decide.tell_need.why', { dose: Math.round(cost.dose_gy) });
    add('tell_need', t('decide.tell_need'), why, {
      kind: 'comms.announce',
      message: { report: { what: { realign_needed: cost } } },
    });
  }
  if (needed && !others.volunteers && Object.keys(orders?.volunteers ?? {}).length === 0) {
    add('volunteers', t('decide.volunteers'), t('decide.volunteers.why'), {
      kind: 'command.ask_volunteers',
      task: { realign: {} },
    });
  }
  if (knows('core_aligned') && !runs && !STARTING.includes(phase)) {
    direct('start', 'engineering', { start_core: {} }, t('decide.start'), t('decide.start.why'));
  }
  if (runs && falls && !(climbs && thrusts)) {
    direct('climb', 'helm', { climb: {} }, t('decide.climb'), t('decide.climb.why'));
  }
  if (runs && climbs && falls && !announced('ship_safe')) {
    add('safe', t('decide.safe'), t('decide.safe.why'), {
      kind: 'comms.announce',
      message: { report: { what: { ship_safe: {} } } },
    });
  }
  return found;
}
