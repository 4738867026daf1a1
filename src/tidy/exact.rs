//! Decimals with a fixed number of places, as files and tables of columns hold them.

use crate::Decimal;

/// Places of a decimal.
pub const SCALE: i8 = 12;
/// Digits of a decimal, those places with them.
pub const PRECISION: u8 = 38;

/// A decimal in units of its last of [`SCALE`] places; nothing of one that has more than [`PRECISION`] digits then.
///
/// ```
/// use dabiao::{Decimal, tidy::scaled};
/// assert_eq!(scaled(Decimal::new(-15, 1)), Some(-1_500_000_000_000));
/// assert_eq!(scaled(Decimal::MAX), None);
/// ```
#[must_use]
pub fn scaled(number: Decimal) -> Option<i128> {
    let places = u32::from(SCALE.unsigned_abs());
    let number = number.round_dp(places);
    let scaled = number.mantissa().checked_mul(10_i128.pow(places.checked_sub(number.scale())?))?;
    (scaled.unsigned_abs() < 10_u128.pow(PRECISION.into())).then_some(scaled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_keep_their_value_or_are_missing() {
        assert_eq!(scaled(Decimal::ONE / Decimal::from(3)), Some(333_333_333_333));
        assert_eq!(scaled(Decimal::ZERO), Some(0));
        assert_eq!(scaled(-Decimal::MAX), None);
    }
}
