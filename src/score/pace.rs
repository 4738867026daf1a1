//! How much of the plan year was gone. That the year runs evenly is an assumption.

use rust_decimal::Decimal;

use super::ratio::round;

/// Share of the year gone at the end of a period: a date by days, months by twelfths.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Elapsed {
    pub(crate) share: Decimal,
    /// Whether the figure itself does not say its period.
    pub(crate) assumed: bool,
}

const DAYS_BEFORE: [u16; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

fn leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

/// The last day of a month.
pub(crate) fn last_day(month: u8, year: u16) -> u8 {
    match month {
        2 => 28 + u8::from(leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The share of the year gone at the end of `month`, or on `day` of it.
pub(crate) fn elapsed(month: u8, day: Option<u8>, year: Option<u16>) -> Decimal {
    let month = month.clamp(1, 12);
    let share = match day {
        None => Decimal::from(month) / Decimal::from(12),
        Some(day) => {
            let leap = year.is_some_and(leap);
            let before = DAYS_BEFORE[usize::from(month) - 1] + u16::from(leap && month > 2);
            Decimal::from(before + u16::from(day.min(31))) / Decimal::from(365 + u16::from(leap))
        }
    };
    round(share.min(Decimal::ONE))
}

/// How far a ratio is ahead of the year.
pub(crate) fn pace(ratio: Decimal, elapsed: Decimal) -> Decimal {
    round(ratio - elapsed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_days_of_months_add_up_to_a_year() {
        for (year, days) in [(2023, 365), (2024, 366), (1900, 365), (2000, 366)] {
            assert_eq!((1..=12).map(|month| u16::from(last_day(month, year))).sum::<u16>(), days, "{year}");
        }
        assert_eq!([last_day(2, 2024), last_day(6, 2024), last_day(12, 2024)], [29, 30, 31]);
    }

    #[test]
    fn months_by_twelfths_and_dates_by_days() {
        assert_eq!(elapsed(6, None, None), Decimal::new(5, 1));
        assert_eq!(elapsed(12, None, None), Decimal::ONE);
        assert_eq!(elapsed(12, Some(31), Some(2021)), Decimal::ONE);
        assert_eq!(elapsed(12, Some(31), Some(2024)), Decimal::ONE);
        assert_eq!(elapsed(6, Some(23), Some(2022)).to_string(), "0.476712328767");
        assert_eq!(elapsed(5, None, None).to_string(), "0.416666666667");
    }
}
