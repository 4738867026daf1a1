//! `dabiao completions SHELL` and `dabiao man`: what shells and manuals know of the command line, made of the command line itself.

use std::io::{self, Write};

use clap::CommandFactory;
use clap_complete::Shell;

use crate::args::Args;
use crate::{Ending, complain, output};

/// The words that a shell completes.
pub(crate) fn shell(shell: Shell) -> io::Result<Ending> {
    let mut written = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "dabiao", &mut written);
    print(&written)
}

/// The page of the manual, of the program or of one of its commands.
pub(crate) fn man(command: Option<&str>) -> io::Result<Ending> {
    let mut all = Args::command();
    all.build();
    let page = match command {
        None => all,
        Some(name) => match all.find_subcommand(name) {
            Some(found) => found.clone(),
            None => {
                let names: Vec<&str> = all.get_subcommands().map(clap::Command::get_name).collect();
                return Ok(complain("usage", &format!("there is no command {name}; there are {}", names.join(", "))));
            }
        },
    };
    let mut written = Vec::new();
    let title = command.map_or_else(|| "dabiao".to_owned(), |name| format!("dabiao-{name}"));
    clap_mangen::Man::new(page).title(title).render(&mut written)?;
    print(&written)
}

fn print(written: &[u8]) -> io::Result<Ending> {
    let mut out = output::standard()?;
    out.write_all(written)?;
    out.flush()?;
    Ok(Ending::Done)
}
