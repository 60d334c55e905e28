//! Bad input: one clear message, a non-zero exit, no panic, nothing started, nothing lost.

use crate::program::{arg, printed, root, run};
use std::path::Path;
use tempfile::TempDir;

/// Runs `args`, in which `DIR` is a fresh folder that `prepare` fills, and expects exit code and words.
fn check(prepare: impl Fn(&Path), args: &str, code: i32, words: &[&str]) {
    let folder = TempDir::new().expect("a folder");
    prepare(folder.path());
    let before = files(folder.path());
    let args: Vec<String> = args.split(' ').map(|word| word.replace("DIR", &arg(folder.path()))).collect();
    let output = run(&args.iter().map(String::as_str).collect::<Vec<_>>());
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{args:?}: {told}");
    assert!(told.starts_with("error: "), "{args:?}: {told}");
    assert!(!told.contains("panicked"), "{args:?}: {told}");
    for word in words {
        assert!(told.contains(word), "{args:?}: `{word}` is not in: {told}");
    }
    assert!(output.stdout.is_empty(), "{args:?} printed something");
    assert_eq!(files(folder.path()), before, "{args:?} changed files");
}

/// Every file of a folder with what is in it.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_file() {
            files.push((arg(&path), std::fs::read(&path).expect("a file")));
        }
    }
    files.sort();
    files
}

fn nothing(_: &Path) {}

/// Writes one file.
fn with(name: &'static str, text: &'static str) -> impl Fn(&Path) {
    move |folder| std::fs::write(folder.join(name), text).expect("written")
}

#[test]
fn of_the_command_line() {
    for (args, words) in [
        ("run nowhere", &["no scenario", "`nowhere`"][..]),
        ("run the-fal", &["the-fall"]),
        ("run DIR/none.toml", &["none.toml"]),
        ("run the-fall --chapter rise", &["no chapter", "`rise`"]),
        ("run the-fall --officers captain,cook", &["--officers", "`cook`"]),
        ("run the-fall --seed -1", &["a seed is a whole number"]),
        ("run the-fall --seed x", &["a seed is a whole number"]),
        ("run the-fall --until -5", &["a time is not negative"]),
        ("run the-fall --until nan", &["a time is a number of seconds"]),
        ("run the-fall --spead 3", &["--spead"]),
        ("watch the-fall --speed 0", &["a speed is a number"]),
        ("replay DIR/x --at -1", &["a time is not negative"]),
        ("sweep the-fall --seeds 3..1 --out DIR/x.csv", &["seeds are two whole numbers"]),
        ("sweep the-fall --seeds 1..2 --set nowhere.at_all=1 --out DIR/x.csv", &["--set nowhere.at_all=1: "]),
        ("sweep the-fall --seeds 1..2 --chapter rise --out DIR/x.csv", &["no chapter", "`rise`"]),
        ("sweep the-fall --seeds 1..2 --officers cook --out DIR/x.csv", &["--officers", "`cook`"]),
        (
            "sweep the-fall --seeds 1..2 --set flight.altitude_m=1e300 --out DIR/x.csv",
            &["--set flight.altitude_m", "0..=1e8"],
        ),
        ("sweep the-fall --seeds 1..2 --set nonsense --out DIR/x.csv", &["a setting is PATH=VALUE"]),
        ("fly", &["unrecognized subcommand"]),
        ("completions klingon", &["klingon"]),
    ] {
        check(nothing, args, 2, words);
    }
}

#[test]
fn of_content_files() {
    check(with("s.toml", "key = "), "run DIR/s.toml", 1, &["s.toml:1:", "not TOML"]);
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("s.toml");
    std::fs::write(&file, "key = ").expect("written");
    let told = String::from_utf8_lossy(&run(&["check", &arg(&file)]).stderr).into_owned();
    assert!(!told.contains("missing"), "what is no TOML lacks nothing: {told}");
    let two = "key = \"s\"\nbase = \"the-fall\"\n[chapter.fall.flight]\npropellant = 2\n[chapter.other.flight]\naltitude_m = -1\n";
    check(with("s.toml", two), "check DIR/s.toml", 1, &["s.toml:4:14", "s.toml:6:14"]);
    let no_class = "key = \"s\"\n[ship]\nclass = \"none\"\nkey = \"x\"\nname = \"X\"\n";
    check(with("s.toml", no_class), "run DIR/s.toml", 1, &["s.toml:3:", "`none`"]);
    check(with("c.toml", "[person\n"), "run the-fall --cast DIR/c.toml", 1, &["c.toml:1:"]);
    check(
        with("c.toml", "[person]\nnobody-at-all = \"X\"\n"),
        "run the-fall --cast DIR/c.toml",
        1,
        &["c.toml:2:1"],
    );
    check(nothing, "run the-fall --cast DIR/none.toml", 1, &["cannot read", "none.toml"]);
    check(with("c.toml", "[person]\nnobody-at-all = \"X\"\n"), "check DIR/c.toml", 1, &["c.toml:2:1"]);
    check(with("s.toml", "key = \"s\"\nbase = \"none\"\n"), "check DIR/s.toml", 1, &["s.toml:2:"]);
    check(with("note.txt", "hello\n"), "check DIR/note.txt", 1, &["neither"]);
    check(nothing, "check DIR/none.toml", 1, &["cannot read"]);
}

#[test]
fn of_order_files() {
    let broken =
        "{\"t\": 1, \"seat\": \"captain\", \"order\": {\"kind\": \"command.log_entry\", \"text\": \"sound\"}}
{\"t\": -1, \"seat\": \"cook\", \"order\": {\"kind\": \"power.open_braker\"}}

{\"t\": 1
{\"t\": 1, \"seat\": \"captain\", \"order\": {\"kind\": \"command.log_entry\", \"txt\": \"x\"}}
";
    let words = [
        "o.jsonl:2:7: ",
        "o.jsonl:2:19: ",
        "`cook`",
        "o.jsonl:2:36: ",
        "power.open_breaker",
        "o.jsonl:4:",
        "o.jsonl:5:38: ",
        "`text`",
    ];
    check(
        with("o.jsonl", broken),
        "run the-fall --orders DIR/o.jsonl --events DIR/e.jsonl --record DIR/r.qdj",
        1,
        &words,
    );
    check(with("o.jsonl", broken), "check DIR/o.jsonl", 1, &words);
    check(
        with("o.jsonl", broken),
        "sweep the-fall --seeds 1..2 --orders DIR/o.jsonl --out DIR/x.csv",
        1,
        &words,
    );
    for (line, words) in [
        ("[1, 2]", "a list where one order is expected"),
        ("3", "an order is {"),
        (r#"{"t": 1e300, "seat": "helm", "order": {"kind": "flight.damp"}}"#, "later than any run can last"),
        (
            r#"{"t": 1, "seat": "helm", "order": {"kind": "engines.throttle", "throttle": "x"}}"#,
            "where a number is expected",
        ),
        (
            r#"{"t": 1, "seat": "captain", "order": {"kind": "crew.work", "task": "fly"}}"#,
            "unknown word `fly`",
        ),
    ] {
        check(with("o.jsonl", line), "run the-fall --orders DIR/o.jsonl", 1, &["o.jsonl:1:", words]);
    }
    check(nothing, "run the-fall --orders DIR/none.jsonl", 1, &["cannot read", "none.jsonl"]);
    check(nothing, "run the-fall --orders DIR", 1, &["cannot read"]);
}

#[test]
fn of_outputs() {
    let kept = with("kept", "something dear");
    check(&kept, "run the-fall --record DIR/kept", 1, &["exists already", "not overwritten"]);
    check(&kept, "run the-fall --events DIR/none/e.jsonl", 1, &["cannot write"]);
    check(&kept, "run the-fall --events DIR/kept --record DIR/none/r.qdj", 1, &["cannot open"]);
    check(&kept, "run the-fall --events DIR", 1, &["cannot write"]);
    check(&kept, "run the-fall --events DIR/kept --orders DIR/none", 1, &["cannot read"]);
    let twice = "run the-fall --until 1 --events DIR/new --record DIR/new";
    check(&kept, twice, 2, &["--events and --record both name"]);
    let over_input = "run the-fall --until 1 --orders DIR/kept --events DIR/kept";
    check(with("kept", ""), over_input, 2, &["--events and --orders both name"]);
    let recording = with("r.qdj", "SQLite format 3\0 and all that happened");
    check(&recording, "run the-fall --until 1 --events DIR/r.qdj", 1, &["is a recording", "another file"]);
    check(&recording, "sweep the-fall --seeds 1..1 --out DIR/r.qdj", 1, &["is a recording"]);
    check(&kept, "sweep the-fall --seeds 1..2 --out DIR/none/x.csv", 1, &["cannot write"]);
    check(&kept, "sweep the-fall --seeds 1..2 --set nowhere.x=1 --out DIR/kept", 2, &["nowhere"]);
}

#[test]
fn of_recordings() {
    let recording = |folder: &Path| {
        let file = arg(&folder.join("r.qdj"));
        printed(&["run", "the-fall", "--until", "35", "--record", &file, "--json"]);
    };
    for command in ["replay", "replay --verify", "replay --at 3", "explain world.ended"] {
        let of = |name: &str| format!("{command} DIR/{name}");
        check(nothing, &of("none"), 1, &["cannot"]);
        check(with("empty", ""), &of("empty"), 1, &["empty"]);
        check(with("text", "hello, hello"), &of("text"), 1, &["text"]);
        check(nothing, &of(""), 1, &[]);
    }
    check(recording, "replay --at 36 DIR/r.qdj", 1, &["ends at 35.00 s"]);
    check(recording, "explain e:99999.0 DIR/r.qdj", 1, &["there is no event"]);
    check(recording, "explain nonsense DIR/r.qdj", 1, &["neither an event id"]);
    check(recording, "explain core.breach DIR/r.qdj", 1, &["no `core.breach` happened"]);
    check(recording, "explain o:9999 DIR/r.qdj", 1, &["nothing here comes of o:9999"]);
}

#[test]
fn what_is_there_of_a_cut_recording_is_shown() {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("r.qdj");
    printed(&["run", "the-fall", "--until", "35", "--record", &arg(&file), "--json"]);
    let whole = std::fs::read(&file).expect("a file");
    let cut = &whole[..whole.len() * 9 / 10];
    std::fs::write(&file, cut).expect("written");
    for command in
        [&["replay", "--verify"][..], &["replay", "--at", "1"], &["check"], &["explain", "initial"]]
    {
        let output = run(&[command, &[&arg(&file)]].concat());
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{command:?}: {told}");
        assert!(told.contains("cut short") && !told.contains("panicked"), "{command:?}: {told}");
        assert_eq!(std::fs::read(&file).expect("a file"), cut, "{command:?} changed it");
    }
}

#[test]
fn of_reference_files() {
    let head = "case_id,quantity,inputs,expected,lo,hi,unit,tol_rel,tol_abs,kind,checked,source_id,note\n";
    check(with("x.csv", head), "validate DIR/x.csv", 1, &["x.csv:2", "there is none"]);
    check(nothing, "validate DIR/none.csv", 1, &["none.csv"]);
    check(with("x.csv", "a,b\n1,2\n"), "validate DIR/x.csv", 1, &["x.csv"]);
}

#[test]
fn a_broken_ship_is_told_with_all_its_problems() {
    let folder = TempDir::new().expect("a folder");
    let from = root().join("ships");
    let class = std::fs::read_dir(&from).expect("ships").next().expect("a ship").expect("a ship").path();
    let to = folder.path().join("ships").join(class.file_name().expect("a name"));
    std::fs::create_dir_all(&to).expect("made");
    std::fs::create_dir_all(folder.path().join("scenarios")).expect("made");
    for entry in std::fs::read_dir(&class).expect("files") {
        let path = entry.expect("a file").path();
        std::fs::copy(&path, to.join(path.file_name().expect("a name"))).expect("copied");
    }
    assert!(run(&["check", &arg(&to)]).status.success(), "the shipped class is sound");
    let power = std::fs::read_dir(&to).expect("files").map(|entry| entry.expect("a file").path());
    let power = power.into_iter().find(|path| arg(path).contains("power")).expect("a power file");
    let text = std::fs::read_to_string(&power).expect("text");
    let broken = text.replacen("bus = \"", "bus = \"no-", 2);
    std::fs::write(&power, broken).expect("written");
    let output = run(&["check", &arg(&to)]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.lines().filter(|line| line.contains(".toml:")).count() >= 2, "all problems at once: {told}");
}
