//! The decimal that a sheet's number is to people: 15 significant digits, as Excel counts them, so that 0.07000000000000001 is 0.07.

/// 0.d₁d₂d₃… × 10^`point`, with as many digits as say something. A power of ten, up or down, is a move of the point, so that a percent and a
/// format in thousands round the digits that are printed. `rust_decimal` ends at 28 digits, sheets hold 1e300.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decimal {
    pub(super) negative: bool,
    /// From 0 to 9; none in front and none behind is 0, and zero has none.
    digits: Vec<u8>,
    point: i32,
}

/// As many digits as Excel keeps.
const SIGNIFICANT: usize = 15;

impl Decimal {
    /// The decimal next to a number; nothing for what is no number.
    pub(super) fn of(value: f64) -> Option<Self> {
        if !value.is_finite() {
            return None;
        }
        let written = format!("{:.*e}", SIGNIFICANT - 1, value.abs());
        let (mantissa, exponent) = written.split_once('e')?;
        let mut digits: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect();
        let kept = digits.iter().rposition(|&digit| digit != 0).map_or(0, |last| last + 1);
        digits.truncate(kept);
        let point = if kept > 0 { exponent.parse::<i32>().ok()? + 1 } else { 0 };
        Some(Self { negative: value < 0.0 && kept > 0, digits, point })
    }

    pub(super) const fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// Times a power of ten.
    pub(super) const fn shift(&mut self, powers: i32) {
        if !self.is_zero() {
            self.point = self.point.saturating_add(powers);
        }
    }

    /// How many digits stand in front of the point; 0 and less for what is smaller than 1.
    pub(super) const fn magnitude(&self) -> i32 {
        self.point
    }

    /// Rounds to so many places behind the point, half away from zero.
    pub(super) fn round(&mut self, places: i32) {
        let kept = self.point.saturating_add(places);
        let Ok(kept) = usize::try_from(kept) else {
            self.clear();
            return;
        };
        let Some(&next) = self.digits.get(kept) else { return };
        self.digits.truncate(kept);
        if next >= 5 {
            // All nines, or nothing, in front of it: 9.96 is 10.0.
            match self.digits.iter().rposition(|&digit| digit != 9) {
                Some(last) => {
                    self.digits.truncate(last + 1);
                    self.digits[last] += 1;
                }
                None => {
                    self.digits = vec![1];
                    self.point = self.point.saturating_add(1);
                }
            }
        }
        let kept = self.digits.iter().rposition(|&digit| digit != 0).map_or(0, |last| last + 1);
        self.digits.truncate(kept);
        if kept == 0 {
            self.clear();
        }
    }

    fn clear(&mut self) {
        *self = Self { negative: false, digits: Vec::new(), point: 0 };
    }

    /// The digit at a power of ten: 0 for ones, 1 for tens, -1 for tenths.
    pub(super) fn digit(&self, power: i32) -> u8 {
        let at = self.point.saturating_sub(1).saturating_sub(power);
        usize::try_from(at).ok().and_then(|at| self.digits.get(at)).copied().unwrap_or(0)
    }

    /// How many places behind the point say something.
    pub(super) fn places(&self) -> i32 {
        (self.digits.len() as i32).saturating_sub(self.point).max(0)
    }

    /// Appends it without its sign, in plain digits.
    pub(super) fn write(&self, out: &mut String) {
        let mut put = |power| out.push(char::from(b'0' + self.digit(power)));
        (0..self.point.max(1)).rev().for_each(&mut put);
        let places = self.places();
        if places > 0 {
            out.push('.');
            (1..=places).for_each(|place| out.push(char::from(b'0' + self.digit(-place))));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(value: f64) -> String {
        let mut out = String::new();
        Decimal::of(value).unwrap().write(&mut out);
        out
    }

    fn rounded(value: f64, places: i32) -> String {
        let mut decimal = Decimal::of(value).unwrap();
        decimal.round(places);
        let mut out = String::new();
        decimal.write(&mut out);
        out
    }

    #[test]
    fn what_a_double_adds_is_not_printed() {
        let values = [0.7 * 0.1, 24.630_000_000_000_003, 0.1 + 0.2, 1250.0, 0.0, -0.0, 1.0 / 3.0, 123_456_789_012_345_680.0, 1e-7];
        assert_eq!(values.map(plain), ["0.07", "24.63", "0.3", "1250", "0", "0", "0.333333333333333", "123456789012346000", "0.0000001"]);
        assert_eq!([Decimal::of(f64::NAN), Decimal::of(f64::INFINITY)], [None, None]);
        assert_eq!(plain(1e300).len(), 301);
    }

    #[test]
    fn a_half_rounds_away_from_zero() {
        let cases =
            [(0.145, 2), (2.5, 0), (1.005, 2), (9.96, 1), (0.5, 0), (0.49, 0), (0.004, 2), (99.5, 0), (1234.0, -2), (51.0, -2), (0.06, 1)];
        assert_eq!(
            cases.map(|(value, places)| rounded(value, places)),
            ["0.15", "3", "1.01", "10", "1", "0", "0", "100", "1200", "100", "0.1"]
        );
    }
}
