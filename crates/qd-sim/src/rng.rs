//! Randomness as a pure function of (seed, department, entity, tick, draw): no state to save, no order to keep.
//! Counter-based: the five numbers are mixed by the finaliser of `SplitMix64` (Steele, Lea, Flood 2014).

/// Who draws. Part of the key, so that departments never share a stream.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "each names its department")]
pub enum Stream {
    Roster = 1,
    Skills,
    Places,
    Instruments,
    Bodies,
    Minds,
    Tasks,
    Power,
    Core,
    Hull,
    Names,
    Comms,
}

/// 64 random bits.
#[must_use]
pub fn bits(seed: u64, stream: Stream, entity: u32, tick: u32, draw: u32) -> u64 {
    let mut z = mix(seed ^ 0x9e37_79b9_7f4a_7c15);
    z = mix(z ^ ((stream as u64) << 32 | u64::from(draw)));
    mix(z ^ (u64::from(entity) << 32 | u64::from(tick)))
}

/// Uniform in [0, 1).
#[must_use]
pub fn uniform(seed: u64, stream: Stream, entity: u32, tick: u32, draw: u32) -> f64 {
    (bits(seed, stream, entity, tick, draw) >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0)
}

/// Standard normal deviate (Box and Muller; uses draws `2 draw` and `2 draw + 1`).
#[must_use]
pub fn normal(seed: u64, stream: Stream, entity: u32, tick: u32, draw: u32) -> f64 {
    let u = 1.0 - uniform(seed, stream, entity, tick, 2 * draw);
    let v = uniform(seed, stream, entity, tick, 2 * draw + 1);
    libm::sqrt(-2.0 * libm::log(u)) * libm::cos(std::f64::consts::TAU * v)
}

fn mix(mut z: u64) -> u64 {
    z = z.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_are_spread_and_repeat() {
        let draws: Vec<f64> = (0..10_000).map(|i| uniform(7, Stream::Bodies, i, 3, 0)).collect();
        let mean = draws.iter().sum::<f64>() / 10_000.0;
        assert!((mean - 0.5).abs() < 0.01, "mean {mean}");
        assert_eq!(uniform(7, Stream::Bodies, 5, 3, 0).to_bits(), draws[5].to_bits());
        assert_ne!(bits(7, Stream::Bodies, 5, 3, 0), bits(8, Stream::Bodies, 5, 3, 0));
        let spread = (0..10_000).map(|i| normal(7, Stream::Minds, i, 0, 0)).map(|x| x * x).sum::<f64>() / 1e4;
        assert!((spread - 1.0).abs() < 0.05, "variance {spread}");
    }
}
