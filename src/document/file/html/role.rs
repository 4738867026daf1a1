//! What an element is for the reader: by its name and by the few attributes that a person sees the effect of.

use html5ever::Attribute;

/// What an element is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Stands in a line: `span`, `o:p`, whatever is not known.
    Inline,
    /// `a` that leads somewhere.
    Link,
    /// `sup`, `style="vertical-align:super"`.
    Superscript,
    /// Stands on lines of its own.
    Block,
    Heading,
    /// A block whose line breaks are printed.
    Preformatted,
    /// `br`.
    Break,
    /// A part of a page that may have a footer of its own.
    Section,
    Footer,
    Table,
    Caption,
    /// `thead`, `tbody`.
    Rows,
    /// `tfoot`.
    FootRows,
    Row,
    Cell,
    HeadCell,
    /// `title`, which is read on its own.
    Title,
    /// `del`.
    Deleted,
    /// Is not shown, or is no part of what the page says.
    Gone,
}

impl Role {
    pub(super) fn of(name: &str) -> Self {
        match name {
            "sup" => Self::Superscript,
            "br" => Self::Break,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Self::Heading,
            "pre" | "listing" | "xmp" | "plaintext" => Self::Preformatted,
            "article" | "section" | "main" => Self::Section,
            "footer" => Self::Footer,
            "table" => Self::Table,
            "caption" => Self::Caption,
            "thead" | "tbody" => Self::Rows,
            "tfoot" => Self::FootRows,
            "tr" => Self::Row,
            "td" => Self::Cell,
            "th" => Self::HeadCell,
            "title" => Self::Title,
            "del" => Self::Deleted,
            "address" | "aside" | "blockquote" | "body" | "center" | "dd" | "details" | "dialog" | "dir" | "div" | "dl" | "dt"
            | "fieldset" | "figcaption" | "figure" | "form" | "header" | "hgroup" | "hr" | "html" | "legend" | "li" | "menu" | "ol"
            | "p" | "search" | "summary" | "ul" => Self::Block,
            // What a browser does not print; what a person fills in; pinyin above characters; data that old Office leaves in a page.
            "audio" | "button" | "canvas" | "colgroup" | "datalist" | "iframe" | "nav" | "noembed" | "noframes" | "noscript" | "object"
            | "rp" | "rt" | "script" | "select" | "style" | "template" | "textarea" | "video" | "xml" => Self::Gone,
            _ => Self::Inline,
        }
    }

    /// Whether text in front of it and text behind it stand on different lines.
    pub(super) const fn is_block(self) -> bool {
        matches!(
            self,
            Self::Block
                | Self::Heading
                | Self::Preformatted
                | Self::Section
                | Self::Footer
                | Self::Table
                | Self::Caption
                | Self::Rows
                | Self::FootRows
                | Self::Row
                | Self::Cell
                | Self::HeadCell
        )
    }

    /// Whether it is one row of a table or more.
    pub(super) const fn is_rows(self) -> bool {
        matches!(self, Self::Rows | Self::FootRows | Self::Row)
    }

    pub(super) const fn is_cell(self) -> bool {
        matches!(self, Self::Cell | Self::HeadCell)
    }
}

/// An element as the reader sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) role: Role,
    pub(super) hidden: bool,
    /// `rowspan`: 0 goes on to the end of the group of rows.
    pub(super) rows: u32,
    /// `colspan`, at least 1.
    pub(super) columns: u32,
    /// Has rules around it: `border="1"`, `style="border:solid windowtext 1.0pt"`.
    pub(super) ruled: bool,
}

/// The largest spans there are in HTML.
const MOST_COLUMNS: u32 = 1000;
const MOST_ROWS: u32 = 65534;

/// The attributes that [`Shown::new`] looks at.
pub(super) const LOOKED_AT: [&str; 6] = ["style", "hidden", "href", "rowspan", "colspan", "border"];

impl Shown {
    pub(super) fn new(name: &str, attributes: &[Attribute]) -> Self {
        let mut shown = Self { role: Role::of(name), hidden: false, rows: 1, columns: 1, ruled: false };
        for Attribute { name, value } in attributes {
            match &*name.local {
                "hidden" => shown.hidden = true,
                "href" if shown.role == Role::Inline => shown.role = Role::Link,
                "rowspan" => shown.rows = number(value).map_or(1, |rows| rows.min(MOST_ROWS)),
                "colspan" => shown.columns = number(value).map_or(1, |columns| columns.clamp(1, MOST_COLUMNS)),
                "border" => shown.ruled |= number(value) != Some(0),
                "style" => shown.style(value),
                _ => {}
            }
        }
        // Of the whole page it holds until a script has run.
        shown.hidden &= !matches!(name, "html" | "body");
        shown
    }

    /// An element of a drawing, which is not read, or of a formula, whose text is.
    pub(super) fn foreign(name: &str) -> Self {
        let role = if name == "svg" { Role::Gone } else { Role::Inline };
        Self { role, hidden: false, rows: 1, columns: 1, ruled: false }
    }

    /// What the style on the element itself says; other style sheets are not read.
    fn style(&mut self, style: &str) {
        for declaration in style.split(';') {
            let Some((property, value)) = declaration.split_once(':') else { continue };
            let value = value.trim().to_ascii_lowercase();
            let is = |word: &str| value.starts_with(word);
            match &*property.trim().to_ascii_lowercase() {
                "display" if is("none") => self.hidden = true,
                "display" if is("block") && self.role == Role::Inline => self.role = Role::Block,
                "visibility" if is("hidden") || is("collapse") => self.hidden = true,
                "mso-hide" if is("all") => self.hidden = true,
                "vertical-align" if is("super") && self.role == Role::Inline => self.role = Role::Superscript,
                property if property.starts_with("border") => self.ruled |= value.contains("solid") || value.contains("double"),
                _ => {}
            }
        }
    }
}

/// The number that an attribute begins with, as HTML reads it: `2`, ` 2px`.
fn number(value: &str) -> Option<u32> {
    let value = value.trim_start();
    let value = value.strip_prefix('+').unwrap_or(value);
    let digits = &value[..value.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(value.len())];
    match digits.parse() {
        Ok(number) => Some(number),
        Err(_) if digits.is_empty() => None,
        // More than any number of rows.
        Err(_) => Some(u32::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use html5ever::{LocalName, QualName};

    fn shown(name: &str, attributes: &[(&str, &str)]) -> Shown {
        let attribute =
            |&(name, value): &(&str, &str)| Attribute { name: QualName::new(None, "".into(), LocalName::from(name)), value: value.into() };
        Shown::new(name, &attributes.iter().map(attribute).collect::<Vec<_>>())
    }

    #[test]
    fn what_is_hidden_is_told_by_the_element_itself() {
        for hidden in ["display:none", "color:red; DISPLAY : None !important", "visibility:hidden", "mso-hide:all"] {
            assert!(shown("p", &[("style", hidden)]).hidden, "{hidden}");
        }
        assert!(shown("tr", &[("hidden", "")]).hidden);
        assert!(!shown("body", &[("style", "display:none")]).hidden);
        for seen in ["display:block", "overflow:hidden", "visibility:visible", "display", "text-display:none"] {
            assert!(!shown("p", &[("style", seen)]).hidden, "{seen}");
        }
    }

    #[test]
    fn spans_are_what_html_makes_of_them() {
        let spans = |rows, columns| {
            let cell = shown("td", &[("rowspan", rows), ("colspan", columns)]);
            (cell.rows, cell.columns)
        };
        assert_eq!(spans("2", "3"), (2, 3));
        assert_eq!(spans("0", "0"), (0, 1));
        assert_eq!(spans("-1", "x"), (1, 1));
        assert_eq!(spans(" 2.5", "+4px"), (2, 4));
        assert_eq!(spans("99999999999999", "99999999999999"), (65534, 1000));
    }

    #[test]
    fn a_style_may_make_a_superscript_a_block_or_rules() {
        assert_eq!(shown("span", &[("style", "vertical-align:super")]).role, Role::Superscript);
        assert_eq!(shown("td", &[("style", "vertical-align:super")]).role, Role::Cell);
        assert_eq!(shown("span", &[("style", "display:block")]).role, Role::Block);
        assert!(shown("td", &[("style", "border-top:none;border-left:solid windowtext 1.0pt")]).ruled);
        assert!(!shown("td", &[("style", "border:none")]).ruled);
        assert!(!shown("table", &[("border", "0")]).ruled);
        assert!(shown("table", &[("border", "")]).ruled);
    }
}
