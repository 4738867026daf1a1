//! The lower part of a page: how the numbers are made, how often they are right, what the columns of the data mean.

use crate::Decimal;
use maud::{Markup, html};

use super::data::Data;
use crate::page::Settings;

/// Where the figures of how right it is stand.
const LIMITS: &str = include_str!("../../docs/limits.md");

pub(super) fn method(settings: &Settings<'_>, data: &Data<'_>) -> Markup {
    let lang = settings.lang;
    let points = |share: Decimal| (share * Decimal::ONE_HUNDRED).normalize().to_string();
    let (ahead, slack) = (points(settings.thresholds.ahead), points(settings.thresholds.slack));
    html! {
        section.method id="method" {
            h2 { (lang.word("method.heading")) }
            p { (lang.word("method.ratio")) }
            p { (lang.say("method.classes", &[&ahead, &slack])) }
            dl.facts {
                dt { (lang.word("method.scheme")) } dd { code { (settings.scheme.name) } }
                dt { (lang.word("method.formula")) } dd { (lang.of_scheme("formula", settings.scheme)) }
                dt { (lang.word("method.source")) } dd { (lang.of_scheme("source", settings.scheme)) }
            }
            h3 { (lang.word("method.right")) }
            p { (lang.word("method.right.note")) }
            (right(lang.word("method.right")))
            @if settings.rows {
                details id="codebook" {
                    summary { (lang.word("method.codebook")) }
                    div.scroll tabindex="0" role="region" aria-label=(lang.word("method.codebook")) {
                        table lang="en" {
                            thead { tr { th scope="col" { (lang.word("method.column")) } th scope="col" { (lang.word("method.meaning")) } } }
                            tbody { @for column in &data.columns { tr { th scope="row" { code { (column.name) } } td { (column.meaning) } } } }
                        }
                    }
                }
            }
        }
    }
}

/// The table of [`limits`](crate::docs::limits) that says how often it is right.
fn right(label: &str) -> Markup {
    let mut rows = table(LIMITS).into_iter();
    let head = rows.next().unwrap_or_default();
    html! {
        div.scroll tabindex="0" role="region" aria-label=(label) {
            table lang="en" {
                thead { tr { @for cell in &head { th scope="col" { (cell) } } } }
                tbody { @for row in rows { tr { @for cell in &row { td { (cell) } } } } }
            }
        }
    }
}

/// The cells of the first table of a text in Markdown, its header first.
fn table(text: &str) -> Vec<Vec<String>> {
    let lines = text.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    let cells = |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().replace('`', "")).collect::<Vec<_>>();
    lines.filter(|line| !line.starts_with("|---")).map(cells).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_the_docs_is_found() {
        let rows = table(LIMITS);
        assert!(rows.len() > 4 && rows.iter().all(|row| row.len() == 4), "{rows:?}");
        assert_eq!(rows[0], ["what", "on", "figure", "how"]);
    }
}
