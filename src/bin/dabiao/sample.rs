//! A sample that anybody can draw again.
//!
//! Item number i (from 0, in the order of the files) gets the i-th output of SplitMix64 started at the seed (Steele, Lea and Flood, *Fast
//! splittable pseudorandom number generators*, OOPSLA 2014: state += 0x9e3779b97f4a7c15, then the mix of `next`); the n items with the
//! smallest outputs are the sample, in their own order. So a sample of 20 has that of 10 in it, and the machine makes no difference.

use std::collections::BTreeMap;

/// SplitMix64.
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

/// A sample of what comes one by one; no more is held than is wanted.
pub(crate) struct Sample<T> {
    random: SplitMix,
    wanted: usize,
    /// How many came.
    came: usize,
    /// Those with the smallest outputs so far, by output and place.
    held: BTreeMap<(u64, usize), T>,
}

impl<T> Sample<T> {
    pub(crate) const fn new(wanted: usize, seed: u64) -> Self {
        Self { random: SplitMix(seed), wanted, came: 0, held: BTreeMap::new() }
    }

    /// Takes the next one, or leaves it.
    pub(crate) fn draw(&mut self, next: T) {
        self.held.insert((self.random.next(), self.came), next);
        self.came += 1;
        if self.held.len() > self.wanted {
            self.held.pop_last();
        }
    }

    /// The sample, in the order in which it came.
    pub(crate) fn drawn(self) -> impl Iterator<Item = T> {
        let mut drawn: Vec<(usize, T)> = self.held.into_iter().map(|((_, place), one)| (place, one)).collect();
        drawn.sort_unstable_by_key(|(place, _)| *place);
        drawn.into_iter().map(|(_, one)| one)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The places of a sample of `wanted` out of `all`, in order.
    fn sample(all: usize, wanted: usize, seed: u64) -> Vec<usize> {
        let mut sample = Sample::new(wanted, seed);
        for place in 0..all {
            sample.draw(place);
            assert!(sample.held.len() <= wanted);
        }
        sample.drawn().collect()
    }

    #[test]
    fn the_generator_is_splitmix64() {
        // The first outputs for the seed 1234567, as the reference implementation by S. Vigna (splitmix64.c) prints them.
        let mut random = SplitMix(1_234_567);
        let drawn = [(); 5].map(|()| random.next());
        assert_eq!(
            drawn,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423,
                4_593_380_528_125_082_431,
                16_408_922_859_458_223_821
            ]
        );
    }

    #[test]
    fn a_sample_is_as_large_as_wanted_in_order_and_without_repeats() {
        for (all, wanted) in [(0, 5), (5, 0), (5, 5), (5, 9), (103, 20)] {
            let places = sample(all, wanted, 7);
            assert_eq!(places.len(), wanted.min(all));
            assert!(places.windows(2).all(|pair| pair[0] < pair[1]) && places.iter().all(|&place| place < all));
        }
    }

    #[test]
    fn a_smaller_sample_lies_in_a_larger_one_and_a_seed_makes_a_difference() {
        let (ten, twenty) = (sample(103, 10, 1), sample(103, 20, 1));
        assert!(ten.iter().all(|place| twenty.contains(place)));
        assert_ne!(ten, sample(103, 10, 2));
    }

    #[test]
    fn every_item_is_drawn_as_often_as_any_other() {
        let mut drawn = [0_u32; 10];
        (0..2000).flat_map(|seed| sample(10, 3, seed)).for_each(|place| drawn[place] += 1);
        // 600 expected, standard deviation 20.5.
        assert!(drawn.iter().all(|&times| (500..700).contains(&times)), "{drawn:?}");
    }
}
