//! Runs the program.
#![allow(dead_code, reason = "each test file takes what it needs")]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

pub(crate) const REPORT: &str = "seeds/yuhang-2022-h1.txt";

fn program(folder: &Path, args: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_dabiao"));
    // The locale says how wide “ and █ are, and in what language a page is.
    program.args(args).current_dir(folder).env("LC_ALL", "C.UTF-8");
    program
}

/// Runs the program in the project's folder.
pub(crate) fn dabiao(args: &[&str]) -> Output {
    dabiao_in(Path::new(env!("CARGO_MANIFEST_DIR")), args)
}

/// Runs the program in a folder.
pub(crate) fn dabiao_in(folder: &Path, args: &[&str]) -> Output {
    program(folder, args).output().expect("the program runs")
}

/// Runs the program on standard input.
pub(crate) fn piped(args: &[&str], input: &[u8]) -> Output {
    let mut child = program(Path::new(env!("CARGO_MANIFEST_DIR")), args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut stdin = child.stdin.take().expect("standard input");
    // Written from beside, or both would wait for the other to read. A program that has seen enough closes its input.
    std::thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(input));
        child.wait_with_output().expect("the program ends")
    })
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

pub(crate) fn status(output: &Output) -> i32 {
    output.status.code().expect("an exit status")
}
