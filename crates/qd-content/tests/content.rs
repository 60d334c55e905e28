//! What ships with the binary is whole, and loads.

use qd_content::Library;
use std::path::Path;

#[test]
fn everything_embedded_loads_and_is_what_lies_on_disk() {
    let embedded = Library::embedded();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let on_disk = Library::open(&root).expect("the content folders can be read");
    assert_eq!(
        embedded, on_disk,
        "crates/qd-content/src/embedded.rs lists every file of ships/ and scenarios/"
    );
    for key in embedded.ships() {
        if let Err(problems) = embedded.load_ship(&key) {
            panic!("ship {key}: {}", problems.iter().map(|p| format!("\n{p}")).collect::<String>());
        }
    }
    for key in embedded.scenarios() {
        if let Err(problems) = embedded.load_scenario(&key, None, &[]) {
            panic!("scenario {key}: {}", problems.iter().map(|p| format!("\n{p}")).collect::<String>());
        }
    }
}
