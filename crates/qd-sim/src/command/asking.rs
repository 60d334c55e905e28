//! What a directive looks like to the person asked: the question that willingness weighs, and the steps that
//! carrying it out takes.

use super::{Command, Directive};
use crate::class::ShipClass;
use crate::comms::{Comms, FactKind};
use crate::crew::willingness::{self, Question, Will};
use crate::crew::{Crew, Order as Act, Skill, Step, Task};
use crate::id::{CompartmentId, PersonId, PortalId};
use crate::world::World;

/// Who asks, and how pressingly.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Asked {
    /// Who; none when nobody does.
    pub by_person: Option<PersonId>,
    /// How often the asker has insisted.
    pub insisted: u8,
}

/// What the asking departments see of the world.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sight<'a> {
    pub(super) class: &'a ShipClass,
    pub(super) crew: &'a Crew,
    pub(super) comms: &'a Comms,
    pub(super) conn_person: Option<PersonId>,
    pub(super) seed: u64,
    pub(super) tick: u32,
}

/// Time ahead from which the ship's end presses, s (chosen number: what work and ignition take, and a half more).
const PRESSING_S: f64 = 600.0;
/// Authority added by insisting once (chosen number).
const INSISTENCE: f64 = 0.3;

/// How willing somebody is to do something now, from what they know: what a player of theirs may feel.
#[must_use]
pub fn will_of(world: &World, person: PersonId, directive: &Directive, asked: Asked) -> Will {
    let sight = Sight {
        class: &world.class,
        crew: &world.crew,
        comms: &world.comms,
        conn_person: world.command.conn_person,
        seed: world.seed,
        tick: world.tick,
    };
    sight.will(person, directive, asked)
}

impl Sight<'_> {
    /// How willing somebody is.
    pub(super) fn will(&self, person: PersonId, directive: &Directive, asked: Asked) -> Will {
        willingness::weigh(&self.crew.roster[person].temperament, &self.question(person, directive, asked))
    }

    /// [`Will::score`] alone.
    pub(super) fn score(&self, person: PersonId, directive: &Directive, asked: Asked) -> f64 {
        willingness::score(&self.crew.roster[person].temperament, &self.question(person, directive, asked))
    }

    /// What is asked, as they see it.
    fn question(&self, person: PersonId, directive: &Directive, asked: Asked) -> Question {
        let who = &self.crew.person[person];
        let stake = self.stake(person);
        let mut question = Question {
            authority: self.authority(person, asked),
            bond_with_asker: asked.by_person.map_or(0.0, |by| self.bond(person, by)),
            fitness: who.body.fitness,
            stake,
            ..Question::default()
        };
        if let Some(task) = self.task_of(person, directive) {
            self.see_task(person, task, &mut question);
        }
        match directive {
            Directive::ComeTo { compartment } | Directive::GoTo { compartment } => {
                question.stake = 0.2 * stake;
                question.distance_m = self.distance_m(person, *compartment);
                question.bond_at_stake = self.closest_casualty(person).map_or(0.0, |(_, bond)| bond);
            }
            Directive::Man { seat } => {
                question.office = 0.5;
                question.stake = 0.5 * stake;
                question.distance_m = self.distance_m(person, self.class.command.seat[*seat].compartment);
            }
            Directive::Brace {} | Directive::StandDown {} | Directive::ReportOn { .. } => {
                question.office = 1.0;
                question.stake = 0.3;
            }
            Directive::EvacuateShip {} => {
                // To leave is to be safe; it is also to leave the others, unless all are told to.
                question.risk = -stake;
                question.stake = 0.0;
                question.harm = if self.knows(person, FactKind::AbandonShip) { 0.2 } else { 0.8 };
            }
            Directive::OverrideInterlock {} => {
                question.stake = 0.0;
                question.harm = 1.0;
                question.bond_at_stake = self.closest_casualty(person).map_or(0.0, |(_, bond)| bond);
            }
            _ => {}
        }
        question
    }

    fn see_task(&self, person: PersonId, task: Task, question: &mut Question) {
        let profile = &self.crew.roster[person];
        let skill = task.skill();
        question.office = willingness::office(profile, skill);
        question.skill = (skill != Skill::Strength).then(|| profile.skill(skill));
        if let Some(place) = self.believed_place(person, task) {
            question.distance_m = self.distance_m(person, place);
        }
        match task {
            Task::Realign {} => question.risk = self.risk_of_chamber(person),
            Task::Treat { person: hurt } => {
                question.stake = 0.5;
                question.bond_at_stake = self.bond(person, hurt);
            }
            _ => question.stake = question.stake.max(0.2),
        }
    }

    /// What the chamber costs, as far as they were told; what nobody has told is feared by halves.
    fn risk_of_chamber(&self, person: PersonId) -> f64 {
        let told_gy = self.comms.ears[person].told_dose_gy;
        if told_gy > 0.0 {
            willingness::perceived_risk(told_gy)
        } else if self.knows(person, FactKind::CoreMisaligned) {
            0.6
        } else {
            0.3
        }
    }

    /// What all aboard lose if nothing is done, 0..=1, as far as they know; it presses as the end comes near.
    fn stake(&self, person: PersonId) -> f64 {
        if self.knows(person, FactKind::ShipSafe) {
            return 0.0;
        }
        if !self.knows(person, FactKind::ShipFalling) {
            return if self.knows(person, FactKind::GridLost) { 0.3 } else { 0.1 };
        }
        let ends_tick = self.comms.ears[person].fall_ends_tick.unwrap_or(self.tick);
        let left_s = f64::from(ends_tick.saturating_sub(self.tick)) * crate::TICK_S;
        1.0 - 0.4 * (left_s / PRESSING_S).min(1.0)
    }

    /// How far the asker may ask it: the conn most, then rank.
    fn authority(&self, person: PersonId, asked: Asked) -> f64 {
        let Some(by) = asked.by_person else { return 0.0 };
        let (theirs, own) = (&self.crew.roster[by], &self.crew.roster[person]);
        let base = if self.conn_person == Some(by) {
            1.0
        } else if theirs.rank > own.rank {
            0.7
        } else if theirs.rank == own.rank {
            0.3
        } else {
            0.1
        };
        base + INSISTENCE * f64::from(asked.insisted.min(3))
    }

    pub(super) fn bond(&self, one: PersonId, other: PersonId) -> f64 {
        willingness::bond(&self.class.crew, self.crew, self.seed, one, other)
    }

    fn knows(&self, person: PersonId, kind: FactKind) -> bool {
        self.comms.knows(person, kind)
    }

    fn distance_m(&self, person: PersonId, to: CompartmentId) -> f64 {
        self.class.deckplan.distance_m(self.crew.person[person].compartment, to)
    }

    /// The casualty they know of to whom they are closest.
    fn closest_casualty(&self, person: PersonId) -> Option<(PersonId, f64)> {
        let known = self.comms.ears[person].casualties.iter();
        let bonds = known.map(|hurt| (hurt.person, self.bond(person, hurt.person)));
        bonds.max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)))
    }

    /// The work that a directive asks of this person, if it asks for work by hand.
    fn task_of(&self, person: PersonId, directive: &Directive) -> Option<Task> {
        match directive {
            Directive::Realign {} => Some(Task::Realign {}),
            Directive::Recode { controller } => Some(Task::Recode { controller: *controller }),
            Directive::Work { task } => Some(*task),
            Directive::TreatCasualties {} => {
                let known = self.comms.ears[person].casualties.iter();
                let mut tasks = known.map(|hurt| Task::Treat { person: hurt.person });
                tasks.find(|task| self.can_be_treated(person, *task))
            }
            _ => None,
        }
    }

    /// The steps that carrying it out takes; none when it takes a console, or there is nothing to do.
    pub(super) fn steps(&self, person: PersonId, directive: &Directive) -> Option<Vec<Step>> {
        if let Some(task) = self.task_of(person, directive) {
            return Some(self.steps_of(person, task)).filter(|steps| !steps.is_empty());
        }
        match directive {
            Directive::GoTo { compartment } => {
                Some(vec![Step::Go { to_compartment: *compartment, run: true }])
            }
            Directive::ComeTo { compartment } => Some(self.steps_to(person, *compartment)),
            Directive::Man { seat } => {
                let to_compartment = self.class.command.seat[*seat].compartment;
                Some(vec![Step::Go { to_compartment, run: true }, Step::Sit { seat: *seat }])
            }
            Directive::Brace {} => Some(vec![Step::Brace {}]),
            _ => None,
        }
    }

    /// Somebody stands before another, or the other's communicator tells of them.
    fn shows(&self, person: PersonId, other: PersonId) -> bool {
        self.crew.person[person].compartment == self.crew.person[other].compartment
            || self.comms.communicator_works(self.class, self.crew, other)
    }

    /// Where a task is done, as far as somebody knows: the hurt lie where they are seen, where their communicator says, or
    /// where they were last told of.
    pub(super) fn believed_place(&self, person: PersonId, task: Task) -> Option<CompartmentId> {
        let Task::Treat { person: hurt } = task else { return task.place(self.class) };
        let there = self.crew.person.get(hurt)?.compartment;
        if self.shows(person, hurt) {
            return Some(there);
        }
        self.comms.casualty(person, hurt)?.compartment
    }

    /// Somebody knows where the hurt lie, and that they are hurt: of those whom neither eye nor communicator shows, the
    /// last news holds.
    fn can_be_treated(&self, person: PersonId, task: Task) -> bool {
        let Task::Treat { person: hurt } = task else { return false };
        let in_need = !self.shows(person, hurt) || self.crew.person[hurt].body.casualty();
        in_need && self.believed_place(person, task).is_some()
    }

    fn steps_of(&self, person: PersonId, task: Task) -> Vec<Step> {
        match (task, self.believed_place(person, task)) {
            (Task::Treat { .. }, Some(to_compartment)) => {
                vec![Step::Go { to_compartment, run: true }, Step::Work { task }]
            }
            (Task::Treat { .. }, None) => Vec::new(),
            _ => Act::Undertake { task }.steps(self.class),
        }
    }

    /// To where somebody can be seen and heard without going in to them; a hand at the glass for those held dear.
    pub(super) fn steps_to(&self, person: PersonId, compartment: CompartmentId) -> Vec<Step> {
        let (to_compartment, glass) = beside(self.class, compartment);
        let mut steps = vec![Step::Go { to_compartment, run: true }];
        let dear = self.closest_casualty(person).is_some_and(|(_, bond)| bond > 0.7);
        let of_themselves = !willingness::is_guided(&self.crew.person[person]);
        if let Some(portal) = glass.filter(|_| dear && of_themselves) {
            steps.push(Step::RaiseHand { portal });
        }
        steps
    }
}

/// Where one stands to be with somebody in `compartment`: outside its glass or that of the core's lock, else in it.
pub(super) fn beside(class: &ShipClass, compartment: CompartmentId) -> (CompartmentId, Option<PortalId>) {
    if let Some(chamber) = &class.core.chamber
        && [chamber.core_compartment, chamber.lock_compartment].contains(&compartment)
    {
        return (chamber.outside_compartment, Some(chamber.outer_portal));
    }
    let mut panes = class.deckplan.portal.iter().filter(|(_, row)| row.glass);
    panes
        .find_map(|(portal, row)| Some((row.beyond(compartment)?, Some(portal))))
        .unwrap_or((compartment, None))
}

impl Command {
    /// What the asking sees.
    pub(super) fn sight<'a>(
        &self,
        crew: &'a Crew,
        comms: &'a Comms,
        cx: &crate::world::Tick<'a>,
    ) -> Sight<'a> {
        Sight { class: cx.class, crew, comms, conn_person: self.conn_person, seed: cx.seed, tick: cx.tick }
    }
}
