//! Builds `web/` with npm into `OUT_DIR` and writes the table of its files. The only build script: it runs again when
//! the pages' sources or their lockfile change. Needs Node 20 or newer; everything else npm brings by the lockfile.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the pages are made of, below `web/`.
const SOURCES: [&str; 8] = [
    "src",
    "public",
    "index.html",
    "package.json",
    "package-lock.json",
    "vite.config.ts",
    "svelte.config.js",
    "tsconfig.json",
];

fn main() {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let web = here.join("../../web");
    for source in SOURCES {
        println!("cargo::rerun-if-changed={}", web.join(source).display());
    }
    install(&web);
    let pages = out.join("pages");
    npm(&web, &["run", "--silent", "build"], &[("QD_WEB_OUT", &pages)]);
    let mut files = Vec::new();
    gather(&pages, &pages, &mut files);
    files.sort();
    fs::write(out.join("files.rs"), table(&pages, &files)).expect("OUT_DIR can be written");
}

/// Installs what the lockfile names, once for each state of it.
fn install(web: &Path) {
    let lock = fs::read_to_string(web.join("package-lock.json")).expect("web/package-lock.json can be read");
    let stamp = web.join("node_modules/.installed-lock");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return;
    }
    npm(web, &["ci", "--no-audit", "--no-fund", "--loglevel=error"], &[]);
    fs::write(stamp, lock).expect("node_modules can be written");
}

fn npm(web: &Path, args: &[&str], variables: &[(&str, &Path)]) {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let run = Command::new(program).current_dir(web).args(args).envs(variables.iter().copied()).output();
    let output = match run {
        Ok(output) => output,
        Err(error) => fail(&format!(
            "the pages are built with npm, which does not start ({error}): install Node.js 20 or newer"
        )),
    };
    if !output.status.success() {
        let said = [output.stdout, output.stderr].concat();
        fail(&format!("npm {} failed:\n{}", args.join(" "), String::from_utf8_lossy(&said)));
    }
}

/// Ends the build with one message.
fn fail(text: &str) -> ! {
    for line in text.lines() {
        println!("cargo::error={line}");
    }
    std::process::exit(1)
}

fn gather(root: &Path, folder: &Path, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("the build left a folder") {
        let path = entry.expect("a folder can be listed").path();
        if path.is_dir() {
            gather(root, &path, files);
        } else {
            let name = path.strip_prefix(root).expect("below the root");
            files.push(name.to_string_lossy().replace('\\', "/"));
        }
    }
}

fn table(root: &Path, files: &[String]) -> String {
    let rows = files.iter().map(|name| {
        let path = root.join(name).to_string_lossy().into_owned();
        format!("    ({name:?}, include_bytes!({path:?})),\n")
    });
    format!("&[\n{}]\n", rows.collect::<String>())
}
