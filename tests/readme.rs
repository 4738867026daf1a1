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

#[test]
fn the_readme_shows_what_a_page_a_word_file_and_a_pdf_give() {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("the README");
    let shown = readme.split("```console\n").nth(1).and_then(|rest| rest.split("```").next()).expect("what is shown");
    let mut commands = 0;
    for command in shown.split("$ dabiao ").skip(1) {
        let (args, lines) = command.split_once('\n').expect("a command and what it prints");
        let printed = String::from_utf8(dabiao(&args.split(' ').collect::<Vec<_>>()).stdout).expect("text");
        let lines = lines.split("[…]").next().unwrap_or_default();
        assert!(lines.lines().count() > 4 && printed.contains(lines), "{args}: the README shows otherwise than\n{printed}");
        commands += 1;
    }
    assert_eq!(commands, 3);
}

#[test]
fn the_readme_shows_the_draft_paragraph() {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("the README");
    let (_, rest) = readme.split_once("$ dabiao score --format text ").expect("the command");
    let (args, shown) = rest.split_once('\n').expect("what it prints");
    let printed = dabiao(&[&["score", "--format", "text"], &args.split(' ').collect::<Vec<_>>()[..]].concat());
    let printed = String::from_utf8(printed.stdout).expect("text");
    assert!(shown.starts_with(&printed), "the README shows otherwise than\n{printed}");
}
