//! The command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use dabiao::LayoutKind;

use crate::encoding::Charset;

/// Reads Chinese government work reports: what was promised, what was reached, how far.
#[derive(Debug, Parser)]
#[command(
    name = "dabiao",
    version,
    about,
    max_term_width = 100,
    after_help = "Exit status: 0 done, 1 read but nothing found, 2 bad input or usage."
)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

impl Args {
    /// What the options cannot mean together.
    pub(crate) fn check(&self) -> Result<(), &'static str> {
        let (files, explains) = match &self.command {
            Command::Score(score) => (score.files.clone(), score.explain.is_some()),
            Command::Compare(compare) => (vec![compare.targets.clone(), compare.results.clone()], false),
            Command::Quantities(quantities) => (quantities.files.clone(), false),
        };
        if files.iter().filter(|file| file.as_os_str() == "-").nth(1).is_some() {
            return Err("standard input can be read once; give - once");
        }
        if explains && files.len() > 1 {
            return Err("--explain takes one file; give the one that the line is of");
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
    /// Lists every quantity, line by line
    Quantities(Quantities),
}

/// How files are read.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct Reading {
    /// The encoding of every file [default: told by its bytes]
    #[arg(long, value_enum, value_name = "NAME")]
    pub(crate) encoding: Option<Charset>,
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

#[derive(Debug, clap::Args)]
pub(crate) struct Score {
    /// Reports as text; - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// How to print
    #[arg(long, value_enum, default_value = "table")]
    pub(crate) format: Format,
    /// Show how the targets of the item on this line were read and answered
    #[arg(long, value_name = "LINE", conflicts_with = "format")]
    pub(crate) explain: Option<usize>,
    /// List the figures that were passed over for every target, not only where there is no answer (json, jsonl)
    #[arg(long)]
    pub(crate) rivals: bool,
    /// How the text is laid out: pipe, delimited, cells, spaced, report, numbered, sentence or plain [default: found by its first lines]
    #[arg(long, value_name = "LAYOUT")]
    pub(crate) layout: Option<LayoutKind>,
    /// How many files to read at once [default: one for each processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) jobs: Option<u16>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Compare {
    /// The report with the targets
    pub(crate) targets: PathBuf,
    /// The later report with the results
    pub(crate) results: PathBuf,
    /// How the report with the targets is laid out: pipe, delimited, cells, spaced, report, numbered, sentence or plain [default: found by its first lines]
    #[arg(long, value_name = "LAYOUT")]
    pub(crate) layout: Option<LayoutKind>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// How to print
    #[arg(long, value_enum, default_value = "table")]
    pub(crate) format: Format,
    /// Show how the targets of the item on this line were read and answered
    #[arg(long, value_name = "LINE", conflicts_with = "format")]
    pub(crate) explain: Option<usize>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Quantities {
    /// Texts; - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// How to print
    #[arg(long, value_enum, default_value = "table")]
    pub(crate) format: Format,
}
