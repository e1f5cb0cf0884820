//! Style, script and whatever else pages load, all built in.

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::serve::fault::Fault;
use crate::serve::locale::Locale;

/// Media types of styles and scripts.
const STYLE: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// A file that pages load.
struct Asset {
    name: &'static str,
    media_type: &'static str,
    bytes: &'static [u8],
}

/// All of them.
const ASSETS: &[Asset] = &[
    Asset {
        name: "style.css",
        media_type: STYLE,
        bytes: include_bytes!("../../../data/page/style.css"),
    },
    Asset {
        name: "page.js",
        media_type: SCRIPT,
        bytes: include_bytes!("../../../data/page/page.js"),
    },
    Asset {
        name: "icon.svg",
        media_type: "image/svg+xml",
        bytes: include_bytes!("../../../data/page/icon.svg"),
    },
];

/// Names and bytes of YASGUI; empty where it was not there when the program was built.
const YASGUI: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/yasgui.rs"));

/// Whether the editor for queries is built in.
pub(super) fn has_yasgui() -> bool {
    !YASGUI.is_empty()
}

/// The media type and the bytes of a file; none where there is no file of that name.
fn find(name: &str) -> Option<(&'static str, &'static [u8])> {
    let asset = ASSETS.iter().find(|it| it.name == name);
    let yasgui = YASGUI.iter().find(|(it, _)| *it == name);
    let yasgui = yasgui.map(|(name, bytes)| {
        let is_script = name.rsplit_once('.').is_some_and(|(_, it)| it == "js");
        (if is_script { SCRIPT } else { STYLE }, *bytes)
    });
    asset.map(|it| (it.media_type, it.bytes)).or(yasgui)
}

/// The address of a file, which changes with the version of the program.
pub(super) fn href(locale: Locale, name: &str) -> String {
    locale.at(&format!("/asset/{name}?v={}", env!("CARGO_PKG_VERSION")))
}

/// Gives a file; a browser may keep it for an hour.
pub(super) async fn asset(Path(name): Path<String>) -> Response {
    let Some((media_type, bytes)) = find(&name) else {
        return Fault::not_found(format!("there is no file named {name}")).into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=3600"),
        ),
    ];
    (headers, bytes).into_response()
}
