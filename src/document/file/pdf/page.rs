//! What stands on a page: its glyphs, and the rules that are drawn on it.
//!
//! Reads glyphs set upright, the invisible ones of a recognised scan too, and straight lines: strokes, and fills that are thin or lie as a
//! frame inside each other. Leaves out text set sideways unless the whole page is, what is cut away or lies off the page, white rules, and what
//! the file itself marks as the header or footer of a page.

use std::time::{Duration, Instant};

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask};
use hayro_syntax::object::{Dict, Name};

use super::unicode::{Fonts, folded};

/// A page has so many glyphs, rules and drawing steps at most; what is drawn beyond is left out.
const GLYPHS: usize = 200_000;
const RULES: usize = 20_000;
const STEPS: usize = 2_000_000;
/// The last resort against a page that draws for ever.
const PATIENCE: Duration = Duration::from_secs(10);
/// A filled shape no thicker than this, in points, is a rule.
const THIN: f64 = 3.0;

/// A box on a page, in points from the left and the bottom.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) bottom: f64,
    pub(super) right: f64,
    pub(super) top: f64,
}

impl Area {
    /// The box around both.
    pub(super) fn with(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            bottom: self.bottom.min(other.bottom),
            right: self.right.max(other.right),
            top: self.top.max(other.top),
        }
    }

    /// Whether a point lies in it.
    pub(super) fn holds(&self, x: f64, y: f64) -> bool {
        (self.left..=self.right).contains(&x) && (self.bottom..=self.top).contains(&y)
    }

    fn of(rect: Rect) -> Self {
        Self { left: rect.x0, bottom: rect.y0, right: rect.x1, top: rect.y1 }
    }

    /// What lies in both; turned inside out where there is nothing.
    fn cut(self, other: Self) -> Self {
        Self {
            left: self.left.max(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.min(other.right),
            top: self.top.min(other.top),
        }
    }
}

/// A character at its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glyph {
    pub(super) text: char,
    pub(super) left: f64,
    pub(super) right: f64,
    /// The line that it stands on.
    pub(super) base: f64,
    /// The height of its type.
    pub(super) size: f64,
}

impl Glyph {
    /// Whether it leaves no ink.
    pub(super) fn is_blank(&self) -> bool {
        self.text.is_whitespace()
    }
}

/// A straight line: where it lies on the other axis, and from where to where it goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    pub(super) at: f64,
    pub(super) from: f64,
    pub(super) to: f64,
}

/// What stands on a page.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) glyphs: Vec<Glyph>,
    /// Rules across the page, by height, and down the page, by their distance from the left.
    pub(super) across: Vec<Rule>,
    pub(super) down: Vec<Rule>,
    /// How many glyphs are turned by a quarter to the left, by half, and by a quarter to the right; they are not among the glyphs.
    pub(super) turned: [usize; 3],
}

/// What a page is broken off with that holds too much.
pub(super) struct Full;

/// Gathers what a page draws.
pub(super) struct Gatherer<'f> {
    pub(super) sheet: Sheet,
    fonts: &'f Fonts,
    clips: Vec<Area>,
    /// For each marked part that is open, whether it is a header or footer, and how many of them are.
    marked: Vec<bool>,
    margins: usize,
    steps: usize,
    /// How often forms may still be drawn.
    forms: usize,
    begun: Instant,
}

impl<'f> Gatherer<'f> {
    pub(super) fn new(width: f64, height: f64, fonts: &'f Fonts, forms: usize) -> Self {
        let page = Area { left: 0.0, bottom: 0.0, right: width, top: height };
        Self { sheet: Sheet::default(), fonts, clips: vec![page], marked: Vec::new(), margins: 0, steps: 0, forms, begun: Instant::now() }
    }

    /// Counts a step. The interpreter cannot be asked to stop, and a form that draws forms that draw forms never ends: it is unwound, past the
    /// hook that would print a message.
    fn step(&mut self) {
        self.steps += 1;
        let late = self.steps.is_multiple_of(64) && self.begun.elapsed() > PATIENCE;
        if self.steps > STEPS || self.forms == 0 || late {
            std::panic::resume_unwind(Box::new(Full));
        }
    }

    fn clip(&self) -> Area {
        self.clips.last().copied().unwrap_or(Area { left: 0.0, bottom: 0.0, right: 0.0, top: 0.0 })
    }

    fn push_clip(&mut self, area: Area) {
        // Rules are drawn on the border of what is cut out, and letters reach a little over it.
        let grown = Area { left: area.left - 2.0, bottom: area.bottom - 2.0, right: area.right + 2.0, top: area.top + 2.0 };
        self.clips.push(self.clip().cut(grown));
    }

    fn glyph(&mut self, drawn: &Drawn<'_>, transform: Affine) {
        let [a, b, c, d, x, y] = transform.as_coeffs().map(|coefficient| coefficient * 1000.0);
        let (x, y) = (x / 1000.0, y / 1000.0);
        let (along, size) = (a.hypot(b), c.hypot(d));
        let fine = [x, y, along, size].iter().all(|number| number.is_finite());
        if !fine || size < 0.5 || !self.clip().holds(x + size * 0.05, y + size * 0.2) {
            return;
        }
        if b.abs() > along * 0.05 || a <= 0.0 {
            let turn = if b > along * 0.95 {
                0
            } else if a < -along * 0.95 {
                1
            } else if b < -along * 0.95 {
                2
            } else {
                return;
            };
            self.sheet.turned[turn] += 1;
            return;
        }
        let advance = match drawn {
            Drawn::Outline(outline) => outline.advance_width(),
            Drawn::Type3(drawing) => drawing.advance_width(),
        };
        // A glyph of a substitute font is stretched to the width of the one that it stands for, which hides how wide it is.
        let advance = advance.map(f64::from).filter(|advance| *advance > 0.0).unwrap_or(1000.0) / 1000.0;
        let width = (advance * along).min(advance * size * if along > size * 1.05 { 1.15 } else { 1.05 });
        let characters = match self.fonts.characters(drawn) {
            BfString::Char(c) => smallvec::smallvec![c],
            BfString::String(several) => several.chars().take(16).collect::<smallvec::SmallVec<[char; 4]>>(),
        };
        let each = width / characters.len().max(1) as f64;
        for (at, c) in characters.into_iter().enumerate() {
            let left = x + each * at as f64;
            self.sheet.glyphs.push(Glyph { text: folded(c), left, right: left + each, base: y, size });
        }
    }

    /// Takes a line from one point to another for a rule, if it is straight and can be seen.
    fn line(&mut self, from: Point, to: Point) {
        let clip = self.clip();
        let (dx, dy) = ((to.x - from.x).abs(), (to.y - from.y).abs());
        if !(dx.is_finite() && dy.is_finite()) || self.sheet.across.len() + self.sheet.down.len() >= RULES {
            return;
        }
        if dy <= 0.5 && dx > dy {
            let rule = Rule { at: from.y, from: from.x.min(to.x).max(clip.left), to: from.x.max(to.x).min(clip.right) };
            if rule.to > rule.from && (clip.bottom..=clip.top).contains(&rule.at) {
                self.sheet.across.push(rule);
            }
        } else if dx <= 0.5 && dy > dx {
            let rule = Rule { at: from.x, from: from.y.min(to.y).max(clip.bottom), to: from.y.max(to.y).min(clip.top) };
            if rule.to > rule.from && (clip.left..=clip.right).contains(&rule.at) {
                self.sheet.down.push(rule);
            }
        }
    }

    fn stroke(&mut self, path: &BezPath, transform: Affine) {
        let (mut first, mut last) = (Point::ZERO, Point::ZERO);
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(point) => (first, last) = (transform * point, transform * point),
                PathEl::LineTo(point) => {
                    let point = transform * point;
                    self.line(last, point);
                    last = point;
                }
                PathEl::QuadTo(_, point) | PathEl::CurveTo(.., point) => last = transform * point,
                PathEl::ClosePath => {
                    self.line(last, first);
                    last = first;
                }
            }
        }
    }

    /// The rules of filled shapes: each that is thin, and the four of a frame, which is one box in another.
    fn fill(&mut self, path: &BezPath, transform: Affine) {
        let mut around: Option<Rect> = None;
        let mut shape = Vec::new();
        let mut close = |gatherer: &mut Self, shape: &mut Vec<Point>| {
            let Some(rect) = bounds(shape) else { return };
            shape.clear();
            if rect.width().min(rect.height()) <= THIN {
                gatherer.thin(rect);
            } else if let Some(outer) = around.filter(|outer| is_frame(*outer, rect)) {
                gatherer.frame(outer, rect);
            } else {
                around = Some(rect);
            }
        };
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(point) => {
                    close(self, &mut shape);
                    shape.push(transform * point);
                }
                PathEl::LineTo(point) => shape.push(transform * point),
                PathEl::QuadTo(by, point) => shape.extend([transform * by, transform * point]),
                PathEl::CurveTo(by, over, point) => shape.extend([transform * by, transform * over, transform * point]),
                PathEl::ClosePath => {}
            }
        }
        close(self, &mut shape);
    }

    fn thin(&mut self, rect: Rect) {
        let middle = rect.center();
        if rect.width() >= rect.height() {
            self.line(Point::new(rect.x0, middle.y), Point::new(rect.x1, middle.y));
        } else {
            self.line(Point::new(middle.x, rect.y0), Point::new(middle.x, rect.y1));
        }
    }

    fn frame(&mut self, outer: Rect, inner: Rect) {
        let rect = Rect::new(
            f64::midpoint(outer.x0, inner.x0),
            f64::midpoint(outer.y0, inner.y0),
            f64::midpoint(outer.x1, inner.x1),
            f64::midpoint(outer.y1, inner.y1),
        );
        self.stroke(&rect.to_path(0.1), Affine::IDENTITY);
    }
}

/// The box around points.
fn bounds(points: &[Point]) -> Option<Rect> {
    let first = points.first()?;
    Some(points.iter().fold(Rect::from_points(*first, *first), |rect, point| rect.union_pt(*point)))
}

/// Whether a box and another in it are the two sides of a frame.
fn is_frame(outer: Rect, inner: Rect) -> bool {
    let margins = [inner.x0 - outer.x0, inner.y0 - outer.y0, outer.x1 - inner.x1, outer.y1 - inner.y1];
    margins.iter().all(|margin| (0.0..=THIN).contains(margin))
}

/// Whether nothing of a paint is seen on paper.
fn is_unseen(paint: &Paint<'_>) -> bool {
    let Paint::Color(color) = paint else { return false };
    let [red, green, blue, alpha] = color.to_rgba().components();
    alpha < 0.05 || red.min(green).min(blue) > 0.985
}

impl<'a> Device<'a> for Gatherer<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.step();
        if is_unseen(&props.paint) {
            return;
        }
        match mode {
            DrawMode::Fill(_) => self.fill(path, props.transform),
            DrawMode::Stroke(_) | DrawMode::FillAndStroke(..) => self.stroke(path, props.transform),
            DrawMode::Invisible => {}
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        // A form is cut out by its box, which comes as a path of four lines; a page cuts boxes by the other way.
        if clip.path.elements().len() == 5 {
            self.forms = self.forms.saturating_sub(1);
        }
        self.step();
        self.push_clip(Area::of(clip.path.control_box()));
    }

    fn push_clip_rect(&mut self, rect: &Rect) {
        self.step();
        self.push_clip(Area::of(*rect));
    }

    fn pop_clip(&mut self) {
        // The first is the page.
        if self.clips.len() > 1 {
            self.clips.pop();
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            self.step();
            if self.sheet.glyphs.len() >= GLYPHS {
                std::panic::resume_unwind(Box::new(Full));
            }
            if self.margins == 0 {
                self.glyph(glyph, props.transform * glyph.transform());
            }
        }
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        self.step();
        let kind = properties.and_then(|properties| properties.get::<Name<'_>>(b"Type"));
        let margin = tag == b"Artifact" && kind.is_some_and(|kind| kind.as_ref() == b"Pagination");
        self.margins += usize::from(margin);
        self.marked.push(margin);
    }

    fn end_marked_content(&mut self) {
        if self.marked.pop() == Some(true) {
            self.margins -= 1;
        }
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn pop_transparency_group(&mut self) {}

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.step();
    }
}
