//! JSON Lines: each line is a document with its metadata.

use serde_json::Map;
use serde_json::Value;

use crate::model::Document;
use crate::model::Metadata;
use crate::model::PartialDate;
use crate::source::Batch;
use crate::source::Error;
use crate::source::Form;
use crate::source::begins_like_html;
use crate::source::document;
use crate::source::encoding::Decoded;
use crate::source::hash;

/// Reads each line by itself: `text` is needed; `id`, `title`, `url`, `date`, `source`, `publisher` and
/// `views` are taken where they are. A broken line is an error, the others come all the same.
pub(crate) fn documents(identifier: &str, decoded: &Decoded) -> Batch {
    let mut batch = Batch::default();
    for (number, line) in (1..).zip(decoded.text.split('\n')) {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        match entry(&format!("{identifier}:{number}"), line, decoded) {
            Ok(document) => batch.documents.push(document),
            Err(error) => batch.errors.push(error),
        }
    }
    batch
}

/// Whether a text begins with a JSON object.
pub(crate) fn begins_like_json(text: &str) -> bool {
    let line = text.trim_start().lines().next().unwrap_or_default();
    serde_json::from_str::<Map<String, Value>>(line).is_ok()
}

/// The document of one line.
fn entry(place: &str, line: &str, file: &Decoded) -> Result<Document, Error> {
    let mut fields: Map<String, Value> =
        serde_json::from_str(line).map_err(|source| Error::Json {
            place: place.to_owned(),
            source,
        })?;
    let Some(Value::String(text)) = fields.remove("text") else {
        let place = place.to_owned();
        return Err(Error::NoText { place });
    };
    let id = string(&fields, "id").unwrap_or_else(|| place.to_owned());
    let form = if begins_like_html(&text) {
        Form::Html
    } else {
        Form::Text
    };
    let decoded = Decoded {
        text,
        encoding: file.encoding,
        warnings: Vec::new(),
    };
    let document = document(&id, decoded, form);
    Ok(Document {
        hash: hash(line.as_bytes()),
        metadata: metadata(&fields, document.metadata),
        ..document
    })
}

/// What the fields say, before what the page says.
fn metadata(fields: &Map<String, Value>, page: Metadata) -> Metadata {
    let date = string(fields, "date");
    let views = string(fields, "views").and_then(|it| it.trim().parse().ok());
    Metadata {
        title: string(fields, "title").or(page.title),
        issued: date.and_then(|it| when(&it)).or(page.issued),
        source: string(fields, "source").or(page.source),
        publisher: string(fields, "publisher").or(page.publisher),
        url: string(fields, "url").or(page.url),
        views: views.or(page.views),
    }
}

/// A date, or a year by itself.
fn when(text: &str) -> Option<PartialDate> {
    PartialDate::find(text).or_else(|| PartialDate::year(text.trim().parse().ok()?))
}

/// A field that is a string or a number and not empty.
fn string(fields: &Map<String, Value>, name: &str) -> Option<String> {
    match fields.get(name)? {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Batch {
        let decoded = Decoded {
            text: text.to_owned(),
            encoding: "utf-8",
            warnings: Vec::new(),
        };
        documents("a/b.jsonl", &decoded)
    }

    #[test]
    fn fields_become_metadata() {
        let batch = read(
            r#"{"id": 7, "title": "标题", "text": "一\n二", "url": "http://a.cn/", "date": "2022年4月23日", "source": "某报", "views": 12}"#,
        );
        assert!(batch.errors.is_empty());
        let [document] = batch.documents.as_slice() else {
            panic!()
        };
        assert_eq!(document.identifier, "7");
        assert_eq!(document.text.as_str(), "一\n二");
        assert_eq!(document.hash.len(), 64);
        let metadata = &document.metadata;
        assert_eq!(metadata.title.as_deref(), Some("标题"));
        assert_eq!(metadata.issued, PartialDate::day(2022, 4, 23));
        assert_eq!(
            (metadata.source.as_deref(), metadata.views),
            (Some("某报"), Some(12))
        );
    }

    #[test]
    fn a_broken_line_keeps_none_back() {
        let batch = read(
            "{\"text\": \"一\"}\r\n\n{broken\n{\"id\": \"x\"}\n[1]\n{\"id\": \"y\", \"text\": \"二\"}",
        );
        let ids: Vec<&str> = batch
            .documents
            .iter()
            .map(|it| it.identifier.as_str())
            .collect();
        assert_eq!(ids, ["a/b.jsonl:1", "y"]);
        let errors: Vec<String> = batch.errors.iter().map(ToString::to_string).collect();
        assert_eq!(errors.len(), 3);
        assert!(errors[0].starts_with("a/b.jsonl:3: this line is not a JSON object"));
        assert!(errors[1].starts_with("a/b.jsonl:4: the object has no \"text\""));
        assert!(errors[2].starts_with("a/b.jsonl:5: "));
    }

    #[test]
    fn text_may_be_a_page() {
        let batch = read(
            r#"{"id": "h", "text": "<html><title>标题</title><body><p>正文在此。</p></body></html>"}"#,
        );
        assert_eq!(batch.documents[0].text.as_str(), "标题\n正文在此。\n");
    }
}
