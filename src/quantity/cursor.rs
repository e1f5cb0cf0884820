//! Looking around a byte offset of a text without ever cutting a character: every reader of this stage goes through here.

/// What follows `at`; empty where `at` is no character boundary.
pub(super) fn rest(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

/// What precedes `at`; empty where `at` is no character boundary.
pub(super) fn head(text: &str, at: usize) -> &str {
    text.get(..at).unwrap_or_default()
}

/// The character that begins at `at`.
pub(super) fn next(text: &str, at: usize) -> Option<char> {
    rest(text, at).chars().next()
}

/// The character that ends at `at`.
pub(super) fn previous(text: &str, at: usize) -> Option<char> {
    head(text, at).chars().next_back()
}

/// The offset behind the character that begins at `at`.
pub(super) fn step(text: &str, at: usize) -> usize {
    at + next(text, at).map_or(1, char::len_utf8)
}

/// Past one blank, as Western typesetting puts between a number and its unit.
pub(super) fn skip_blank(text: &str, at: usize) -> usize {
    at + usize::from(rest(text, at).starts_with(' '))
}

/// Back over one blank.
pub(super) fn back_blank(text: &str, at: usize) -> usize {
    at - usize::from(head(text, at).ends_with(' '))
}

/// Whether a clause may end at `at`: the text ends there or goes on with something that is no letter or digit.
pub(super) fn is_edge(text: &str, at: usize) -> bool {
    !next(text, at).is_some_and(char::is_alphanumeric)
}

/// The offset behind the run of ASCII letters, digits and the signs that join them in codes, addresses and versions.
pub(super) fn code_end(text: &str, at: usize) -> usize {
    let run = rest(text, at);
    let length = run.bytes().take_while(u8::is_ascii_alphanumeric).count();
    at + length
}

/// Whether the digits at `at` go on a code, an address, a time or a ratio.
pub(super) fn is_in_code(text: &str, at: usize) -> bool {
    let mut before = head(text, at).chars().rev();
    let Some(sign) = before.next() else {
        return false;
    };
    let joined = before.next().is_some_and(|it| it.is_ascii_alphanumeric());
    match sign {
        '_' | '@' | '#' | '=' | '&' => true,
        '.' | '/' | ':' | '：' | '*' | '×' | '-' | '–' | '—' | '~' | '·' | ',' => joined,
        it => it.is_ascii_alphanumeric(),
    }
}
