//! The ship in a few figures: progress, snapshots that any later version can show, `replay --at`.

use qd_sim::view::grid_live;
use qd_sim::{TICK_S, World};
use serde::{Deserialize, Serialize};

/// The ship at a moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Face {
    /// Ship time, s.
    pub t_s: f64,
    /// Altitude, m.
    pub altitude_m: f64,
    /// Rate of altitude, m/s.
    pub climb_rate_m_s: f64,
    /// Speed against the air, m/s.
    pub airspeed_m_s: f64,
    /// Felt acceleration, standard gravities.
    pub load_g: f64,
    /// Hottest skin, K.
    pub skin_temperature_k: f64,
    /// Share of the ship's rated load that has voltage, 0..=1.
    pub grid_live: f64,
    /// How the core stands.
    pub core: String,
    /// People alive.
    pub alive: u32,
    /// People dead.
    pub dead: u32,
    /// People who were alive aboard when she broke up or struck the ground.
    #[serde(default)]
    pub lost_with_ship: u32,
}

impl Face {
    /// The ship now.
    #[must_use]
    pub fn of(world: &World) -> Self {
        let motion = &world.flows.motion;
        let people = u32::from(u16::try_from(world.crew.person.len()).unwrap_or(u16::MAX));
        let dead = u32::try_from(world.crew.deaths.len()).unwrap_or(u32::MAX).min(people);
        let skin = world.flows.skin_temperature_k.iter().map(|(_, skin_k)| *skin_k);
        Self {
            t_s: f64::from(world.tick) * TICK_S,
            altitude_m: motion.altitude_m,
            climb_rate_m_s: motion.climb_rate_m_s,
            airspeed_m_s: motion.airspeed_m_s,
            load_g: motion.felt_body_m_s2.length() / 9.806_65,
            skin_temperature_k: skin.fold(0.0, f64::max),
            grid_live: grid_live(world),
            core: format!("{:?}", world.core.phase).to_lowercase(),
            alive: if world.hull.lost.is_some() { 0 } else { people - dead },
            dead,
            lost_with_ship: if world.hull.lost.is_some() { people - dead } else { 0 },
        }
    }

    /// As JSON.
    #[must_use]
    pub fn json(&self) -> String {
        serde_json::to_string(self).expect("plain data always serialises")
    }

    /// In one line.
    #[must_use]
    pub fn line(&self) -> String {
        format!(
            "{:>7.1} s  {:>6.1} km  {:>+7.0} m/s  {:>4.1} g  grid {:>3.0} %  core {}  dead {}",
            self.t_s,
            self.altitude_m / 1_000.0,
            self.climb_rate_m_s,
            self.load_g,
            self.grid_live * 100.0,
            self.core,
            self.dead
        )
    }
}
