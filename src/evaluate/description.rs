//! One line for an entity or a fact in the error lists.

use std::io;

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use crate::evaluate::annotation::Item;
use crate::evaluate::normal::shown;

/// One line that names an entity or says what a fact states.
pub(crate) fn describe(item: &Item) -> String {
    let get = |key: &str| shown(item.get(key));
    if !item.contains_key("kind") {
        return format!("{} {}", get("type"), get("name"));
    }
    match get("kind").as_str() {
        "honor" => format!(
            "honor {} <- {} [{} {}]",
            get("recipient"),
            get("honor"),
            get("status"),
            get("date")
        ),
        "indicator" => format!(
            "indicator {} : {} {} {} {} [{} {}]",
            get("subject"),
            get("indicator"),
            get("comparator"),
            get("value"),
            get("unit"),
            get("change"),
            get("date")
        ),
        kind @ ("located_in" | "industry") => {
            format!("{kind} {} -> {}", get("subject"), get("object"))
        }
        "event" => format!("event {} {} [{}]", get("type"), get("subject"), get("date")),
        _ => spaced_json(item),
    }
}

/// JSON on one line, with a space after each comma and colon.
fn spaced_json(item: &Item) -> String {
    let mut bytes = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut bytes, Spaced);
    if item.serialize(&mut serializer).is_err() {
        return String::new();
    }
    String::from_utf8(bytes).unwrap_or_default()
}

struct Spaced;

impl Formatter for Spaced {
    fn begin_array_value<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        writer.write_all(if first { b"" } else { b", " })
    }

    fn begin_object_key<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        writer.write_all(if first { b"" } else { b", " })
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_kind_has_its_line() {
        let check = |item: serde_json::Value, line: &str| {
            assert_eq!(describe(item.as_object().unwrap()), line);
        };
        check(json!({"type": "Park", "name": "太仓港"}), "Park 太仓港");
        check(
            json!({"kind": "indicator", "subject": "太仓港", "indicator": "面积", "value": 4.3, "unit": "平方公里"}),
            "indicator 太仓港 : 面积 None 4.3 平方公里 [None None]",
        );
        check(
            json!({"kind": "odd", "list": [1, "二"]}),
            r#"{"kind": "odd", "list": [1, "二"]}"#,
        );
    }
}
