//! Bytes become text: UTF-8, UTF-16, GB18030, Big5 and what else a page may be written in.

use chardetng::EncodingDetector;
use chardetng::Iso2022JpDetection;
use chardetng::Utf8Detection;
use encoding_rs::BIG5;
use encoding_rs::Encoding;
use encoding_rs::GB18030;
use encoding_rs::GBK;
use encoding_rs::UTF_8;
use encoding_rs::UTF_16BE;
use encoding_rs::UTF_16LE;

/// Bytes that are looked at to guess; a page declares itself in fewer.
const SAMPLE: usize = 1 << 20;
/// Where a page declares its encoding.
const PRESCAN: usize = 2048;
/// Files that begin like this are not text.
const SIGNATURES: [(&[u8], &str); 11] = [
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an Office file"),
    (b"\xD0\xCF\x11\xE0", "an old Office file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1F\x8B", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xBC\xAF", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3", "a database"),
];

/// Decoded bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    /// Name of the encoding, in lower case.
    pub(crate) encoding: &'static str,
    pub(crate) warnings: Vec<String>,
}

/// Decodes bytes in the encoding that they declare or most likely have. Binary data gives its kind.
pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded, &'static str> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return Ok(decode_as(encoding, bytes.get(length..).unwrap_or_default()));
    }
    if let Some(kind) = signature(bytes) {
        return Err(kind);
    }
    if let Some(encoding) = declared(bytes)
        && !encoding.decode_without_bom_handling(bytes).1
    {
        return Ok(decode_as(encoding, bytes));
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.contains('\0')
    {
        return Ok(decode_as(UTF_8, bytes));
    }
    if let Some(encoding) = wide(bytes) {
        return Ok(decode_as(encoding, bytes));
    }
    if is_binary(bytes) {
        return Err("a binary file");
    }
    Ok(decode_as(guess(bytes), bytes))
}

/// The text of bytes in the encoding that they declare or most likely have; for binary data its kind.
pub fn decode_text(bytes: &[u8]) -> Result<String, &'static str> {
    decode(bytes).map(|it| it.text)
}

/// The text of bytes in an encoding that is known by its label (`gb18030`); what is wrong if it is none or the bytes are not in it.
pub fn decode_labelled(bytes: &[u8], label: &str) -> Result<String, String> {
    let encoding = Encoding::for_label(label.as_bytes());
    let encoding = encoding.ok_or_else(|| format!("{label:?} is no encoding"))?;
    let bytes = match Encoding::for_bom(bytes) {
        Some((marked, length)) if marked == encoding => bytes.get(length..).unwrap_or_default(),
        _ => bytes,
    };
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    if broken {
        return Err(format!("the file is not in the encoding {label}"));
    }
    Ok(text.into_owned())
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    // GB18030 holds all of GBK, and pages declare the one and mean the other.
    let encoding = if encoding == GBK { GB18030 } else { encoding };
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let name = encoding.name();
    let mut warnings = Vec::new();
    if broken {
        let count = text.matches(char::REPLACEMENT_CHARACTER).count();
        warnings.push(format!("{count} places could not be decoded as {name}"));
    }
    Decoded {
        text: text.into_owned(),
        encoding: lower_name(encoding),
        warnings,
    }
}

fn lower_name(encoding: &'static Encoding) -> &'static str {
    match encoding.name() {
        "UTF-8" => "utf-8",
        "UTF-16LE" => "utf-16le",
        "UTF-16BE" => "utf-16be",
        "Big5" => "big5",
        other => other,
    }
}

fn signature(bytes: &[u8]) -> Option<&'static str> {
    let mut signatures = SIGNATURES.iter();
    signatures
        .find(|(start, _)| bytes.starts_with(start))
        .map(|(_, kind)| *kind)
}

/// The encoding that a page declares in its head (`<meta charset>`).
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..PRESCAN.min(bytes.len()))?;
    if !head.contains(&b'<') {
        return None;
    }
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let meta = head.split("<meta").skip(1);
    meta.filter_map(|tag| tag.split('>').next()?.split_once("charset="))
        .find_map(|(_, value)| {
            let value = value.trim_start_matches(['"', '\'', ' ']);
            let label = value.split(['"', '\'', ' ', ';', '/']).next()?;
            Encoding::for_label_no_replacement(label.as_bytes())
        })
        .filter(|it| *it != UTF_16LE && *it != UTF_16BE)
}

/// UTF-16 without a mark: the byte order in which nearly all of it is Chinese or ASCII.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(SAMPLE) / 2 * 2)?;
    if bytes.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    [UTF_16LE, UTF_16BE].into_iter().find(|encoding| {
        let (text, broken) = encoding.decode_without_bom_handling(sample);
        let likely = text.chars().filter(|&it| is_likely(it)).count();
        let ascii = text.chars().filter(char::is_ascii).count();
        !broken && ascii > 0 && likely * 20 >= text.chars().count() * 19
    })
}

/// Whether a character is usual in Chinese pages.
fn is_likely(char: char) -> bool {
    matches!(char,
        '\t' | '\n' | '\r' | ' '..='~' | '\u{4E00}'..='\u{9FFF}' | '\u{3000}'..='\u{303F}'
        | '\u{FF00}'..='\u{FFEF}' | '\u{2010}'..='\u{2026}')
}

/// Whether there are more control characters than a damaged text would have.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = bytes.get(..bytes.len().min(SAMPLE)).unwrap_or_default();
    let control =
        |it: &&u8| **it < 0x20 && !matches!(**it, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1B);
    let controls = sample.iter().filter(control).count();
    sample.contains(&0) || controls * 20 > sample.len()
}

/// The most likely encoding of bytes that are not clean UTF-8.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let sample = bytes.get(..bytes.len().min(SAMPLE)).unwrap_or_default();
    if is_mostly_utf8(sample) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guess = detector.guess(Some(b"cn"), Utf8Detection::Deny);
    let (simplified, traditional) = (usual(sample, GB18030), usual(sample, BIG5));
    let best = if traditional > simplified {
        BIG5
    } else {
        GB18030
    };
    let high = sample.iter().filter(|it| !it.is_ascii()).count();
    // Damaged Chinese may look like anything; enough pairs of usual characters decide.
    if guess == GBK || guess == BIG5 || simplified.max(traditional) * 3 > high {
        best
    } else {
        guess
    }
}

/// How many byte pairs are marks or everyday characters of an encoding: both put these first.
fn usual(bytes: &[u8], encoding: &'static Encoding) -> usize {
    let mut count = 0;
    let mut rest = bytes;
    while let Some((&lead, after)) = rest.split_first() {
        rest = after;
        if lead < 0x81 {
            continue;
        }
        let Some((&trail, after)) = after.split_first() else {
            break;
        };
        rest = after;
        let (everyday, low) = if encoding == BIG5 {
            (0xA4..=0xC6, (0x40..=0x7E).contains(&trail))
        } else {
            (0xB0..=0xD7, false)
        };
        let marks = (0xA1..=0xA3).contains(&lead);
        count += usize::from((marks || everyday.contains(&lead)) && (low || trail >= 0xA1));
    }
    count
}

/// Whether bytes are UTF-8 with a few broken places.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let mut good = 0;
    let mut broken = 0;
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|it| !it.is_ascii()).count();
        broken += chunk.invalid().len();
    }
    good > broken * 4
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "张家港经济技术开发区位于江苏省，2022年实现产值120亿元，同比增长8%。\n";
    const TRADITIONAL: &str =
        "張家港經濟技術開發區位於江蘇省，2022年實現產值120億元，同比增長8%。\n";

    fn check(bytes: &[u8], encoding: &str, text: &str) {
        let decoded = decode(bytes).unwrap();
        assert_eq!((decoded.encoding, decoded.text.as_str()), (encoding, text));
        assert!(decoded.warnings.is_empty(), "{:?}", decoded.warnings);
    }

    fn wide_bytes(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn every_encoding_is_recognised() {
        check(TEXT.as_bytes(), "utf-8", TEXT);
        check(format!("\u{FEFF}{TEXT}").as_bytes(), "utf-8", TEXT);
        check(&wide_bytes(TEXT, u16::to_le_bytes), "utf-16le", TEXT);
        check(&wide_bytes(TEXT, u16::to_be_bytes), "utf-16be", TEXT);
        let marked = format!("\u{FEFF}{TEXT}");
        check(&wide_bytes(&marked, u16::to_le_bytes), "utf-16le", TEXT);
        check(&wide_bytes(&marked, u16::to_be_bytes), "utf-16be", TEXT);
        check(&GB18030.encode(TEXT).0, "gb18030", TEXT);
        check(&BIG5.encode(TRADITIONAL).0, "big5", TRADITIONAL);
        check(b"", "utf-8", "");
    }

    #[test]
    fn a_page_says_what_it_is_written_in() {
        let page = format!("<html><head><meta charset=\"gb2312\"></head>{TEXT}");
        check(&GB18030.encode(&page).0, "gb18030", &page);
        let page = format!(
            "<META http-equiv=Content-Type content='text/html; charset=big5'>{TRADITIONAL}"
        );
        check(&BIG5.encode(&page).0, "big5", &page);
        // The declaration is wrong as often as not.
        let page = format!("<meta charset=gbk>{TEXT}园");
        check(page.as_bytes(), "utf-8", &page);
    }

    #[test]
    fn broken_places_are_marked_and_counted() {
        let mut bytes = TEXT.repeat(3).into_bytes();
        bytes.insert(9, 0xFF);
        let decoded = decode(&bytes).unwrap();
        assert_eq!(decoded.encoding, "utf-8");
        assert_eq!(decoded.warnings, ["1 places could not be decoded as UTF-8"]);
        assert!(decoded.text.starts_with("张家港\u{FFFD}"));
        let mut bytes = GB18030.encode(&TEXT.repeat(3)).0.into_owned();
        bytes.insert(6, 0xFF);
        assert_eq!(decode(&bytes).unwrap().encoding, "gb18030");
    }

    #[test]
    fn binary_files_are_named() {
        assert_eq!(decode(b"%PDF-1.4 ..."), Err("a PDF file"));
        assert_eq!(decode(b"\0\x01\x02\x03\0\0\xFFabc"), Err("a binary file"));
        let noise: Vec<u8> = (0..5000u32).map(|it| (it * 7919 % 251) as u8).collect();
        assert_eq!(decode(&noise), Err("a binary file"));
    }
}
