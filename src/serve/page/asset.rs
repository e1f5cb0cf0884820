//! Style, script and whatever else pages load, all built in.

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::serve::fault::Fault;

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
        media_type: "text/css; charset=utf-8",
        bytes: include_bytes!("../../../data/page/style.css"),
    },
    Asset {
        name: "page.js",
        media_type: "text/javascript; charset=utf-8",
        bytes: include_bytes!("../../../data/page/page.js"),
    },
    Asset {
        name: "icon.svg",
        media_type: "image/svg+xml",
        bytes: include_bytes!("../../../data/page/icon.svg"),
    },
];

/// The address of a file, which changes with the version of the program.
pub(super) fn href(name: &str) -> String {
    format!("/asset/{name}?v={}", env!("CARGO_PKG_VERSION"))
}

/// Gives a file; a browser may keep it for an hour.
pub(super) async fn asset(Path(name): Path<String>) -> Response {
    let Some(asset) = ASSETS.iter().find(|it| it.name == name) else {
        return Fault::not_found(format!("there is no file named {name}")).into_response();
    };
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static(asset.media_type),
        ),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=3600"),
        ),
    ];
    (headers, asset.bytes).into_response()
}
