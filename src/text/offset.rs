//! From readable offsets to printed ones.

/// Maps offsets of a readable text to offsets of the source. Between two entries both run in step.
#[derive(Debug, Clone)]
pub(super) struct OffsetMap {
    /// (readable, source), growing in both; the first stands at readable 0.
    steps: Vec<(usize, usize)>,
}

impl OffsetMap {
    /// The map of a text that is printed as it is read, `base` bytes into the document.
    pub(super) fn shift(base: usize) -> Self {
        Self { steps: vec![(0, base)] }
    }

    /// Says that readable offset `readable` stands at `source`. Offsets are noted in growing order.
    pub(super) fn note(&mut self, readable: usize, source: usize) {
        if self.source(readable) == source {
            return;
        }
        match self.steps.last_mut() {
            Some(last) if last.0 == readable => last.1 = source,
            _ => self.steps.push((readable, source)),
        }
    }

    /// The entries behind `from`, up to `to`.
    pub(super) fn steps_in(&self, from: usize, to: usize) -> impl Iterator<Item = (usize, usize)> {
        let first = self.steps.partition_point(|step| step.0 <= from);
        self.steps[first..].iter().copied().take_while(move |step| step.0 <= to)
    }

    /// Where a readable offset stands in the source. At the end of a glossed character: behind its gloss.
    pub(super) fn source(&self, readable: usize) -> usize {
        let (from, to) = match self.steps.last() {
            Some(&last) if last.0 <= readable => last,
            _ => self.steps[self.steps.partition_point(|step| step.0 <= readable) - 1],
        };
        to + (readable - from)
    }

    /// Which readable offset a place of the source stands at; what is not read stands at the end of what is in front of it.
    pub(super) fn readable(&self, source: usize) -> usize {
        let next = self.steps.partition_point(|step| step.1 <= source);
        let (from, to) = self.steps[next.saturating_sub(1)];
        let at = from + source.saturating_sub(to);
        self.steps.get(next).map_or(at, |step| at.min(step.0))
    }
}
