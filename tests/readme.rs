//! What the README shows is what the program prints.
#![cfg(feature = "cli")]

mod run;

use run::dabiao;

#[test]
fn the_readme_shows_what_the_main_job_prints() {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("the README");
    let command = readme.lines().find(|line| line.starts_with("cargo run ")).expect("the command for the main job");
    let args: Vec<&str> = command.split(" -- ").nth(1).expect("arguments").split(' ').collect();
    let ran = dabiao(&args);
    let printed = String::from_utf8(ran.stdout).expect("text");
    let shown = readme.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).expect("what it prints");
    let [head, tail] = shown.split("[…]\n").collect::<Vec<_>>().try_into().expect("the beginning and the end");
    assert!(printed.starts_with(head), "the README begins otherwise than\n{printed}");
    assert!(printed.ends_with(tail), "the README ends otherwise than\n{printed}");
}
