//! `validate` over the reference files of the repository, and over broken ones.

use std::path::{Path, PathBuf};

use quarterdeck::validate::{Summary, run};

fn reference() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../reference")
}

fn validate(paths: &[PathBuf]) -> anyhow::Result<(Summary, String)> {
    let mut out = Vec::new();
    let summary = run(paths, &mut out)?;
    Ok((summary, String::from_utf8(out)?))
}

#[test]
fn every_gate_row_passes() {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(reference())
        .expect("the folder stands in the repository")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "csv"))
        .filter(|path| path.file_name().is_some_and(|name| name != "sources.csv"))
        .collect();
    paths.sort();
    let (summary, out) = validate(&paths).expect("readable");
    let failed: Vec<&str> = out.lines().filter(|line| line.contains("  FAIL")).collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert_eq!(out.lines().last(), Some(format!("{} passed, 0 failed", summary.passed).as_str()));
    assert_eq!(summary.passed, 727);
}

#[test]
fn a_file_may_have_any_name_and_a_wrong_value_fails() {
    let folder = tempfile::tempdir().expect("writable");
    let path = folder.path().join("anything.txt");
    let header = "case_id,quantity,inputs,expected,lo,hi,unit,tol_rel,tol_abs,kind,checked,source_id,note";
    let rows = "A,temperature,z_m=0,288.15,,,K,1e-6,,computed,computed,,\n\
                B,temperature,z_m=0,290,,,K,1e-6,,computed,computed,,\n\
                C,temperature,z_m=-5,290,,,K,1e-6,,computed,computed,,\n\
                D,wobble,z_m=0,290,,,K,1e-6,,computed,computed,,\n\
                E,wobble,z_m=0,290,,,K,1e-6,,published,read,,\n\
                F,temperature,z_m=high,290,,,K,1e-6,,computed,computed,,\n\
                G,island_count,network=none.json;tripped=none,1,,,,,,computed,computed,,\n";
    std::fs::write(&path, format!("{header}\n{rows}")).expect("writable");
    let (summary, out) = validate(&[path]).expect("readable");
    assert_eq!(summary, Summary { passed: 1, failed: 5 });
    for reason in ["outside 0 to 1000000 m", "not modelled", "wants a number, found 'high'", "none.json"] {
        assert!(out.contains(reason), "{reason} is not in: {out}");
    }
    assert_eq!(out.lines().last(), Some("1 passed, 5 failed"));
}

#[test]
fn broken_files_are_refused_with_their_place() {
    let folder = tempfile::tempdir().expect("writable");
    let header = "case_id,quantity,inputs,expected,lo,hi,unit,tol_rel,tol_abs,kind,checked,source_id,note";
    let check = |text: &str, place: &str, reason: &str| {
        let path = folder.path().join("broken.csv");
        std::fs::write(&path, text).expect("writable");
        let message = validate(&[path]).expect_err("refused").to_string();
        assert!(message.contains(place) && message.contains(reason), "{message}");
    };
    check("case_id,quantity\nA,b\n", "broken.csv:1", "column 'inputs' is missing");
    let row = |inputs: &str, expected: &str| {
        format!("{header}\nA,temperature,{inputs},{expected},,,K,1e-6,,computed,computed,,\n")
    };
    check(&row("z_m=0", "warm"), "broken.csv:2", "'expected' wants a number, found 'warm'");
    check(&format!("{header}\nA,b\n"), "broken.csv:2", "not a row");
    assert!(validate(&[folder.path().join("absent.csv")]).is_err());
}
