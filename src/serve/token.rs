//! Who may write: those who know the token.

use axum::http::{HeaderMap, StatusCode, header};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::serve::app::App;
use crate::serve::fault::Fault;

/// Lets a request change the store only where the server allows it and the request has its token. The comparison takes
/// the same time wherever the tokens differ.
pub(crate) fn check(app: &App, headers: &HeaderMap) -> Result<(), Fault> {
    let Some(token) = &app.settings().token else {
        return Err(Fault::new(
            StatusCode::FORBIDDEN,
            "this server only reads; start it with --write and a token to change its store",
        ));
    };
    let given = given(headers).unwrap_or_default();
    let (given, token) = (Sha256::digest(given), Sha256::digest(token));
    if bool::from(given.as_slice().ct_eq(token.as_slice())) {
        return Ok(());
    }
    Err(Fault::new(
        StatusCode::UNAUTHORIZED,
        "give the server's token: Authorization: Bearer TOKEN",
    ))
}

/// The token of a request.
fn given(headers: &HeaderMap) -> Option<&[u8]> {
    let value = headers.get(header::AUTHORIZATION)?.as_bytes();
    let (scheme, token) = value.split_at_checked(7)?;
    scheme
        .eq_ignore_ascii_case(b"bearer ")
        .then(|| token.trim_ascii())
}
