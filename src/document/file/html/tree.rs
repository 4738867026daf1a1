//! The elements and texts of a page as the parser makes them, and the walk over what is shown of them. Nothing here calls itself: a page may
//! nest as deep as it likes.

use super::role::{Role, Shown};
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, QualName, ns};
use std::borrow::Cow;
use std::cell::{Ref, RefCell};

/// A page; the first node is the page itself.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

/// No node: the first one is nobody's child and nobody's neighbour.
const NONE: usize = 0;

#[derive(Debug)]
struct Node {
    content: Content,
    parent: usize,
    first: usize,
    last: usize,
    previous: usize,
    next: usize,
}

#[derive(Debug)]
enum Content {
    /// The page, and what the parser makes that says nothing.
    Nothing,
    Text(StrTendril),
    Element(QualName, Shown),
}

/// A step of the walk over a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step<'t> {
    Enter(Shown),
    Leave(Shown),
    Text(&'t str),
}

impl Tree {
    fn add(&mut self, content: Content) -> usize {
        self.nodes.push(Node { content, parent: NONE, first: NONE, last: NONE, previous: NONE, next: NONE });
        self.nodes.len() - 1
    }

    /// Puts a node at the end of a parent, or in front of another node.
    fn insert(&mut self, parent: usize, before: usize, node: usize) {
        self.detach(node);
        let previous = if before == NONE { self.nodes[parent].last } else { self.nodes[before].previous };
        (self.nodes[node].parent, self.nodes[node].previous, self.nodes[node].next) = (parent, previous, before);
        *(if previous == NONE { &mut self.nodes[parent].first } else { &mut self.nodes[previous].next }) = node;
        *(if before == NONE { &mut self.nodes[parent].last } else { &mut self.nodes[before].previous }) = node;
    }

    fn detach(&mut self, node: usize) {
        let Node { parent, previous, next, .. } = self.nodes[node];
        if parent == NONE && previous == NONE && next == NONE && self.nodes[parent].first != node {
            return;
        }
        *(if previous == NONE { &mut self.nodes[parent].first } else { &mut self.nodes[previous].next }) = next;
        *(if next == NONE { &mut self.nodes[parent].last } else { &mut self.nodes[next].previous }) = previous;
        (self.nodes[node].parent, self.nodes[node].previous, self.nodes[node].next) = (NONE, NONE, NONE);
    }

    /// Puts a text where [`insert`](Self::insert) would put a node: behind a text it is part of that.
    fn insert_text(&mut self, parent: usize, before: usize, text: &StrTendril) {
        let previous = if before == NONE { self.nodes[parent].last } else { self.nodes[before].previous };
        if let (true, Content::Text(said)) = (previous != NONE, &mut self.nodes[previous].content) {
            said.push_tendril(text);
        } else {
            let node = self.add(Content::Text(text.clone()));
            self.insert(parent, before, node);
        }
    }

    /// What stands in the title of the page.
    pub(super) fn title(&self) -> String {
        let is_title = |node: &&Node| matches!(node.content, Content::Element(_, Shown { role: Role::Title, .. }));
        let mut title = String::new();
        let mut at = self.nodes.iter().find(is_title).map_or(NONE, |node| node.first);
        while at != NONE {
            if let Content::Text(text) = &self.nodes[at].content {
                title.push_str(text);
            }
            at = self.nodes[at].next;
        }
        title
    }

    /// Whether the page has text that is marked as deleted.
    pub(super) fn has_deleted(&self) -> bool {
        let deleted = |node: &Node| matches!(node.content, Content::Element(_, Shown { role: Role::Deleted, .. }) if node.first != NONE);
        self.nodes.iter().any(deleted)
    }

    /// Goes over what is shown, in the order of the page. Rows that are hidden are gone over too: they count in their table.
    pub(super) fn walk(&self) -> Walk<'_> {
        Walk { tree: self, at: self.nodes[0].first, leaving: false, sections: 0 }
    }
}

/// A walk over what is shown of a page.
#[derive(Debug)]
pub(super) struct Walk<'t> {
    tree: &'t Tree,
    at: usize,
    /// Whether what is in the node at hand was gone over.
    leaving: bool,
    /// So many sections are open.
    sections: usize,
}

impl Walk<'_> {
    /// Whether an element and all in it is passed over.
    const fn passes(&self, shown: Shown) -> bool {
        match shown.role {
            Role::Gone | Role::Title | Role::Deleted => true,
            // That of the page says who keeps it; that of an article may say where its figures come from.
            Role::Footer => self.sections == 0,
            role => shown.hidden && !role.is_rows(),
        }
    }

    fn move_on(&mut self) {
        let Node { parent, next, .. } = self.tree.nodes[self.at];
        (self.at, self.leaving) = if next == NONE { (parent, true) } else { (next, false) };
    }
}

impl<'t> Iterator for Walk<'t> {
    type Item = Step<'t>;

    fn next(&mut self) -> Option<Step<'t>> {
        while self.at != NONE {
            let node = &self.tree.nodes[self.at];
            match &node.content {
                Content::Text(text) => {
                    self.move_on();
                    return Some(Step::Text(text));
                }
                Content::Element(_, shown) if self.leaving => {
                    self.sections -= usize::from(shown.role == Role::Section);
                    self.move_on();
                    return Some(Step::Leave(*shown));
                }
                Content::Element(_, shown) if !self.passes(*shown) => {
                    self.sections += usize::from(shown.role == Role::Section);
                    (self.at, self.leaving) = if node.first == NONE { (self.at, true) } else { (node.first, false) };
                    return Some(Step::Enter(*shown));
                }
                Content::Nothing | Content::Element(..) => self.move_on(),
            }
        }
        None
    }
}

/// A page that is being parsed.
#[derive(Debug)]
pub(super) struct Growing(RefCell<Tree>);

impl Growing {
    pub(super) fn new() -> Self {
        let mut tree = Tree { nodes: Vec::new() };
        tree.add(Content::Nothing);
        Self(RefCell::new(tree))
    }

    fn put(&self, parent: usize, before: usize, new: NodeOrText<usize>) {
        match new {
            NodeOrText::AppendNode(node) => self.0.borrow_mut().insert(parent, before, node),
            NodeOrText::AppendText(text) => self.0.borrow_mut().insert_text(parent, before, &text),
        }
    }
}

impl TreeSink for Growing {
    type Handle = usize;
    type Output = Tree;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Tree {
        self.0.into_inner()
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a usize) -> Ref<'a, QualName> {
        Ref::map(self.0.borrow(), |tree| match &tree.nodes[*target].content {
            Content::Element(name, _) => name,
            other => unreachable!("the parser asks for the name of elements only, not of {other:?}"),
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _flags: ElementFlags) -> usize {
        let shown = if name.ns == ns!(html) { Shown::new(&name.local, &attributes) } else { Shown::foreign(&name.local) };
        self.0.borrow_mut().add(Content::Element(name, shown))
    }

    fn create_comment(&self, _text: StrTendril) -> usize {
        self.0.borrow_mut().add(Content::Nothing)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> usize {
        self.0.borrow_mut().add(Content::Nothing)
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        self.put(*parent, NONE, child);
    }

    fn append_based_on_parent_node(&self, element: &usize, previous: &usize, child: NodeOrText<usize>) {
        let parent = self.0.borrow().nodes[*element].parent;
        if parent == NONE { self.put(*previous, NONE, child) } else { self.put(parent, *element, child) }
    }

    fn append_before_sibling(&self, sibling: &usize, new: NodeOrText<usize>) {
        let parent = self.0.borrow().nodes[*sibling].parent;
        self.put(parent, *sibling, new);
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {}

    fn get_template_contents(&self, target: &usize) -> usize {
        *target
    }

    fn same_node(&self, x: &usize, y: &usize) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn add_attrs_if_missing(&self, _target: &usize, _attributes: Vec<Attribute>) {}

    fn remove_from_parent(&self, target: &usize) {
        self.0.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &usize, new_parent: &usize) {
        let mut tree = self.0.borrow_mut();
        while let child @ 1.. = tree.nodes[*node].first {
            tree.insert(*new_parent, NONE, child);
        }
    }
}
