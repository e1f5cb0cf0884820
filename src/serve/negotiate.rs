//! Content negotiation: what a client would like best of what there is (RFC 9110, section 12.5).

/// A media range of an `Accept` header.
#[derive(Clone, Debug, PartialEq)]
struct Range {
    /// `text`, or `*`.
    class: String,
    /// `turtle`, or `*`.
    subclass: String,
    /// Weight in thousandths.
    weight: u16,
}

impl Range {
    /// A part of an `Accept` header; none where it is malformed.
    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(';').map(str::trim);
        let name = parts.next()?.to_ascii_lowercase();
        let (class, subclass) = match name.as_str() {
            // What some old clients send for everything.
            "*" => ("*", "*"),
            name => name.split_once('/')?,
        };
        if class.is_empty() || subclass.is_empty() {
            return None;
        }
        let mut weights = parts.filter_map(|it| it.split_once('='));
        let weight = weights.find(|(name, _)| name.trim().eq_ignore_ascii_case("q"));
        Some(Self {
            class: class.to_owned(),
            subclass: subclass.to_owned(),
            weight: weight.map_or(Some(1000), |(_, it)| thousandths(it.trim()))?,
        })
    }

    /// How closely the range describes a media type, 1 to 3; none where it does not.
    fn closeness(&self, class: &str, subclass: &str) -> Option<u8> {
        match (self.class.as_str(), self.subclass.as_str()) {
            ("*", "*") => Some(1),
            (it, "*") if it == class => Some(2),
            (one, other) if one == class && other == subclass => Some(3),
            _ => None,
        }
    }
}

/// A weight from 0 to 1 in thousandths.
fn thousandths(text: &str) -> Option<u16> {
    let weight: f64 = text.parse().ok()?;
    if !(0.0..=1.0).contains(&weight) {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 1000"
    )]
    Some((weight * 1000.0).round() as u16)
}

/// The offer that the client would like best; among those it likes alike, the first. Without a header, the first.
///
/// An offer is a value and the media types under which clients ask for it.
pub(crate) fn choose<T: Copy>(accept: Option<&str>, offers: &[(T, &[&str])]) -> Option<T> {
    let accept = accept.map(str::trim).filter(|it| !it.is_empty());
    let Some(accept) = accept else {
        return offers.first().map(|(offer, _)| *offer);
    };
    let ranges: Vec<Range> = accept.split(',').filter_map(Range::parse).collect();
    let mut best: Option<(u16, T)> = None;
    for (offer, names) in offers {
        let weights = names.iter().map(|name| weight(&ranges, name));
        let weight = weights.max().unwrap_or(0);
        if weight > best.map_or(0, |(weight, _)| weight) {
            best = Some((weight, *offer));
        }
    }
    best.map(|(_, offer)| offer)
}

/// The weight of a media type: that of the range that describes it most closely.
fn weight(ranges: &[Range], media_type: &str) -> u16 {
    let Some((class, subclass)) = media_type.split_once('/') else {
        return 0;
    };
    let fitting = ranges
        .iter()
        .filter_map(|it| Some((it.closeness(class, subclass)?, it.weight)));
    fitting.max().map_or(0, |(_, weight)| weight)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFERS: &[(u8, &[&str])] = &[
        (1, &["application/sparql-results+json", "application/json"]),
        (2, &["application/sparql-results+xml", "application/xml"]),
        (3, &["text/csv"]),
    ];

    #[test]
    fn the_heaviest_wins_and_among_equals_the_first() {
        for (accept, chosen) in [
            ("*/*", Some(1)),
            ("text/*", Some(3)),
            ("text/csv;q=0.5, application/json;q=0.4", Some(3)),
            ("application/xml, text/csv", Some(2)),
            ("*/*;q=0.1, text/csv", Some(3)),
            ("TEXT/CSV", Some(3)),
            ("text/html", None),
            ("text/csv;q=0", None),
            (
                "*/*, application/json;q=0, application/sparql-results+json;q=0",
                Some(2),
            ),
            ("text/csv;header=absent;q=0.3", Some(3)),
            ("nonsense", None),
            ("text/csv;q=2", None),
            ("text/html, image/gif, *; q=.2", Some(1)),
        ] {
            assert_eq!(choose(Some(accept), OFFERS), chosen, "{accept}");
        }
    }

    #[test]
    fn who_does_not_ask_gets_the_first() {
        assert_eq!(choose(None, OFFERS), Some(1));
        assert_eq!(choose(Some(" "), OFFERS), Some(1));
    }
}
