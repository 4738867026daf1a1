//! Runs the program.

use std::io::Write;
use std::process::{Command, Output, Stdio};

pub(crate) const REPORT: &str = "seeds/yuhang-2022-h1.txt";

pub(crate) fn dabiao(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dabiao")).args(args).current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("the program runs")
}

/// Runs the program on standard input.
pub(crate) fn piped(args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dabiao"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    // A program that has seen enough closes its input.
    let _ = child.stdin.take().expect("standard input").write_all(input);
    child.wait_with_output().expect("the program ends")
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

pub(crate) fn status(output: &Output) -> i32 {
    output.status.code().expect("an exit status")
}
