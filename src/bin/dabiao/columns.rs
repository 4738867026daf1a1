//! The columns of CSV, in Chinese as well: `columns.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use dabiao::tidy::Entry;

use crate::args::Of;
use crate::lang::Lang;

/// Of a table and a column its Chinese name, and what it means.
static ALL: LazyLock<HashMap<(&str, &str), [&str; 2]>> = LazyLock::new(|| {
    let lines = include_str!("columns.tsv").lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let mut fields = line.split('\t');
            Some(((fields.next()?, fields.next()?), [fields.next()?, fields.next()?]))
        })
        .collect()
});

/// What stands for every table.
const EVERY: &str = "-";

const fn key(of: Of) -> &'static str {
    match of {
        Of::Rows => "rows",
        Of::Figures => "figures",
        Of::Summary => "summary",
        Of::Panel => "panel",
    }
}

fn chinese(of: Of, column: &str) -> Option<[&'static str; 2]> {
    ALL.get(&(key(of), column)).or_else(|| ALL.get(&(EVERY, column))).copied()
}

/// The name of a column; one that is not known, such as one of the user's, has its own.
pub(crate) fn name(of: Of, column: &str, lang: Lang) -> &str {
    chinese(of, column).filter(|_| lang == Lang::Zh).map_or(column, |[name, _]| name)
}

/// What a column means.
pub(crate) fn meaning(of: Of, entry: &Entry, lang: Lang) -> &'static str {
    chinese(of, entry.name).filter(|_| lang == Lang::Zh).map_or(entry.meaning, |[_, meaning]| meaning)
}

/// The column of the targets that a name is of, in either language.
pub(crate) fn code(said: &str) -> &str {
    let named = |((table, _), [name, _]): &(&(&str, &str), &[&str; 2])| *name == said && [key(Of::Rows), EVERY].contains(table);
    ALL.iter().find(named).map_or(said, |((_, column), _)| column)
}

/// The list of words that the values of a column have.
pub(crate) fn list(of: Of, column: &'static str) -> &'static str {
    match column {
        "pair_rule" => "pair",
        "status" => "verdict",
        "stated_class" => "class",
        "score_is" => "ratio_is",
        "by" => "summary.by",
        "rule" if of == Of::Figures => "figure_rule",
        column => column,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::summary;
    use dabiao::tidy::Table;

    const TABLES: [Of; 3] = [Of::Rows, Of::Figures, Of::Summary];

    fn entries(of: Of) -> &'static [Entry] {
        match of {
            Of::Figures => Table::Figures.columns(),
            Of::Summary => &summary::COLUMNS,
            _ => Table::Targets.columns(),
        }
    }

    #[test]
    fn every_column_has_a_chinese_name_of_its_own_and_its_meaning() {
        for of in TABLES {
            let mut names: Vec<&str> =
                entries(of).iter().map(|entry| chinese(of, entry.name).unwrap_or_else(|| panic!("{}", entry.name))[0]).collect();
            let count = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), count, "{}", key(of));
        }
        for (table, column) in ALL.keys() {
            let known = |of: Of| entries(of).iter().any(|entry| entry.name == *column);
            let tables = TABLES.into_iter().filter(|of| *table == EVERY || *table == key(*of));
            assert!(tables.clone().count() > 0 && tables.clone().any(known), "{table} {column} is no column");
        }
        let lines = include_str!("columns.tsv").lines().filter(|line| !line.starts_with('#'));
        assert_eq!(lines.count(), ALL.len(), "each stands in it once");
    }

    #[test]
    fn every_value_and_every_source_is_said_in_chinese() {
        let says = |list: &str, name: &str| Lang::Zh.named(list, name) != name;
        for of in TABLES {
            for entry in entries(of) {
                for value in entry.values.iter().filter(|value| !matches!(**value, "0" | "1" | "direct")) {
                    assert!(says(list(of, entry.name), value), "{}: {value}", entry.name);
                }
                assert!(entry.unit.is_empty() || says("unit", entry.unit), "{}", entry.unit);
                for part in entry.source.split("; ").filter(|part| !part.starts_with(['-', 's', 'd']) || part.contains(", which")) {
                    assert!(says("origin", part), "{part}");
                }
            }
        }
    }

    #[test]
    fn a_name_is_read_in_either_language() {
        assert_eq!([code("目标值"), code("value"), code("报告"), code("数值"), code("备注")], ["value", "value", "report", "数值", "备注"]);
        assert_eq!(name(Of::Figures, "value", Lang::Zh), "数值");
        assert_eq!(name(Of::Rows, "value", Lang::En), "value");
        assert_eq!(name(Of::Rows, "my_note", Lang::Zh), "my_note");
    }
}
