//! `--agencies FILE`: the names that agencies are counted under.

use std::path::PathBuf;
use std::sync::Arc;

use dabiao::Agencies;

use crate::csv::Records;
use crate::{Ending, complain, input};

/// The names of a file, where one is given; what is wrong with it has been said where there are none then.
pub(crate) fn of(path: Option<&PathBuf>) -> Result<Arc<Agencies>, Ending> {
    let Some(path) = path else { return Ok(Arc::default()) };
    let read = || input::text(path, None).and_then(|(text, _)| names(&text));
    read().map(Arc::new).map_err(|why| complain(&input::name(path), &why))
}

/// The rows of a CSV with the columns alias and agency.
fn names(text: &str) -> Result<Agencies, String> {
    let records = Records::read(text, true)?;
    let place = |names: [&str; 2]| {
        let found = records.header.iter().position(|column| names.contains(&column.as_str()));
        found.ok_or_else(|| records.without(names[0]))
    };
    let (alias, agency) = (place(["alias", "别名"])?, place(["agency", "单位"])?);
    let mut aliases = Vec::new();
    for (line, row) in &records.rows {
        let cell = |at: usize| row.get(at).unwrap_or_default().trim().to_owned();
        let (alias, agency) = (cell(alias), cell(agency));
        match (alias.is_empty(), agency.is_empty()) {
            (true, true) => {}
            (false, false) => aliases.push((alias, agency)),
            _ => return Err(format!("line {line}: gives an alias and the agency that it is counted under; one of them is empty")),
        }
    }
    Ok(Agencies::new(aliases))
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn a_table_of_names_is_read_and_what_is_wrong_is_said() {
        let read = names("别名,单位\n发改局,区发展和改革局\n,\n").unwrap();
        assert_eq!(read.name("发改局(金融办)"), "区发展和改革局");
        assert_eq!(names("alias,name\n").unwrap_err(), "has no column named agency; its columns are alias, name");
        assert_eq!(
            names("alias,agency\n发改局,\n").unwrap_err(),
            "line 2: gives an alias and the agency that it is counted under; one of them is empty"
        );
    }
}
