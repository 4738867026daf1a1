//! The lower part of a page: how the numbers are made, how often they are right, what the columns of the data mean.

use dabiao::Decimal;
use maud::{Markup, html};

use super::data::Data;
use crate::args::Of;
use crate::columns;
use crate::lang::Lang;
use crate::whole::Settings;

/// Where the figures of how right it is stand, and the same in Chinese.
const LIMITS: &str = include_str!("../../../docs/limits.md");
const LIMITS_ZH: &str = include_str!("right.zh.md");

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
            (right(lang))
            @if settings.rows {
                details id="codebook" {
                    summary { (lang.word("method.codebook")) }
                    div.scroll tabindex="0" role="region" aria-label=(lang.word("method.codebook")) {
                        table {
                            thead { tr { th scope="col" { (lang.word("method.column")) } th scope="col" { (lang.word("method.meaning")) } } }
                            tbody { @for column in &data.columns { tr {
                                th scope="row" { @if lang == Lang::Zh { (columns::name(Of::Rows, column.name, lang)) " " } code { (column.name) } }
                                td { (columns::meaning(Of::Rows, column, lang)) }
                            } } }
                        }
                    }
                }
            }
        }
    }
}

/// The table of [`limits`](dabiao::docs::limits) that says how often it is right.
fn right(lang: Lang) -> Markup {
    let mut rows = table(if lang == Lang::Zh { LIMITS_ZH } else { LIMITS }).into_iter();
    let head = rows.next().unwrap_or_default();
    html! {
        div.scroll tabindex="0" role="region" aria-label=(lang.word("method.right")) {
            table {
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

    #[test]
    fn the_chinese_table_gives_the_same_figures() {
        // Days are written otherwise: 29 November 2026.
        let figures = |rows: Vec<Vec<String>>| -> Vec<Vec<String>> {
            let digits = |cell: &String| {
                let mut found: Vec<String> = cell.split(|c: char| !c.is_ascii_digit()).map(str::to_owned).collect();
                found.retain(|part| !part.is_empty());
                found.sort();
                found.join(" ")
            };
            rows.iter().skip(1).map(|row| row.iter().skip(1).take(2).map(digits).collect()).collect()
        };
        assert_eq!(figures(table(LIMITS_ZH)), figures(table(LIMITS)));
    }
}
