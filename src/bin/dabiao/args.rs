//! The command line.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use dabiao::{By, Decimal, Extractor, Scheme, Thresholds};

use crate::calibrate::Pair;
use crate::encoding::Charset;
use crate::lang::Lang;
use crate::screen::Colour;
use crate::sources::WILD;
use crate::whole::Kind;

/// Reads Chinese government work reports: what was promised, what was reached, how far.
#[derive(Debug, Parser)]
#[command(
    name = "dabiao",
    version,
    about,
    max_term_width = 100,
    after_help = "dabiao FILE… is dabiao score FILE….\nExit status: 0 done, 1 read but nothing found, 2 bad input or usage."
)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Write to this file instead of standard output, in the format that its ending says where --format says none; it is put in its place when it is whole
    #[arg(short, long, global = true, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Colours in tables
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Colour,
}

/// The arguments as they are meant: `dabiao FILE` scores. What is the name of a command is one; `./score` is a file of that name.
pub(crate) fn given(args: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut args: Vec<OsString> = args.collect();
    let command = Args::command();
    let is_file = |first: &OsString| {
        let name = first.to_string_lossy();
        let is_command = name == "help" || command.find_subcommand(first).is_some();
        let looks_like_one = name == "-" || name.contains(['.', '/', '\\', '#']) || name.contains(WILD) || Path::new(first).exists();
        !is_command && looks_like_one && (name == "-" || !name.starts_with('-'))
    };
    let mut behind = spoken(&mut args);
    let at = behind_options(&args);
    if args.get(at).is_some_and(is_file) {
        args.insert(at, "score".into());
    }
    let said = args.get(at).and_then(|name| command.find_subcommand(name));
    if let Some(format) = format_of_output(&args, said) {
        behind.extend(["--format".into(), format.into()]);
    }
    // Behind the command, whose options they are.
    let at = args.len().min(at + 1);
    args.splice(at..at, behind);
    args
}

/// Where the command stands, or the file in its place: behind the options of every command.
fn behind_options(args: &[OsString]) -> usize {
    let mut at = 1;
    while let Some(arg) = args.get(at).map(|arg| arg.to_string_lossy()) {
        at += match arg.as_ref() {
            "-o" | "--output" | "--color" => 2,
            arg if arg.starts_with("--output=") || arg.starts_with("--color=") => 1,
            _ => break,
        };
    }
    at
}

/// The format that the ending of the output's name says, where none is asked for: `-o page.html`.
fn format_of_output(args: &[OsString], command: Option<&clap::Command>) -> Option<String> {
    let said: Vec<_> = args.iter().map(|arg| arg.to_string_lossy()).collect();
    let asked = |arg: &str| ["--format", "--explain", "--parquet"].iter().any(|name| arg == *name || arg.starts_with(&format!("{name}=")));
    if said.iter().any(|arg| asked(arg)) {
        return None;
    }
    let named = |(at, arg): (usize, &std::borrow::Cow<'_, str>)| match arg.as_ref() {
        "-o" | "--output" => said.get(at + 1).map(ToString::to_string),
        _ => arg.strip_prefix("--output=").map(str::to_owned),
    };
    let ending = said.iter().enumerate().find_map(named)?.rsplit_once('.')?.1.to_lowercase();
    let ending = if ending == "htm" { "html".to_owned() } else { ending };
    let format = command?.get_arguments().find(|arg| arg.get_id() == "format")?;
    format.get_possible_values().iter().any(|value| value.get_name() == ending).then_some(ending)
}

/// Takes the language out that stands in front of the command: `dabiao --lang zh score FILE`.
fn spoken(args: &mut Vec<OsString>) -> Vec<OsString> {
    let first = args.get(1).map(|first| first.to_string_lossy().into_owned()).unwrap_or_default();
    let taken = if first == "--lang" && args.len() > 3 { 2 } else { usize::from(first.starts_with("--lang=") && args.len() > 2) };
    args.drain(1..=taken).collect()
}

impl Args {
    /// What the options cannot mean together.
    pub(crate) fn check(&self) -> Result<(), &'static str> {
        let (mut files, words) = match &self.command {
            Command::Score(score) => (score.files.clone(), Some(&score.words)),
            Command::Compare(compare) => (vec![compare.targets.clone(), compare.results.clone()], Some(&compare.words)),
            Command::Figures(figures) => (figures.files.clone(), Some(&figures.words)),
            Command::Panel(panel) => (panel.files.iter().chain(&panel.meta).chain(&panel.codes).cloned().collect(), Some(&panel.words)),
            Command::Quantities(quantities) => (quantities.files.clone(), Some(&quantities.words)),
            Command::Summary(summary) => (summary.files.clone(), Some(&summary.words)),
            Command::Lexicon(lexicon) => (Vec::new(), Some(&lexicon.words)),
            Command::Sheet(sheet) => (sheet.files.clone(), None),
            Command::Agree(agree) => (vec![agree.a.clone(), agree.b.clone()], None),
            Command::Diff(diff) => (vec![diff.old.clone(), diff.new.clone()], None),
            Command::Text(_)
            | Command::Schemes(_)
            | Command::Codebook(_)
            | Command::Calibrate(_)
            | Command::Completions { .. }
            | Command::Man { .. } => return Ok(()),
        };
        files.extend(words.iter().flat_map(|words| words.lexicon.iter().cloned()));
        if files.iter().filter(|file| file.as_os_str() == "-").nth(1).is_some() {
            return Err("standard input can be read once; give - once");
        }
        let shape = match &self.command {
            Command::Score(score) => Some(score.format),
            Command::Compare(compare) => Some(compare.format),
            _ => None,
        };
        if shape == Some(Shape::Xlsx) && self.output.is_none() {
            return Err("a sheet is no text; give the file that it goes to: -o sheet.xlsx");
        }
        if let (Some(shape), Some(name)) = (shape, self.output.as_ref().and_then(|path| path.extension()))
            && (name.eq_ignore_ascii_case("xlsx") != (shape == Shape::Xlsx)
                || (name.eq_ignore_ascii_case("html") || name.eq_ignore_ascii_case("htm")) && shape != Shape::Html)
        {
            return Err("the name behind -o is of another format; say the same one with --format");
        }
        if matches!(&self.command, Command::Summary(summary) if matches!(summary.format, Shape::Xlsx | Shape::Text)) {
            return Err("xlsx and text are formats of score and compare");
        }
        let parquet = match &self.command {
            Command::Score(score) => score.parquet.is_given(),
            Command::Compare(compare) => compare.parquet.is_given(),
            Command::Figures(figures) => figures.parquet.is_given(),
            Command::Panel(panel) => panel.parquet(),
            _ => false,
        };
        if parquet && self.output.is_some() {
            return Err("--parquet names a file of its own; give one of --parquet and -o");
        }
        if matches!(&self.command, Command::Panel(panel) if panel.wide && panel.format != PanelFormat::Csv) {
            return Err("--wide is a shape of --format csv; give both");
        }
        if matches!(&self.command, Command::Score(score) if score.meta.is_some() && !matches!(score.format, Shape::Csv | Shape::Html) && !score.parquet.is_given())
        {
            return Err("--meta adds columns to the rows of --format csv; give both");
        }
        if matches!(&self.command, Command::Compare(compare) if compare.meta.is_some() && !matches!(compare.format, Shape::Csv | Shape::Html) && !compare.parquet.is_given())
        {
            return Err("--meta adds columns to the rows of --format csv; give both");
        }
        Ok(())
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Pairs every target with the figure that answers it, and scores it
    Score(Score),
    /// Answers the targets of one report from the review part of a later one
    Compare(Compare),
    /// Lists every achieved figure, also where no target asks for it
    Figures(Figures),
    /// Makes a panel: a row for each region, year, headline indicator, level or growth, and plan, each paired with the next year's report
    Panel(Panel),
    /// Lists every quantity, line by line
    Quantities(Quantities),
    /// Counts and averages by agency, measure, reason and item, with coverage and bounds
    Summary(Summary),
    /// Lists the schemes of scoring, each with its formula and source
    Schemes(Schemes),
    /// Says what every column of CSV means
    Codebook(Codebook),
    /// Counts how often answers are right, by their confidence, against annotated reports
    Calibrate(Calibrate),
    /// Prints the words in force, table by table, with their version
    Lexicon(Lexicon),
    /// Prints a sheet for a person to code, without any of the program's findings
    #[command(after_long_help = SHEET)]
    Sheet(Sheet),
    /// Compares two codings: filled sheets, or what score printed as csv, jsonl or json; or two panels
    Agree(Agree),
    /// Says which targets, answers and verdicts of two outputs differ, and why: words, rules, corrections
    Diff(Diff),
    /// Prints the text that a page, a Word file, a sheet or a PDF is read into, which spans count the bytes of
    Text(Text),
    /// Prints what a shell completes: dabiao completions bash > /etc/bash_completion.d/dabiao
    Completions {
        /// For which shell
        shell: Shell,
    },
    /// Prints the page of the manual: dabiao man > dabiao.1
    Man {
        /// Of which command [default: of the program]
        command: Option<String>,
    },
}

#[derive(Debug, clap::Args)]
pub(crate) struct Text {
    /// The file; - for standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// In front of each line print where in the file it stands: its cells, its paragraph, its box on a page
    #[arg(long)]
    pub(crate) places: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// What the columns of a sheet are for.
const SHEET: &str = "\
A row is an item: report, line, number, task and progress are printed, the rest is to be filled in, a row for
each target; copy the row for a second target of the item. An item without a target gets - as its indicator; a
row that is left empty is taken as not coded.

  indicator  what is measured, as the task names it
  value      the mark: 500, 2.4万, 8%, 20至30 (spreadsheets make a date of 6-7)
  unit       what it counts: 家, 平方米, 元, %
  bound      ge (以上), gt (超过), le (以内), lt (低于), eq (nothing said)
  measure    flow (adds up over the period), stock (a state on a day), rate, growth (a percentage change),
             change (of a rate or level, in points)
  quality    direct (progress reports the same indicator and measure), proxy (only near it), none
  met        1 or 0: whether the bound holds for what is reported; empty where it cannot be said
  ratio      achieved ÷ target, of direct answers (target ÷ achieved where less is better): 0.5 or 50%
  note       what you like; it is not compared";

/// Words of the user's.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Words {
    /// Words of your own (units, verbs, indicators, synonyms, names to ignore) on top of the built-in ones; may be given again
    #[arg(long, value_name = "TOML")]
    pub(crate) lexicon: Vec<PathBuf>,
}

/// In which language people are spoken to.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct Speech {
    /// The language of pages, tables and names of columns [default: of a page and a sheet as LANG says, else English]
    #[arg(long, value_enum, value_name = "LANG")]
    pub(crate) lang: Option<Lang>,
}

impl Speech {
    /// Of what is handed on: that of the environment where none is asked for.
    pub(crate) fn of_page(self) -> Lang {
        self.lang.unwrap_or_else(Lang::of_environment)
    }

    /// Of what is printed on a terminal: English where none is asked for.
    pub(crate) fn of_table(self) -> Lang {
        self.lang.unwrap_or(Lang::En)
    }
}

/// What a person says instead of what was read.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Correcting {
    /// Corrections: a CSV with the columns id or evidence, field, value, and, if wanted, report, coder, date, note; or a sheet of --format xlsx with verdicts
    #[arg(long, value_name = "FILE")]
    pub(crate) corrections: Option<PathBuf>,
    /// Under which names agencies are counted: a CSV with the columns alias and agency; what stands in parentheses behind a name is left out anyway
    #[arg(long, value_name = "FILE")]
    pub(crate) agencies: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Schemes {
    #[command(flatten)]
    pub(crate) speech: Speech,
}

/// How files are read.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Reading {
    /// The encoding of every file [default: told by its bytes]
    #[arg(long, value_enum, value_name = "NAME")]
    pub(crate) encoding: Option<Charset>,
    /// The column of a CSV that holds a whole report in each row; the other columns are carried along [default: full_text, text, 正文 or 全文, where there is one]
    #[arg(long, value_name = "COLUMN")]
    pub(crate) text_column: Option<String>,
}

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For reading
    Table,
    /// One JSON array
    Json,
    /// One JSON object a line
    Jsonl,
    /// One row for each target, or for each quantity
    Csv,
    /// Nothing, for timing
    None,
}

/// How the targets of reports are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shape {
    /// For reading
    Table,
    /// One JSON array
    Json,
    /// One JSON object a line
    Jsonl,
    /// One row for each target
    Csv,
    /// A page that opens every number to its source, without a network
    Html,
    /// A sheet with a column for the reviewer's verdict
    Xlsx,
    /// A draft paragraph: 共N项目标,达到序时进度X项…
    Text,
    /// Nothing, for timing
    None,
}

impl Shape {
    /// As it is printed while items come; `None` where all is read first.
    pub(crate) const fn stream(self) -> Format {
        match self {
            Self::Table => Format::Table,
            Self::Json => Format::Json,
            Self::Jsonl => Format::Jsonl,
            Self::Csv => Format::Csv,
            Self::Html | Self::Xlsx | Self::Text | Self::None => Format::None,
        }
    }

    /// What is written once all is read.
    pub(crate) const fn whole(self) -> Option<Kind> {
        match self {
            Self::Html => Some(Kind::Html),
            Self::Xlsx => Some(Kind::Workbook),
            Self::Text => Some(Kind::Draft),
            Self::Table | Self::Json | Self::Jsonl | Self::Csv | Self::None => None,
        }
    }
}

/// How targets are scored.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct Scoring {
    /// Score by this scheme; dabiao schemes lists them [default: ratio]
    #[arg(long, value_name = "NAME", value_parser = scheme)]
    pub(crate) scheme: Option<&'static Scheme>,
    /// So far above the share of the year gone a flow is 超进度, of the scheme progress and the page; 0.1 is ten points
    #[arg(long, value_name = "SHARE", value_parser = share, default_value = "0.1")]
    pub(crate) ahead: Decimal,
    /// So far below the share of the year gone a flow is still 达进度
    #[arg(long, value_name = "SHARE", value_parser = share, default_value = "0")]
    pub(crate) slack: Decimal,
    #[command(flatten)]
    pub(crate) judging: Judging,
}

/// When a target is met.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct Judging {
    /// How far from a target with 左右 still meets it, as a share of the target; 0 judges at the mark [default: half of the last printed digit short of it
    /// gets no verdict]
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub(crate) tolerance: Option<Decimal>,
}

impl Judging {
    /// An extractor that judges as it is asked for.
    pub(crate) fn of(self, extractor: Extractor) -> Extractor {
        self.tolerance.map_or(extractor.clone(), |tolerance| extractor.tolerance(tolerance))
    }
}

impl Scoring {
    /// The scheme that is asked for; the columns always have one.
    pub(crate) fn scheme_of(self, format: Format) -> Option<&'static Scheme> {
        self.scheme.or((format == Format::Csv).then_some(self.scheme()))
    }

    /// An extractor that judges as it is asked for.
    pub(crate) fn judging(self, extractor: Extractor) -> Extractor {
        self.judging.of(extractor)
    }

    /// Where the classes begin.
    pub(crate) const fn thresholds(self) -> Thresholds {
        Thresholds { ahead: self.ahead, slack: self.slack }
    }

    /// The scheme that is asked for, or the default.
    pub(crate) fn scheme(self) -> &'static Scheme {
        self.scheme.unwrap_or(Scheme::all()[0])
    }
}

fn scheme(name: &str) -> Result<&'static Scheme, String> {
    let names = || Scheme::all().iter().map(|scheme| scheme.name).collect::<Vec<_>>().join(", ");
    Scheme::named(name).ok_or_else(|| format!("no such scheme; there are {}", names()))
}

fn share(text: &str) -> Result<Decimal, &'static str> {
    let share = text.parse::<Decimal>().ok().filter(|share| (Decimal::ZERO..=Decimal::ONE).contains(share));
    share.ok_or("this is a share from 0 to 1, such as 0.05")
}

/// How the columns of CSV are written.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct Tidy {
    /// Leave out the byte-order mark in front of CSV, which spreadsheets need
    #[arg(long)]
    pub(crate) no_bom: bool,
    /// Leave texts of CSV that begin with =, +, -, @ or a tab as they are; else a ' stands in front, so that no spreadsheet takes them for formulas
    #[arg(long)]
    pub(crate) raw: bool,
}

impl Tidy {
    /// Without a mark, texts guarded.
    pub(crate) const PLAIN: Self = Self { no_bom: true, raw: false };
}

/// Rows in a file of their own.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Parquet {
    /// Write the rows of --format csv to a Parquet file instead
    #[cfg(feature = "parquet")]
    #[arg(id = "parquet", long = "parquet", value_name = "FILE", conflicts_with = "format")]
    pub(crate) file: Option<PathBuf>,
}

impl Parquet {
    /// Whether the rows go to a Parquet file.
    #[allow(clippy::unused_self)]
    pub(crate) const fn is_given(&self) -> bool {
        #[cfg(feature = "parquet")]
        return self.file.is_some();
        #[cfg(not(feature = "parquet"))]
        false
    }
}

/// By what targets are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Grouping {
    /// The whole report
    All,
    /// A joint item counts for each of its agencies
    Agency,
    /// Flow, stock, rate, growth, change
    Measure,
    /// Why an answer is only a proxy, or none
    Reason,
    /// Each item of the report
    Item,
}

impl Grouping {
    pub(crate) const fn by(self) -> By {
        match self {
            Self::All => By::All,
            Self::Agency => By::Agency,
            Self::Measure => By::Measure,
            Self::Reason => By::Reason,
            Self::Item => By::Item,
        }
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Summary {
    /// Reports (text, web page, docx, xlsx, xls, ods, PDF, CSV of texts), or folders of them; - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// By what to group [default: the whole report with agencies and measures; of csv, json, jsonl every kind]
    #[arg(long, value_enum, value_delimiter = ',', value_name = "KINDS")]
    pub(crate) by: Vec<Grouping>,
    /// How to print
    #[arg(long, value_enum, default_value = "table")]
    pub(crate) format: Shape,
    #[command(flatten)]
    pub(crate) speech: Speech,
    #[command(flatten)]
    pub(crate) scoring: Scoring,
    #[command(flatten)]
    pub(crate) tidy: Tidy,
    #[command(flatten)]
    pub(crate) correcting: Correcting,
    #[command(flatten)]
    pub(crate) words: Words,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Calibrate {
    /// A report with its annotations, or two that are compared: REPORT=ANNOTATIONS, TARGETS+RESULTS=ANNOTATIONS
    #[arg(required = true, value_name = "REPORT=ANNOTATIONS")]
    pub(crate) pairs: Vec<Pair>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// How to print
    #[arg(long, value_enum, default_value = "table")]
    pub(crate) format: Format,
}

/// What has columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Of {
    /// score --format csv, compare --format csv
    Rows,
    /// figures --format csv
    Figures,
    /// summary --format csv
    Summary,
    /// panel --format csv
    Panel,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Codebook {
    /// Of which table
    #[arg(long, value_enum, default_value = "rows")]
    pub(crate) of: Of,
    #[command(flatten)]
    pub(crate) speech: Speech,
    /// How to print
    #[arg(long, value_enum, default_value = "table")]
    pub(crate) format: Format,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Score {
    /// Reports (text, web page, docx, xlsx, xls, ods, PDF, CSV of texts), or folders of them; - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// How to print
    #[arg(long, value_enum, default_value = "table")]
    pub(crate) format: Shape,
    #[command(flatten)]
    pub(crate) speech: Speech,
    /// Show how the targets of the item on this line were read and answered
    #[arg(long, value_name = "LINE", conflicts_with = "format")]
    #[cfg_attr(feature = "parquet", arg(conflicts_with = "parquet"))]
    pub(crate) explain: Option<usize>,
    /// List the figures that were passed over for every target, not only where there is no answer (json, jsonl)
    #[arg(long)]
    pub(crate) rivals: bool,
    #[command(flatten)]
    pub(crate) scoring: Scoring,
    #[command(flatten)]
    pub(crate) tidy: Tidy,
    #[command(flatten)]
    pub(crate) parquet: Parquet,
    /// Rows for commitments without a quantity as well, with their kind (csv; a list in json, jsonl)
    #[arg(long)]
    pub(crate) all_items: bool,
    /// Columns of your own for each file: a CSV file with a column named file (csv)
    #[arg(long, value_name = "MANIFEST")]
    pub(crate) meta: Option<PathBuf>,
    /// On how many threads to read: files, and the items of one of a megabyte or more [default: one for each processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) jobs: Option<u16>,
    #[command(flatten)]
    pub(crate) correcting: Correcting,
    #[command(flatten)]
    pub(crate) words: Words,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Compare {
    /// The report with the targets, or a folder of them
    pub(crate) targets: PathBuf,
    /// The later report with the results, or a folder: each report is then paired with the next year's of the same region, else of the same name
    pub(crate) results: PathBuf,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// How to print
    #[arg(long, value_enum, default_value = "table")]
    pub(crate) format: Shape,
    #[command(flatten)]
    pub(crate) speech: Speech,
    /// Show how the targets of the item on this line were read and answered
    #[arg(long, value_name = "LINE", conflicts_with = "format")]
    #[cfg_attr(feature = "parquet", arg(conflicts_with = "parquet"))]
    pub(crate) explain: Option<usize>,
    #[command(flatten)]
    pub(crate) scoring: Scoring,
    #[command(flatten)]
    pub(crate) tidy: Tidy,
    #[command(flatten)]
    pub(crate) parquet: Parquet,
    /// Rows for commitments without a quantity as well, with their kind (csv; a list in json, jsonl)
    #[arg(long)]
    pub(crate) all_items: bool,
    /// Columns of your own for each report with targets: a CSV file with a column named file (csv)
    #[arg(long, value_name = "MANIFEST")]
    pub(crate) meta: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) correcting: Correcting,
    #[command(flatten)]
    pub(crate) words: Words,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Figures {
    /// Reports (text, web page, docx, xlsx, xls, ods, PDF, CSV of texts), or folders of them; - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// How to print
    #[arg(long, value_enum, default_value = "table")]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) speech: Speech,
    #[command(flatten)]
    pub(crate) tidy: Tidy,
    #[command(flatten)]
    pub(crate) parquet: Parquet,
    #[command(flatten)]
    pub(crate) words: Words,
}

/// How a panel is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PanelFormat {
    /// For reading
    Table,
    /// One JSON array
    Json,
    /// One JSON object a line
    Jsonl,
    /// One row for each region, year, indicator, form and plan
    Csv,
    /// One page: regions by indicators, with the holes by reason
    Html,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Panel {
    /// Reports (text, web page, docx, xlsx, xls, ods, PDF, CSV of texts), or folders of them; - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// How to print
    #[arg(long, value_enum, default_value = "table")]
    pub(crate) format: PanelFormat,
    /// One row for each region and year: of each key NAME_g (growth) or NAME_l (level), with _5y of a five-year plan, the columns _s (status),
    /// _t (target) and _r (result) (csv)
    #[arg(long)]
    pub(crate) wide: bool,
    /// Targets of every indicator, not only of headline indicators
    #[arg(long)]
    pub(crate) all: bool,
    /// What you know of the files: a CSV with the column file and any of region, code, parent, level, year, date, session
    #[arg(long, value_name = "CSV")]
    pub(crate) meta: Option<PathBuf>,
    /// 行政区划代码: a CSV with the columns code and name, joined by name; those of provinces are known
    #[arg(long, value_name = "CSV")]
    pub(crate) codes: Option<PathBuf>,
    /// Corrections: a CSV with the columns id or evidence, field, value, and, if wanted, report, coder, date, note; or a sheet of --format xlsx with verdicts
    #[arg(long, value_name = "FILE")]
    pub(crate) corrections: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) judging: Judging,
    #[command(flatten)]
    pub(crate) speech: Speech,
    #[command(flatten)]
    pub(crate) tidy: Tidy,
    /// Write the rows of --format csv to a Parquet file instead
    #[cfg(feature = "parquet")]
    #[arg(long, value_name = "FILE", conflicts_with_all = ["format", "wide"])]
    pub(crate) parquet: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) words: Words,
}

impl Panel {
    /// Whether the rows go to a Parquet file.
    #[allow(clippy::unused_self)]
    pub(crate) const fn parquet(&self) -> bool {
        #[cfg(feature = "parquet")]
        return self.parquet.is_some();
        #[cfg(not(feature = "parquet"))]
        false
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Quantities {
    /// Texts, or folders of them; - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// How to print
    #[arg(long, value_enum, default_value = "table")]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) tidy: Tidy,
    #[command(flatten)]
    pub(crate) words: Words,
}

/// How the words are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum WordsFormat {
    /// For reading
    Table,
    /// One JSON object
    Json,
    /// One row for each word
    Csv,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Lexicon {
    /// Print this table only: units, verbs, polarity, measure, synonyms, names…
    #[arg(long, value_name = "NAME")]
    pub(crate) table: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value = "table")]
    pub(crate) format: WordsFormat,
    #[command(flatten)]
    pub(crate) words: Words,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Sheet {
    /// Reports (text, web page, docx, xlsx, xls, ods, PDF, CSV of texts), or folders of them; - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// Print a sample of so many items, not all; a larger sample of the same seed contains a smaller one
    #[arg(long, value_name = "N")]
    pub(crate) sample: Option<usize>,
    /// Which sample: the same number draws the same items again, on any machine
    #[arg(long, value_name = "S", default_value_t = 0, requires = "sample")]
    pub(crate) seed: u64,
    #[command(flatten)]
    pub(crate) tidy: Tidy,
}

/// How an agreement is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AgreeFormat {
    /// For reading
    Table,
    /// One JSON object
    Json,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Agree {
    /// The coding that is judged
    pub(crate) a: PathBuf,
    /// The coding that it is held against
    pub(crate) b: PathBuf,
    /// How to print
    #[arg(long, value_enum, default_value = "table")]
    pub(crate) format: AgreeFormat,
}

/// How differences are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For reading
    Table,
    /// One row for each difference
    Csv,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Diff {
    /// What score or compare printed as csv before
    pub(crate) old: PathBuf,
    /// What it prints now
    pub(crate) new: PathBuf,
    /// How to print
    #[arg(long, value_enum, default_value = "table")]
    pub(crate) format: DiffFormat,
    #[command(flatten)]
    pub(crate) tidy: Tidy,
}
