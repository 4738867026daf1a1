//! A page as a tree, by the parser of HTML, which makes what browsers make of broken pages.
//!
//! Three kinds of page cost the parser the square of their length, and are changed on the way to it. In elements that nest without end it looks
//! through all that are open for each new one (100 000 `div`: 31 s): below a depth tags are left out, their text stays. Elements of
//! formatting that are not closed are opened again in each paragraph behind (a page of 107 KB: eight million elements): they come to it
//! as elements of no meaning, which they are here. And it compares each attribute of a tag with all the others (40 000: 1 s): a tag with
//! so many is no tag.

use super::role::LOOKED_AT;
use super::tree::{Growing, Tree};
use crate::error::Error;
use html5ever::interface::Tracer;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, TokenizerResult};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Elements do not nest deeper; browsers have the same limit.
const DEEPEST: usize = 512;
/// Tags and texts of a page; the nodes of so many take about 400 MB.
const MOST_TOKENS: usize = 4_000_000;
const MOST_ATTRIBUTES: usize = 2000;
/// What looks like tags inside tags is read again, all together so many times the length of the page.
const READ_AGAIN: usize = 16;
/// Of the tags left out, so many are looked through for the one that an end tag closes.
const LOOKED_THROUGH: usize = 64;

pub(super) fn broken(what: &str) -> Error {
    Error::broken("html", what)
}

pub(super) fn too_large(what: String) -> Error {
    Error::too_large("html", what)
}

pub(super) fn parse(page: &str) -> Result<Tree, Error> {
    let page = StrTendril::from(&*without_endless_tags(page)?);
    // Nothing is known to make the parser panic, but it asserts much of itself, and a page is anybody's.
    let tree = catch_unwind(AssertUnwindSafe(|| {
        let tokenizer = Tokenizer::new(Guard::new(), TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(page);
        // It stops behind a script and at a declared encoding; the first is not run, the second is known.
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
        tokenizer.end();
        (tokenizer.sink.tokens.get() <= MOST_TOKENS).then(|| tokenizer.sink.finish())
    }));
    match tree {
        Ok(Some(tree)) => Ok(tree),
        Ok(None) => Err(too_large(format!("it has more than {MOST_TOKENS} tags"))),
        Err(_) => Err(broken("its tags cannot be read")),
    }
}

/// Stands between the tokenizer and the builder of the tree.
struct Guard {
    builder: TreeBuilder<usize, Growing>,
    tokens: Cell<usize>,
    /// At least as many elements as are open.
    depth: Cell<usize>,
    /// Whether they are too many, as they stay until a tag comes through.
    deep: Cell<bool>,
    /// The tags that were left out and are not closed yet.
    left_out: RefCell<Vec<LocalName>>,
    /// Elements of formatting, and what they are called here.
    renamed: Vec<(LocalName, LocalName)>,
}

/// Elements that the builder opens again where they were not closed.
const FORMATTING: [&str; 14] = ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

impl Guard {
    fn new() -> Self {
        let builder = TreeBuilder::new(Growing::new(), TreeBuilderOpts::default());
        let renamed = FORMATTING.map(|name| (name.into(), format!("x-{name}").into())).to_vec();
        Self { builder, tokens: Cell::new(0), depth: Cell::new(0), deep: Cell::new(false), left_out: RefCell::default(), renamed }
    }

    fn finish(self) -> Tree {
        html5ever::interface::TreeSink::finish(self.builder.sink)
    }

    /// Whether a start tag comes too deep. How many elements are open is only counted where it may be too many.
    fn is_deep(&self) -> bool {
        if self.deep.get() {
            return true;
        }
        // A tag opens no more than itself and what it implies: `td` in a table a `tbody` and a `tr`.
        self.depth.set(self.depth.get() + 3);
        if self.depth.get() >= DEEPEST {
            let open = Count(Cell::new(0));
            self.builder.trace_handles(&open);
            self.depth.set(open.0.get());
        }
        self.deep.set(self.depth.get() >= DEEPEST);
        self.deep.get()
    }

    /// Whether a tag is left out.
    fn leaves_out(&self, tag: &Tag) -> bool {
        let mut left_out = self.left_out.borrow_mut();
        if tag.kind == TagKind::EndTag {
            let near = left_out.len().saturating_sub(LOOKED_THROUGH);
            let opened = left_out[near..].iter().rposition(|name| *name == tag.name);
            if let Some(at) = opened {
                left_out.truncate(near + at);
            }
            return opened.is_some();
        }
        if nests_nothing(&tag.name) {
            return false;
        }
        let deep = self.is_deep();
        if deep {
            left_out.push(tag.name.clone());
        } else {
            // What they stood in is closed.
            left_out.clear();
        }
        deep
    }
}

/// Whether no element stands in an element: it has no content, or text that is read by rules of its own.
fn nests_nothing(name: &str) -> bool {
    let empty = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
    let text = ["iframe", "noembed", "noframes", "noscript", "plaintext", "script", "style", "textarea", "title", "xmp"];
    empty.contains(&name) || text.contains(&name)
}

struct Count(Cell<usize>);

impl Tracer for Count {
    type Handle = usize;

    fn trace_handle(&self, _node: &usize) {
        self.0.set(self.0.get() + 1);
    }
}

impl TokenSink for Guard {
    type Handle = usize;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<usize> {
        let token = match token {
            Token::CommentToken(_) => return TokenSinkResult::Continue,
            Token::TagToken(mut tag) => {
                if let Some((_, name)) = self.renamed.iter().find(|(name, _)| *name == tag.name) {
                    tag.name = name.clone();
                }
                if self.leaves_out(&tag) {
                    return TokenSinkResult::Continue;
                }
                self.deep.set(false);
                tag.attrs.retain(|attribute| LOOKED_AT.contains(&&*attribute.name.local));
                Token::TagToken(tag)
            }
            token => token,
        };
        self.tokens.set(self.tokens.get() + 1);
        if self.tokens.get() > MOST_TOKENS && token != Token::EOFToken {
            return TokenSinkResult::Continue;
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// The page, in which a tag of endless attributes is text. Wherever a tag may begin one is looked for, in scripts and comments too: what is a
/// tag is known to the parser only.
fn without_endless_tags(page: &str) -> Result<Cow<'_, str>, Error> {
    let (mut rest_of_work, mut copied, mut out) = (page.len().saturating_mul(READ_AGAIN), 0, String::new());
    for at in memchr::memchr_iter(b'<', page.as_bytes()) {
        let tag = &page.as_bytes()[at + 1..];
        let tag = tag.strip_prefix(b"/").unwrap_or(tag);
        if !tag.first().is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (attributes, len) = attributes(tag);
        rest_of_work = rest_of_work.checked_sub(len).ok_or_else(|| broken("tags stand in tags"))?;
        if attributes > MOST_ATTRIBUTES {
            out.push_str(&page[copied..at]);
            out.push_str("&lt;");
            copied = at + 1;
        }
    }
    if copied == 0 {
        return Ok(Cow::Borrowed(page));
    }
    out.push_str(&page[copied..]);
    Ok(Cow::Owned(out))
}

/// The number of attributes of a tag, which need not be counted further than there may be, and how many bytes it took to count them.
fn attributes(tag: &[u8]) -> (usize, usize) {
    let (mut attributes, mut at) = (0, 0);
    let pass = |from: usize, ends: fn(&u8) -> bool| tag[from..].iter().position(ends).map_or(tag.len(), |len| from + len);
    let is_gap = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'/';
    at = pass(at, |byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'));
    while attributes <= MOST_ATTRIBUTES {
        while tag.get(at).is_some_and(is_gap) {
            at += 1;
        }
        if tag.get(at).is_none_or(|byte| *byte == b'>') {
            break;
        }
        attributes += 1;
        // A name may begin with the sign that would end it.
        at = pass(at + 1, |byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'='));
        at = pass(at, |byte| !byte.is_ascii_whitespace());
        if tag.get(at) != Some(&b'=') {
            continue;
        }
        at = pass(at + 1, |byte| !byte.is_ascii_whitespace());
        at = match tag.get(at) {
            Some(b'"') => pass(at + 1, |byte| *byte == b'"') + 1,
            Some(b'\'') => pass(at + 1, |byte| *byte == b'\'') + 1,
            _ => pass(at, |byte| byte.is_ascii_whitespace() || *byte == b'>'),
        };
    }
    (attributes, at.min(tag.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::file::html::tree::Step;

    fn texts(page: &str) -> String {
        parse(page).unwrap().walk().filter_map(|step| if let Step::Text(text) = step { Some(text.to_owned()) } else { None }).collect()
    }

    #[test]
    fn elements_that_nest_without_end_are_read_at_once() {
        for tag in ["div", "ul><li", "table><tr><td", "svg><g"] {
            let (open, n) = (format!("<{tag}>"), 10_000);
            assert!(texts(&format!("甲{}{}", open.repeat(n), "</div>".repeat(n))).starts_with('甲'), "{tag}");
        }
        // What stands behind is where it was.
        let page = format!("{}里{}<table><tr><td>外</table>", "<div>".repeat(2000), "</div>".repeat(2000));
        let tree = parse(&page).unwrap();
        assert!(tree.walk().any(|step| matches!(step, Step::Enter(shown) if shown.role.is_cell())));
        assert_eq!(texts(&page), "里外");
    }

    #[test]
    fn formatting_that_is_not_closed_makes_no_elements() {
        let page: String = (0..5000).map(|color| format!("<p><font color={color}>字")).collect();
        let entered = parse(&page).unwrap().walk().filter(|step| matches!(step, Step::Enter(_))).count();
        assert!(entered < 20_000, "{entered}");
    }

    #[test]
    fn a_tag_of_endless_attributes_is_text() {
        let endless: String = (0..50_000).map(|n| format!(" a{n}='>'")).collect();
        assert!(texts(&format!("<p{endless}>甲</p><p>乙")).ends_with("甲乙"));
        assert!(texts(&format!("<p>甲</p{endless}><p>乙")).ends_with('乙'));
        assert_eq!(texts("<p title='1 > 0' class=x/y data-a = \"b\">甲"), "甲");
        assert!(parse(&"<a\"".repeat(100_000)).is_err());
    }

    #[test]
    fn attributes_are_counted_as_the_parser_reads_them() {
        let count = |tag: &str| attributes(tag.as_bytes());
        assert_eq!(count("p>"), (0, 1));
        assert_eq!(count("p a b=c/d e = 'f>g' h=\"i j\">x y"), (4, 27));
        assert_eq!(count("br/a/b =>"), (2, 8));
        assert_eq!(count("p a='"), (1, 5));
        assert_eq!(count("p"), (0, 1));
    }
}
