//! The checksum of every row: 64-bit FNV-1a, as for the state hash. It finds damage, not malice.

/// Digest of the parts one after the other.
#[must_use]
pub fn checksum(parts: &[&[u8]]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.iter());
    bytes.fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// SQLite's integers are signed: the same 64 bits.
pub(crate) fn stored(sum: u64) -> i64 {
    i64::from_ne_bytes(sum.to_ne_bytes())
}

/// The 64 bits as they were.
pub(crate) fn read(stored: i64) -> u64 {
    u64::from_ne_bytes(stored.to_ne_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_values() {
        for (text, sum) in [("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c)] {
            assert_eq!(checksum(&[text.as_bytes()]), sum);
        }
        assert_eq!(checksum(&[b"ab", b"c"]), checksum(&[b"a", b"bc"]));
        assert_eq!(read(stored(u64::MAX - 3)), u64::MAX - 3);
    }
}
