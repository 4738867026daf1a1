//! The 95 % interval of a share by Wilson's score method, which stays inside 0..1 and holds for few cases.
//!
//! E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927); recommended by R. G. Newcombe,
//! Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), method 3.

/// The quantile of the normal distribution that leaves 2.5 % on either side.
const Z: f64 = 1.959_963_984_540_054;

/// Both ends for `right` of `n`. Statistics, not values: here floats serve.
pub(crate) fn interval(right: usize, n: usize) -> (f64, f64) {
    if n == 0 {
        return (0.0, 1.0);
    }
    #[allow(clippy::cast_precision_loss)]
    let (right, n) = (right as f64, n as f64);
    let share = right / n;
    let middle = share + Z * Z / (2.0 * n);
    let half = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + Z * Z / n;
    (((middle - half) / scale).max(0.0), ((middle + half) / scale).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_examples_in_print() {
        // Newcombe 1998, table I, method 3.
        for (right, n, low, high) in
            [(81, 263, "0.2553", "0.3662"), (15, 148, "0.0624", "0.1605"), (0, 20, "0.0000", "0.1611"), (1, 29, "0.0061", "0.1718")]
        {
            let (from, to) = interval(right, n);
            assert_eq!((format!("{from:.4}").as_str(), format!("{to:.4}").as_str()), (low, high), "{right} of {n}");
        }
        assert_eq!(interval(0, 0), (0.0, 1.0));
    }
}
