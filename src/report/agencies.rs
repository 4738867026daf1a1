//! Under which name an agency is counted.

use std::collections::HashMap;

/// The names that agencies are counted under: one name for several, by a table of one's own, and without what stands in parentheses behind it: an
/// office that shares the seal, 区发改局(金融办). The rows keep what is printed.
///
/// ```
/// use dabiao::Agencies;
/// let agencies = Agencies::new([("发改局".to_owned(), "区发展和改革局".to_owned())]);
/// assert_eq!(agencies.name("区发改局(金融办)"), "区发改局");
/// assert_eq!(agencies.name("发改局（物价科）"), "区发展和改革局");
/// assert_eq!(agencies.name("(筹)"), "(筹)");
/// ```
#[derive(Debug, Clone, Default)]
pub struct Agencies {
    aliases: HashMap<String, String>,
}

impl Agencies {
    /// Aliases with the name that each is counted under.
    #[must_use]
    pub fn new(aliases: impl IntoIterator<Item = (String, String)>) -> Self {
        Self { aliases: aliases.into_iter().collect() }
    }

    /// The name that an agency is counted under: that of the table for what is printed or for what stands in front of its parentheses, else the latter.
    #[must_use]
    pub fn name<'n>(&'n self, printed: &'n str) -> &'n str {
        if let Some(name) = self.aliases.get(printed) {
            return name;
        }
        let front = printed.strip_suffix([')', '）']).and_then(|inner| inner.split(['(', '（']).next()).map(str::trim_end);
        let front = front.filter(|front| !front.is_empty()).unwrap_or(printed);
        self.aliases.get(front).map_or(front, String::as_str)
    }

    /// The names that the agencies of an item are counted under, each once, the lead first.
    #[must_use]
    pub fn names<'n>(&'n self, printed: &'n [String]) -> Vec<&'n str> {
        let mut names: Vec<&str> = Vec::with_capacity(printed.len());
        for name in printed.iter().map(|printed| self.name(printed)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}
