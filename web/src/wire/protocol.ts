// Made from `crates/qd-wire/src` and `crates/qd-sim/src` by `cargo xtask generate`: do not edit.

/** Names of panels, as pages open them: the members of [`Panels`]. */
export type Panel =
  | 'me'
  | 'readings'
  | 'grid'
  | 'loads'
  | 'core'
  | 'machines'
  | 'orders'
  | 'talk'
  | 'people'
  | 'patients'
  | 'path'
  | 'ways'
  | 'log'
  | 'outside'
  | 'truth'
  | 'events'
  | 'notes';

/** What only the director may do. None of it changes the world. */
export type DirectorAct =
  | { pause: { on: boolean } }
  | { speed: { times: number } }
  | { free: { place: string } }
  | { hold_officer: { place: string; on: boolean } }
  | { note: { text: string } }
  | { tell: { place?: string; text: string } };

/** From a page. */
export type FromPage =
  | { hello: { version: number; tokens?: string[] } }
  | { sit: { place: string; name: string; secret?: string } }
  | { leave: { place: string } }
  | { open: { place: string; panels: Panel[] } }
  | { order: { id: number; place: string; order: unknown } }
  | { see: { place: string; alert: string } }
  | { signal: { place: string; to: string; data: unknown } }
  | { keyframe: { place: string } }
  | { ping: { sent_ms: number } }
  | { why: { place: string; of: string } }
  | { direct: { id: number; act: DirectorAct } };

/** What is played. */
export interface Scenario {
  /** Key of the scenario. */
  key: string;
  /** Chapter. */
  chapter: string;
  /** The scenario in three sentences. */
  summary: string;
  /** What the ship is called. */
  ship_name: string;
  /** Seed. */
  seed: string;
  /** Changes whenever `/api/ship` does. */
  ship_tag: string;
}

/** What a place is. */
export type PlaceKind =
  | 'seat'
  | 'person'
  | 'screen'
  | 'director';

/** A place that can be taken. */
export interface Place {
  /** Key: a seat's, `person:KEY`, `viewscreen`, `director`. */
  key: string;
  /** What it is. */
  kind: PlaceKind;
  /** What people call it. */
  name: string;
  /** Key of whoever of the crew is there: the holder of the chair, or the person themselves. */
  person?: string;
  /** The player who has it; a place of an officer or of nobody has none. */
  player?: string;
  /** That player's page is connected now. */
  present: boolean;
  /** The flight director has told the officer of this chair to hold still. */
  officer_holds: boolean;
}

/** A place that is the page's own. */
export interface Yours {
  /** Which. */
  place: string;
  /** Its token. */
  token: string;
  /** The last number of an order from it; the next must be greater. */
  last_order: number;
}

/** Where ship time stands. */
export interface Clock {
  /** Ticks of 50 ms since the start. */
  tick: number;
  /** Times real time. */
  speed: number;
  /** Standing still. */
  paused: boolean;
}

/** Why an order is rejected, refused or fails: data, with a sentence for people. */
export interface Reason {
  /** One of a closed list of words, for machines: `no_power`, `not_authorised`, `unconscious`, ... */
  code: string;
  /** What is in the way, and what would help. */
  text: string;
}

/** A link of a chain: an event, an order, a law, or how things stood. */
export interface Link {
  /** `e:1200.3`, `o:12`, `law:gravity`, `initial`. */
  cause: string;
  /** In a sentence; empty where the place's knowledge ends. */
  text: string;
  /** When, ticks; none for laws and how things stood. */
  tick?: number;
  /** From what it follows. */
  causes: string[];
}

/** From the ship. */
export type FromShip =
  | { welcome: { version: number; scenario: Scenario; places: Place[]; yours: Yours[]; clock: Clock } }
  | { places: { places: Place[] } }
  | { seated: { place: string; token: string } }
  | { unseated: { place: string; reason: Reason } }
  | { view: { place: string; seq: number; tick: number; whole: boolean; full?: Record<string, unknown>; patch?: Record<string, unknown> } }
  | { answer: { id: number; kept?: string; rejected?: Reason } }
  | { seen: { alert: string; place: string; player: string; tick: number } }
  | { hearing: { place: string; by: string[] } }
  | { told: { place: string; text: string } }
  | { signal: { place: string; from: string; data: unknown } }
  | { clock: { clock: Clock } }
  | { pong: { sent_ms: number } }
  | { because: { of: string; links: Link[] } }
  | { ended: { outcome: string; text: string } };

/** How somebody holds themselves. */
export type Posture =
  | 'standing'
  | 'sitting'
  | 'crawling'
  | 'lying'
  | 'carried';

/** Work that a person can do with hands and skill at a place. */
export type Task =
  | { realign: Record<string, never> }
  | { recode: { controller: string } }
  | { work_breaker: { breaker: string; close: boolean } }
  | { repair_source: { source: string } }
  | { repair_load: { load: string } }
  | { patch: { compartment: string } }
  | { work_portal: { portal: string; open: boolean } }
  | { treat: { person: string } };

/** What one's own body tells. */
export interface BodySense {
  /** Alive. */
  alive: boolean;
  /** Alive and awake. */
  conscious: boolean;
  /** Can give and take words. */
  lucid: boolean;
  /** How far the body does what is asked of it, 0..=1. */
  fitness: number;
  /** Pain, 0..=1. */
  pain: number;
  /** Sight left, 0..=1. */
  sight: number;
  /** Load felt, standard gravities. */
  felt_g: number;
  /** Share of work light around, 0..=1. */
  light: number;
  /** Temperature of the air around, K, as skin tells it. */
  air_temperature_k: number;
  /** Where one is. */
  compartment?: string;
  /** How one holds oneself. */
  posture: Posture;
  /** Buckled in. */
  strapped: boolean;
  /** Holding on. */
  braced: boolean;
  /** Busy: walking, working, or on an errand. */
  busy: boolean;
  /** Speaking, or with something still to say. */
  speaking: boolean;
  /** Where one is walking to. */
  to_compartment?: string;
  /** What one works at. */
  task?: Task;
  /** Share of it still to do, 0..=1, as one's hands find it, to a hundredth. */
  task_left?: number;
  /** How long that takes at one's present pace, whole s. */
  task_left_s?: number;
  /** One's own breaths, whole ones per minute: foul air is felt by them. */
  breathing_per_min: number;
  /** Whom one carries. */
  carrying_person?: string;
  /** One's own hand at this door's glass. */
  hand_at_portal?: string;
}

/** Alert conditions. */
export type Condition =
  | 'green'
  | 'yellow'
  | 'red'
  | 'abandon';

/** Kinds of [`Fact`], in the same order: the bits of what a person knows. */
export type FactKind =
  | 'grid_lost'
  | 'power_restored'
  | 'core_misaligned'
  | 'realign_needed'
  | 'core_aligned'
  | 'core_running'
  | 'ship_falling'
  | 'ship_safe'
  | 'abandon_ship'
  | 'casualty'
  | 'death'
  | 'went_in'
  | 'no_answer'
  | 'door_held'
  | 'reading';

/** Whose view it is. */
export interface Me {
  /** Whoever one is; none while the chair is empty. */
  person?: string;
  /** The chair; none on foot. */
  seat?: string;
  /** The console has power. */
  console_works: boolean;
  /** What one's own body tells. */
  body: BodySense;
  /** Who has the conn, as one last learnt. */
  conn_person?: string;
  /** The alert condition, as one last learnt. */
  condition: Condition;
  /** Who sits where, by seat: only those that are filled. */
  holders: Record<string, string>;
  /** What one knows of. */
  known: FactKind[];
  /** Dose that the work in the chamber is said to cost, Gy; 0 when not told. */
  told_dose_gy: number;
  /** How long one is said to live after it, s; 0 when not told. */
  told_survival_s: number;
}

/** Where a value stands to its limits. */
export type Band =
  | 'alarm_low'
  | 'warning_low'
  | 'normal'
  | 'warning_high'
  | 'alarm_high';

/** How far a reading can be trusted. */
export type Quality =
  | 'good'
  | 'stale'
  | 'dead';

/** What a device says. */
export interface Shown {
  /** In the device's unit, in whole steps of what it resolves. */
  value: number;
  /** What is needed, where something is needed. */
  required?: number;
  /** Where it stands between its limits. */
  band: Band;
  /** How far it can be trusted. */
  quality: Quality;
  /** Tick of the measurement, where it is not good. */
  tick?: number;
  /** What last moved it across a limit, where it is outside. */
  cause?: string;
}

/** Why a breaker opened by itself. */
export type Trip =
  | 'overload'
  | 'instantaneous'
  | 'undervoltage';

/** A breaker, as its controller reports it. */
export interface BreakerSeen {
  /** Which. */
  breaker: string;
  /** Closed. */
  closed: boolean;
  /** Why it last opened by itself. */
  tripped?: Trip;
  /** Current over its pick-up. */
  overload: number;
  /** Time until it trips at its present current, s. */
  trips_in_s?: number;
}

/** Where a controller stands. */
export type ControllerPhase =
  | 'up'
  | 'crashed'
  | 'shut';

/** A controller's lamp: it shows itself whether it answers. */
export interface ControllerSeen {
  /** Which. */
  controller: string;
  /** At work, without a program, or shut off. */
  phase: ControllerPhase;
  /** Its own load has power enough to run a program. */
  powered: boolean;
}

/** Why a source stopped by itself. */
export type SourceTrip =
  | 'temperature'
  | 'exhausted'
  | 'no_plasma';

/** Where a source stands. */
export type SourcePhase =
  | 'stopped'
  | 'starting'
  | 'running'
  | { tripped: SourceTrip };

/** A source, as its controller reports it. */
export interface SourceSeen {
  /** Which. */
  source: string;
  /** Where it stands. */
  phase: SourcePhase;
  /** Power into its bus, W. */
  delivered_w: number;
  /** Power it could give at its limit, W. */
  capability_w: number;
  /** Share of its capacity held; 1 for a generator. */
  charge: number;
  /** Share of the energy of its start taken so far. */
  started: number;
}

/** The grid, as its controllers report it: what does not answer is not there. */
export interface Grid {
  /** By breaker. */
  breakers: Record<string, BreakerSeen>;
  /** By controller; their own lamps always show. */
  controllers: Record<string, ControllerSeen>;
  /** By source. */
  sources: Record<string, SourceSeen>;
}

/** A consumer, as its bus's controller reports it. */
export interface LoadSeen {
  /** Which. */
  load: string;
  /** Switched on. */
  on: boolean;
  /** Order of shedding: 1 is kept longest. */
  priority: number;
  /** Share of its wants that allocation leaves it, 0..=1. */
  share: number;
  /** Share of that which shedding leaves it, 0..=1. */
  unshed: number;
  /** It has failed and wants repair. */
  failed: boolean;
  /** Power it wants, W. */
  wanted_w: number;
  /** Power it gets, W. */
  delivered_w: number;
}

/** Where the core stands; read off her state, never set by a clock. */
export type Phase =
  | 'cold'
  | 'containing'
  | 'preheating'
  | 'igniting'
  | 'running'
  | 'scrammed'
  | 'breached'
  | 'ejected';

/** What the core's own panel shows. */
export interface CorePanel {
  /** Where she stands. */
  phase: Phase;
  /** Containment is ordered. */
  containment: boolean;
  /** The coolant pump is ordered. */
  coolant: boolean;
  /** The preheater is ordered. */
  preheat: boolean;
  /** The inner door stands shut. */
  inner_shut: boolean;
  /** The outer door stands shut. */
  outer_shut: boolean;
  /** The outer door is held by the interlock. */
  outer_held: boolean;
  /** The inner door is held by the interlock. */
  inner_held: boolean;
  /** The interlock is overridden. */
  overridden: boolean;
  /** The filters run. */
  decontaminating: boolean;
  /** Contaminant in the lock's air over what it may hold, as the device there reads it: at most 1 with a clean lock; none when no device there works. */
  lock_over_limit?: number;
}

/** The core's own panel. */
export interface CoreShown {
  /** What it says; none while it is dark. */
  answers?: CorePanel;
}

/** An engine. */
export interface EngineSeen {
  /** Which. */
  engine: string;
  /** Thrust, share of full. */
  output: number;
  /** Throttle set, share of full. */
  throttle: number;
}

/** A shield facing. */
export interface FacingSeen {
  /** Which. */
  facing: string;
  /** Entry heat it lets through, 0..=1. */
  passes: number;
}

/** A door, as its actuator reports it. */
export interface DoorSeen {
  /** Which. */
  portal: string;
  /** Share open, 0..=1. */
  open: number;
  /** Held shut against everybody. */
  held: boolean;
}

/** What attitude control does while it has power and propellant. */
export type Mode =
  | { off: Record<string, never> }
  | { damp: Record<string, never> }
  | { trim: { attack_deg: number; bank_deg: number } }
  | { pitch: { pitch_deg: number } }
  | { manual: { turn_body_deg_s: [number, number, number] } };

/** What attitude control does. */
export interface Steering {
  /** What it was told. */
  mode: Mode;
  /** The commanded attitude is held. */
  held: boolean;
  /** The hull's own trim, deg. */
  own_trim_deg: number;
}

/** Machines whose devices answer. */
export interface Machines {
  /** By engine. */
  engines: Record<string, EngineSeen>;
  /** By shield facing. */
  facings: Record<string, FacingSeen>;
  /** By portal. */
  doors: Record<string, DoorSeen>;
  /** What attitude control does. */
  steering?: Steering;
}

/** Part of the ship's company. */
export type Department =
  | 'command'
  | 'flight'
  | 'operations'
  | 'engineering'
  | 'medical'
  | 'damage_control'
  | 'science'
  | 'services';

/** For whom a directive is meant. */
export type Addressee =
  | { seat: { seat: string } }
  | { person: { person: string } }
  | { department: { department: Department } };

/** Something to be done by others. Who is told decides how: a seat by its console, a person by hand. */
export type Directive =
  | { realign: Record<string, never> }
  | { recode: { controller: string } }
  | { work: { task: Task } }
  | { go_to: { compartment: string } }
  | { come_to: { compartment: string } }
  | { man: { seat: string } }
  | { allocate: { preset: string } }
  | { trim_belly_first: Record<string, never> }
  | { restart_power: Record<string, never> }
  | { start_core: Record<string, never> }
  | { climb: Record<string, never> }
  | { raise_shields: Record<string, never> }
  | { assess_core: Record<string, never> }
  | { brace: Record<string, never> }
  | { treat_casualties: Record<string, never> }
  | { override_interlock: Record<string, never> }
  | { evacuate_ship: Record<string, never> }
  | { report_on: { about: FactKind } }
  | { stand_down: Record<string, never> };

/** How a directive stands. */
export type Standing =
  | 'given'
  | 'heard'
  | 'accepted'
  | 'refused'
  | 'achieved'
  | 'failed';

/** A directive. */
export interface Directed {
  /** Tick in which it was given. */
  tick: number;
  /** Who gave it. */
  by_person: string;
  /** For whom. */
  to: Addressee;
  /** What is to be done. */
  directive: Directive;
  /** The same in words that follow "to". */
  text: string;
  /** How it stands. */
  standing: Standing;
  /** Tick of that. */
  standing_tick: number;
  /** Who took it on or declined it. */
  answered_by_person?: string;
  /** Why it was declined or could not be done. */
  reason?: Reason;
}

/** Somebody who offered themselves. */
export interface VolunteerSeen {
  /** Who. */
  person: string;
  /** Skill for the task by their personnel file, 0..=1. */
  skill: number;
  /** How fit they say they are, 0..=1. */
  fitness: number;
  /** Straight distance to the work from where they say they are, m; 0 when the work has no fixed place. */
  distance_m: number;
}

/** A call for volunteers. */
export interface Asked {
  /** Tick. */
  tick: number;
  /** The task. */
  task: Task;
  /** The same in words that follow "to". */
  text: string;
  /** Who offered themselves. */
  offers: Record<string, VolunteerSeen>;
  /** Who was sent. */
  sent_person?: string;
}

/** What is asked of one, and what one asked. */
export interface Orders {
  /** Directives to this chair or person that still live, by order. */
  mine: Record<string, Directed>;
  /** Directives one gave, by order, as far as one has been told. */
  given: Record<string, Directed>;
  /** Calls for volunteers one made, by order. */
  volunteers: Record<string, Asked>;
}

/** One end of a call: a device. */
export type End =
  | { intercom: { compartment: string } }
  | { communicator: { person: string } };

/** A call, as one end has it. */
export interface Call {
  /** This end was called. */
  incoming: boolean;
  /** Somebody has answered. */
  answered: boolean;
  /** One called or answered oneself. */
  own: boolean;
  /** The other end. */
  other: End;
  /** Tick since when it rings or is talked on. */
  since_tick: number;
}

/** How something was heard. */
export type Way =
  | 'direct'
  | 'glass'
  | 'call'
  | 'announcement';

/** Something that can be known and told. */
export type Fact =
  | { grid_lost: Record<string, never> }
  | { power_restored: Record<string, never> }
  | { core_misaligned: { offset_mm: number } }
  | { realign_needed: { dose_gy: number; survival_s: number } }
  | { core_aligned: { by_person: string } }
  | { core_running: Record<string, never> }
  | { ship_falling: { time_left_s: number } }
  | { ship_safe: Record<string, never> }
  | { abandon_ship: Record<string, never> }
  | { casualty: { person: string; compartment: string } }
  | { death: { person: string } }
  | { went_in: { person: string } }
  | { no_answer: { person: string } }
  | { door_held: { portal: string } }
  | { reading: { instrument: string; value: number } };

/** What words between two people are about. */
export type Topic =
  | 'ask_ship'
  | 'ship_safe'
  | 'ship_not_yet'
  | 'thanks'
  | 'pain'
  | 'fear'
  | 'comfort'
  | 'reproach'
  | 'duty'
  | 'bond'
  | 'charge'
  | 'farewell'
  | 'grief';

/** Something told. */
export type Message =
  | { report: { what: Fact } }
  | { ask: { about: FactKind } }
  | { order: { order: string; directive: Directive } }
  | { acknowledge: { order: string } }
  | { decline: { order: string; reason: Reason } }
  | { done: { order: string } }
  | { not_done: { order: string; reason: Reason } }
  | { volunteer_wanted: { order: string; task: Task } }
  | { volunteering: { order: string; person: string } }
  | { come_to: { compartment: string } }
  | { brace: Record<string, never> }
  | { words: { to_person: string; topic: Topic } }
  | { text: { text: string } };

/** Something heard. */
export interface Heard {
  /** When. */
  tick: number;
  /** Who spoke. */
  by_person: string;
  /** How it came. */
  way: Way;
  /** What. */
  message: Message;
  /** The same in words that follow the speaker's name. */
  text: string;
}

/** Calls and words. */
export interface Talk {
  /** By call: those that ring here or are talked on. */
  calls: Record<string, Call>;
  /** By utterance, rising: what was heard lately. */
  heard: Record<string, Heard>;
}

/** How somebody seems. */
export type Vitality =
  | 'fit'
  | 'hurt'
  | 'casualty'
  | 'unconscious'
  | 'dead';

/** Somebody seen or mustered. */
export interface PersonSeen {
  /** Who. */
  person: string;
  /** Where. */
  compartment: string;
  /** How they seem. */
  vitality: Vitality;
  /** In the same compartment, seen with one's own eyes; not through glass nor by the muster. */
  beside: boolean;
  /** A hand raised to this door's glass. */
  hand_at_portal?: string;
  /** How they hold themselves. */
  posture: Posture;
  /** The department whose badge they wear. */
  department: Department;
  /** The console they sit at. */
  seat?: string;
  /** As eyes tell: cannot get up and walk, would have to be carried. */
  helpless: boolean;
  /** Walking, working or on the way to it. */
  busy: boolean;
  /** Hurt, and getting worse: pulse and pressure, felt or by communicator. */
  sinking: boolean;
}

/** Vital signs. */
export interface Vital {
  /** Heart rate, beats a minute. */
  heart_rate_per_min: number;
  /** Arterial oxygen saturation, 0..=1. */
  saturation: number;
  /** Breaths a minute. */
  breathing_per_min: number;
  /** Systolic blood pressure, mmHg. */
  systolic_mmhg: number;
}

/** Somebody's signs. */
export interface PatientSeen {
  /** Who. */
  person: string;
  /** Where. */
  compartment: string;
  /** Heart rate, saturation, breathing, pressure. */
  vital: Vital;
  /** Dose by their dosimeter, Gy. */
  dose_gy: number;
  /** Conscious. */
  conscious: boolean;
  /** Alive. */
  alive: boolean;
  /** By the dose so far, the time that somebody in the middle of people would have, s; none when it does not kill. */
  dose_left_s?: number;
  /** Not in danger as things stand, by a hand on them: none while nobody of the medical department is beside them. */
  stable?: boolean;
  /** Work of first aid that those beside them could still do, standard s; none while nobody has looked at their wounds. */
  treatment_left_s?: number;
}

/** A point of the path ahead. */
export interface PathPoint {
  /** Time from now, s. */
  in_s: number;
  /** Altitude, m. */
  altitude_m: number;
  /** Distance over the ground from here, m. */
  downrange_m: number;
  /** Speed through the air, m/s. */
  airspeed_m_s: number;
  /** Felt acceleration, g0. */
  load_g: number;
}

/** How one gets through a portal. */
export type Passage =
  | 'free'
  | 'powered'
  | 'by_hand'
  | 'barred';

/** A way out of a room, as one who stands in it sees it. */
export interface WaySeen {
  /** The door, hatch, ladder or lift. */
  portal: string;
  /** What lies beyond. */
  compartment: string;
  /** How one gets through. */
  passage: Passage;
  /** Share open, 0..=1. */
  open: number;
  /** Held shut against everybody. */
  held: boolean;
  /** Time to the middle of what lies beyond, s; none when barred. */
  walk_s?: number;
}

/** Where one can go. */
export interface Ways {
  /** By portal: the ways out of here. */
  out: Record<string, WaySeen>;
  /** Time at a walk by compartment, s: those one can get to. */
  walk_s: Record<string, number>;
}

/** A line of the ship's log. */
export interface Line {
  /** When. */
  tick: number;
  /** In a sentence. */
  text: string;
  /** The event. */
  cause: string;
  /** What all hands were told, where it is that. */
  announced?: FactKind;
}

/** The view out. */
export interface Outside {
  /** Altitude, m. */
  altitude_m: number;
  /** Speed through the air, m/s. */
  airspeed_m_s: number;
  /** Rate of altitude, m/s. */
  climb_rate_m_s: number;
  /** Rotation that takes body vectors to level ones, quaternion x, y, z, w. */
  level_from_body: [number, number, number, number];
  /** Direction of the sun, level axes. */
  sun_level: [number, number, number];
  /** Direction from which the air comes, body axes. */
  wind_body: [number, number, number];
  /** Density of the air outside, kg/m³. */
  air_density_kg_m3: number;
  /** Heat flux on the bow, W/m². */
  heating_w_m2: number;
  /** Hottest skin, K. */
  skin_temperature_k: number;
  /** Thrust of the engines, share of full. */
  thrust: number;
  /** Load felt at the centre of mass, g0. */
  felt_g: number;
  /** Time after which nothing keeps her off the ground, s, as the flight computer reckons; none when it is dark or she does not come down. */
  to_no_return_s?: number;
}

/** The main screen. */
export interface Screen {
  /** What it shows; none while it is dark. */
  shows?: Outside;
}

/** The ship as she is. */
export interface ShipTruth {
  /** Altitude, m. */
  altitude_m: number;
  /** Speed through the air, m/s. */
  airspeed_m_s: number;
  /** Rate of altitude, m/s. */
  climb_rate_m_s: number;
  /** Load felt at the centre of mass, g0. */
  felt_g: number;
  /** Time to the ground on the path predicted, s; none when it does not come to that. */
  to_ground_s?: number;
  /** Time after which nothing keeps her off the ground, s. */
  to_no_return_s?: number;
  /** Hottest skin, K. */
  skin_temperature_k: number;
  /** Share of the rated load that has voltage, 0..=1. */
  grid_live: number;
  /** How the core stands. */
  core_phase: Phase;
  /** Distance of her elements from line, m. */
  core_offset_m: number;
  /** Who has the conn. */
  conn_person?: string;
  /** Out of danger. */
  is_safe: boolean;
  /** Lost. */
  is_lost: boolean;
}

/** A room as it is. */
export interface RoomTruth {
  /** Which. */
  compartment: string;
  /** Pressure, kPa. */
  pressure_kpa: number;
  /** Partial pressure of oxygen, kPa. */
  oxygen_kpa: number;
  /** Temperature of the air, K. */
  temperature_k: number;
  /** Dose rate, Gy/s. */
  dose_rate_gy_s: number;
  /** Share of work light, 0..=1. */
  light: number;
}

/** Somebody as they are. */
export interface PersonTruth {
  /** Who. */
  person: string;
  /** Where. */
  compartment: string;
  /** How they are. */
  vitality: Vitality;
  /** Dose so far, Gy. */
  dose_gy: number;
  /** What they work at. */
  task?: Task;
  /** On the way somewhere. */
  walks: boolean;
  /** A player speaks for them. */
  guided: boolean;
}

/** What is so. */
export interface Known {
  /** The ship as a whole. */
  ship: ShipTruth;
  /** Every room by compartment. */
  rooms: Record<string, RoomTruth>;
  /** Everybody by person. */
  people: Record<string, PersonTruth>;
}

/** What an event is about. */
export type About =
  | 'orders'
  | 'words'
  | 'people'
  | 'readings'
  | 'ship';

/** Something that happened, as the flight director is told. */
export interface Happened {
  /** When. */
  tick: number;
  /** In a sentence. */
  text: string;
  /** The event. */
  cause: string;
  /** What it is about. */
  topic: About;
  /** Whose act it is, or to whom it happened. */
  person?: string;
  /** Of whom something was asked. */
  to?: Addressee;
}

/** A note of the flight director's. */
export interface Note {
  /** When it was written. */
  tick: number;
  /** What. */
  text: string;
  /** The player it was said to, or `all`; none when it was only written down. */
  to?: string;
}

/** Every panel, each one member of `full` and `patch` in a view; only those that the page opened are there. */
export interface Panels {
  /** Whose view it is. */
  me?: Me;
  /** What devices say, by instrument. */
  readings?: Record<string, Shown>;
  /** The grid. */
  grid?: Grid;
  /** Consumers whose controller answers, by load. */
  loads?: Record<string, LoadSeen>;
  /** The core's own panel. */
  core?: CoreShown;
  /** Engines, shields, doors. */
  machines?: Machines;
  /** What is asked of one, and what one asked. */
  orders?: Orders;
  /** Calls, and what was heard. */
  talk?: Talk;
  /** Who is seen, by one's own eyes or by the muster; by person. */
  people?: Record<string, PersonSeen>;
  /** Signs of patients by person. */
  patients?: Record<string, PatientSeen>;
  /** Points of the path ahead; none while nothing computes it. */
  path?: PathPoint[];
  /** Where one can go on foot. */
  ways?: Ways;
  /** The ship's log, by the event of each line. */
  log?: Record<string, Line>;
  /** The main screen, ten times a second. */
  outside?: Screen;
  /** What is so; for the flight director alone, once a second. */
  truth?: Known;
  /** What happened lately, by event; for the flight director alone. */
  events?: Record<string, Happened>;
  /** What the flight director wrote down, by number; for the flight director alone. */
  notes?: Record<string, Note>;
}

/** A room: a box, body axes (x forward, y starboard, z down), m. */
export interface Compartment {
  /** What people call it. */
  name: string;
  /** Deck, 1 at the top. */
  deck: number;
  /** Corner nearest bow, port and top is the least of each. */
  low_body_m: [number, number, number];
  /** The opposite corner. */
  high_body_m: [number, number, number];
}

/** Kinds of portal. */
export type PortalKind =
  | 'arch'
  | 'door'
  | 'hatch'
  | 'ladder'
  | 'lift';

/** A way between two rooms. */
export interface Portal {
  /** What people call it. */
  name: string;
  /** One side. */
  from_compartment: string;
  /** The other. */
  to_compartment: string;
  /** What it is. */
  kind: PortalKind;
  /** One sees through it. */
  glass: boolean;
}

/** A node of the grid. */
export interface Bus {
  /** What people call it. */
  name: string;
  /** Where it stands. */
  compartment: string;
  /** What switches and sheds its loads. */
  controller?: string;
}

/** A cable. */
export interface Cable {
  /** What people call it. */
  name: string;
  /** One end. */
  from_bus: string;
  /** The other. */
  to_bus: string;
  /** Its breaker. */
  breaker?: string;
  /** What it carries for ever, W. */
  limit_w: number;
}

/** A breaker. */
export interface Breaker {
  /** What people call it. */
  name: string;
  /** Where it can be worked by hand. */
  compartment: string;
  /** Through what it is worked from afar; none: by hand only. */
  controller?: string;
}

/** Kinds of source. */
export type SourceKind =
  | 'core_generator'
  | 'fusion'
  | 'battery'
  | 'emergency';

/** A source. */
export interface Source {
  /** What people call it. */
  name: string;
  /** What it is. */
  kind: SourceKind;
  /** The bus it feeds. */
  bus: string;
  /** Its breaker. */
  breaker: string;
  /** Where it stands. */
  compartment: string;
  /** What it gives at most, sound and cool, W. */
  rated_w: number;
}

/** A consumer. */
export interface Load {
  /** What people call it. */
  name: string;
  /** What feeds it. */
  bus: string;
  /** Where it stands. */
  compartment: string;
  /** Power at full function, W. */
  rated_w: number;
  /** Group for allocation. */
  group: string;
}

/** A controller of part of the grid. */
export interface Controller {
  /** What people call it. */
  name: string;
  /** Where it is re-coded by hand. */
  compartment: string;
  /** What feeds it. */
  load: string;
}

/** An allocation that can be ordered. */
export interface Preset {
  /** What people call it. */
  name: string;
  /** Share by group. */
  shares: Record<string, number>;
  /** Share of every other group; none: left as it is. */
  others?: number;
}

/** Where a quantity should lie. Absent ends are open. */
export interface Limits {
  /** Below this: act now. */
  alarm_low?: number;
  /** Below this: act soon. */
  warning_low?: number;
  /** Above this: act soon. */
  warning_high?: number;
  /** Above this: act now. */
  alarm_high?: number;
}

/** A device. */
export interface Instrument {
  /** What people call it. */
  name: string;
  /** What kind of quantity: `bus_voltage`. */
  kind: string;
  /** Of what, by key: the bus, compartment, zone, …; none for the ship as a whole. */
  of?: string;
  /** Unit; `1` for a share. */
  unit: string;
  /** Smallest step it shows, in its unit. */
  resolution: number;
  /** Where the quantity should lie. */
  limits: Limits;
  /** Consoles that show it. */
  seats: string[];
}

/** Whose work it is. */
export type Role =
  | 'captain'
  | 'helm'
  | 'engineering'
  | 'operations'
  | 'medical';

/** A chair. */
export interface Seat {
  /** What people call it. */
  name: string;
  /** Whose work it is. */
  role: Role;
  /** Where it stands. */
  compartment: string;
  /** Departments it orders directly. */
  may: string[];
}

/** Rank, lowest first. */
export type Rank =
  | 'crewman'
  | 'petty_officer'
  | 'chief_petty_officer'
  | 'ensign'
  | 'lieutenant'
  | 'lieutenant_commander'
  | 'commander'
  | 'captain';

/** Somebody aboard. */
export interface Person {
  /** Name. */
  name: string;
  /** Post. */
  post: string;
  /** Rank. */
  rank: Rank;
  /** Department. */
  department: Department;
  /** One of those whom files name: worth finding first. */
  named: boolean;
}

/** The core's rooms and doors. */
export interface Chamber {
  /** The core itself. */
  core_compartment: string;
  /** The lock. */
  lock_compartment: string;
  /** Outside the glass. */
  outside_compartment: string;
  /** Chamber to lock. */
  inner_portal: string;
  /** Lock to engineering, of glass. */
  outer_portal: string;
  /** What the restart needs, in order: field, coolant, preheater, filters. */
  containment_load: string;
  /** Coolant pump. */
  coolant_load: string;
  /** Preheater. */
  igniter_load: string;
  /** Filters. */
  filter_load: string;
}

/** Limits of the core. */
export interface Core {
  /** Offset up to which the elements count as in line, m. */
  aligned_m: number;
  /** Least output that can be ordered, share. */
  least_output: number;
  /** Share of the preheat from which a reaction sustains itself. */
  ignition_share: number;
  /** Share of the containment field below which the scram shuts the feed. */
  field_scram_share: number;
  /** Coolant temperature above which the generator gives nothing, K. */
  coolant_limit_k: number;
}

/** What is known of her flight before any. */
export interface Flight {
  /** Angle of attack that the hull finds by itself, belly first, deg. */
  trim_attack_deg: number;
}

/** A ship. */
export interface Ship {
  /** What she is called. */
  name: string;
  /** What her class is called. */
  class_name: string;
  /** Rooms by key. */
  compartments: Record<string, Compartment>;
  /** Ways between them by key. */
  portals: Record<string, Portal>;
  /** Nodes of the grid by key. */
  buses: Record<string, Bus>;
  /** Cables by key. */
  lines: Record<string, Cable>;
  /** Breakers by key. */
  breakers: Record<string, Breaker>;
  /** Sources by key. */
  sources: Record<string, Source>;
  /** Consumers by key. */
  loads: Record<string, Load>;
  /** Controllers by key. */
  controllers: Record<string, Controller>;
  /** Allocations that can be ordered, by key. */
  presets: Record<string, Preset>;
  /** Devices by key. */
  instruments: Record<string, Instrument>;
  /** Names of engines, shield facings, zones and sections by key. */
  engines: Record<string, string>;
  /** Shield facings. */
  facings: Record<string, string>;
  /** Zones of the skin. */
  zones: Record<string, string>;
  /** Sections of the hull. */
  sections: Record<string, string>;
  /** Chairs by key. */
  seats: Record<string, Seat>;
  /** Everybody aboard by key. */
  people: Record<string, Person>;
  /** The core's rooms and doors; none on a ship without a core. */
  chamber?: Chamber;
  /** Limits of the core. */
  core: Core;
  /** Her flight. */
  flight: Flight;
}

/** An order: what a page sends as `order`. */
export type Act =
  | { kind: 'power.open_breaker'; breaker: string }
  | { kind: 'power.close_breaker'; breaker: string }
  | { kind: 'power.switch_load'; load: string; on: boolean }
  | { kind: 'power.set_priority'; load: string; priority: number }
  | { kind: 'power.allocate'; group: string; share: number }
  | { kind: 'power.set_preset'; preset: string }
  | { kind: 'power.start_source'; source: string }
  | { kind: 'power.stop_source'; source: string }
  | { kind: 'power.shut_controller'; controller: string }
  | { kind: 'core.containment'; on: boolean }
  | { kind: 'core.coolant'; on: boolean }
  | { kind: 'core.preheat'; on: boolean }
  | { kind: 'core.ignite' }
  | { kind: 'core.set_output'; share: number }
  | { kind: 'core.scram' }
  | { kind: 'core.eject' }
  | { kind: 'core.decontaminate' }
  | { kind: 'core.stop_decontamination' }
  | { kind: 'core.override_interlock' }
  | { kind: 'core.restore_interlock' }
  | { kind: 'engines.throttle'; engine?: string; throttle: number }
  | { kind: 'shields.raise'; facing?: string }
  | { kind: 'shields.lower'; facing?: string }
  | { kind: 'flight.coast' }
  | { kind: 'flight.damp' }
  | { kind: 'flight.trim'; attack_deg?: number; bank_deg: number }
  | { kind: 'flight.pitch'; pitch_deg: number }
  | { kind: 'flight.turn'; turn_body_deg_s: [number, number, number] }
  | { kind: 'air.run_plant'; fan_load: string; on: boolean }
  | { kind: 'air.set_vents'; compartment: string; open: boolean }
  | { kind: 'air.set_temperature'; temperature_k: number }
  | { kind: 'deckplan.open_door'; portal: string }
  | { kind: 'deckplan.close_door'; portal: string }
  | { kind: 'crew.go'; to_compartment: string; run: boolean }
  | { kind: 'crew.work'; task: Task }
  | { kind: 'crew.undertake'; task: Task }
  | { kind: 'crew.stop' }
  | { kind: 'crew.sit'; seat: string }
  | { kind: 'crew.stand' }
  | { kind: 'crew.strap' }
  | { kind: 'crew.unstrap' }
  | { kind: 'crew.brace' }
  | { kind: 'crew.lie' }
  | { kind: 'crew.carry'; person: string }
  | { kind: 'crew.put_down' }
  | { kind: 'crew.raise_hand'; portal: string }
  | { kind: 'crew.lower_hand' }
  | { kind: 'crew.guide'; on: boolean }
  | { kind: 'comms.call'; to_seat?: string; to_person?: string; to_compartment?: string }
  | { kind: 'comms.answer'; call?: number }
  | { kind: 'comms.hang_up' }
  | { kind: 'comms.say'; message: Message }
  | { kind: 'comms.announce'; message: Message }
  | { kind: 'command.hand_over'; seat: string; to_person: string }
  | { kind: 'command.take_conn' }
  | { kind: 'command.pass_conn'; to_person: string }
  | { kind: 'command.direct'; to_seat?: string; to_person?: string; to_department?: Department; directive: Directive }
  | { kind: 'command.accept'; order: string }
  | { kind: 'command.refuse'; order: string; reason: Reason }
  | { kind: 'command.achieved'; order: string }
  | { kind: 'command.failed'; order: string; reason: Reason }
  | { kind: 'command.insist'; order: string }
  | { kind: 'command.relieve'; seat: string }
  | { kind: 'command.log_entry'; text: string }
  | { kind: 'command.brief'; person: string; dose_gy: number; survival_s: number; work_s: number }
  | { kind: 'command.ask_volunteers'; task: Task }
  | { kind: 'command.volunteer'; order: string }
  | { kind: 'command.set_condition'; condition: Condition };
