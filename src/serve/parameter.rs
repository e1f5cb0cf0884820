//! Parameters of a request: those of its URL, and those of a form in its body.

use percent_encoding::percent_decode;

use crate::serve::fault::Fault;

/// Names and values, in the order in which they were given. Names that nobody asks for do no harm.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// Parses `name=value&name=value`; what is not UTF-8 is the client's mistake.
    pub(crate) fn parse(text: &[u8]) -> Result<Self, Fault> {
        let parts = text.split(|it| *it == b'&').filter(|it| !it.is_empty());
        let parameters = parts.map(|part| {
            let mut halves = part.splitn(2, |it| *it == b'=');
            let name = decode(halves.next().unwrap_or_default())?;
            let value = decode(halves.next().unwrap_or_default())?;
            Ok((name, value))
        });
        parameters.collect::<Result<_, _>>().map(Self)
    }

    /// Adds those of another place.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The only value of a name; two values are the client's mistake.
    pub(crate) fn one(&self, name: &str) -> Result<Option<&str>, Fault> {
        let mut values = self.all(name);
        match (values.next(), values.next()) {
            (value, None) => Ok(value),
            _ => Err(Fault::bad_request(format!(
                "the parameter {name:?} is given twice; give it once"
            ))),
        }
    }

    /// All values of a name.
    pub(crate) fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        let named = self.0.iter().filter(move |(it, _)| it == name);
        named.map(|(_, value)| value.as_str())
    }

    /// All names with their values.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let pairs = self.0.iter();
        pairs.map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether a name is given, with or without a value.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(it, _)| it == name)
    }
}

/// Percent-encoded bytes, `+` for a space, as text.
fn decode(bytes: &[u8]) -> Result<String, Fault> {
    let spaced: Vec<u8> = bytes
        .iter()
        .map(|it| if *it == b'+' { b' ' } else { *it })
        .collect();
    let decoded = percent_decode(&spaced).decode_utf8();
    decoded.map(Into::into).map_err(|_| {
        Fault::bad_request("the parameters are not UTF-8; encode them as UTF-8 and then by percent")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_decoded() {
        let parameters = Parameters::parse("a=1+2%2B&b&a=%E5%9B%AD区&=x&&c==".as_bytes()).unwrap();
        assert_eq!(parameters.all("a").collect::<Vec<_>>(), ["1 2+", "园区"]);
        assert_eq!(parameters.one("b"), Ok(Some("")));
        assert_eq!(parameters.one("c"), Ok(Some("=")));
        assert_eq!(parameters.one("d"), Ok(None));
        assert!(parameters.one("a").is_err() && parameters.has("b"));
    }

    #[test]
    fn what_is_not_utf_8_is_refused() {
        assert!(Parameters::parse(b"query=%B0%A1").is_err());
        assert!(Parameters::parse(b"query=%").is_ok());
    }
}
