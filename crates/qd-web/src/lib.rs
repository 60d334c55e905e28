//! The pages, built from `web/` and embedded. Left out: how they are served.

/// Every file by its path, in order of paths.
static FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// A file of the pages.
#[derive(Clone, Copy, Debug)]
pub struct File {
    /// Its bytes.
    pub bytes: &'static [u8],
    /// Its media type.
    pub media: &'static str,
    /// Its name holds a hash of its content: it never changes.
    pub is_fixed: bool,
}

/// The file at a path such as `index.html`.
#[must_use]
pub fn file(path: &str) -> Option<File> {
    let index = FILES.binary_search_by_key(&path, |(name, _)| name).ok()?;
    Some(File { bytes: FILES[index].1, media: media(path), is_fixed: path.starts_with("assets/") })
}

fn media(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "webmanifest" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_is_there_and_nothing_else_by_its_name() {
        let document = file("index.html").expect("there is a document");
        assert!(document.media.starts_with("text/html") && !document.is_fixed);
        assert!(String::from_utf8_lossy(document.bytes).contains("<script"), "it loads the pages");
        assert!(file("../index.html").is_none() && file("").is_none());
    }
}
