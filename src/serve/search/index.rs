//! The index: made from a store, asked with words.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use oxrdf::{NamedNode, NamedOrBlankNode, Term as RdfTerm};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{
    Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::{Index, IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, Term};

use crate::clean::clean;
use crate::model::{ContextText, Span};
use crate::serve::search::token::{folded, query_words, tokenized};
use crate::serve::search::{Error, Found, Hit, SentenceHit};
use crate::store::{Store, TextSearch};
use crate::vocab::{nif, skos};

/// Memory for words that are not yet in the index, in bytes.
const BUFFER: usize = 64 << 20;

/// Where sentences end.
const ENDS: [char; 6] = ['。', '！', '？', '；', '\n', '\t'];

/// Most entities and most sentences that a query gets.
const MOST: usize = 1000;

/// Shortest sentence that is worth finding, in characters.
const SHORTEST: usize = 4;

/// How much better an entity fits whose name is just what was asked for.
const EXACT: f32 = 1000.0;

/// An index of names and sentences.
pub(crate) struct Search {
    reader: IndexReader,
    fields: Fields,
    entries: Entries,
}

/// The fields of the index.
#[derive(Clone, Copy)]
struct Fields {
    /// Position in the list of entities or of sentences.
    number: Field,
    name: Field,
    sentence: Field,
}

/// What the numbers of the index mean.
#[derive(Default)]
struct Entries {
    /// Entities with their names, folded.
    entities: Vec<(NamedNode, BTreeSet<String>)>,
    /// Sentences: the document by its position, and the place in its text.
    sentences: Vec<(usize, Span)>,
    documents: Vec<NamedNode>,
}

impl Search {
    /// Reads a store.
    pub(crate) fn of(store: &Store) -> Result<Self, Error> {
        let (index, fields) = empty();
        // One thread: the order of the index is then that of the IRIs, which decides between equal scores.
        let mut writer: IndexWriter = index.writer_with_num_threads(1, BUFFER)?;
        let mut entries = Entries::default();
        add_names(store, &mut entries, (&writer, fields))?;
        add_sentences(store, &mut entries, (&writer, fields))?;
        writer.commit()?;
        let reader = index.reader_builder();
        Ok(Self {
            reader: reader.reload_policy(ReloadPolicy::Manual).try_into()?,
            fields,
            entries,
        })
    }

    /// The best of what has all words of a text, so many of each kind.
    pub(crate) fn find(&self, text: &str, limit: usize) -> Result<Found, Error> {
        let words = query_words(text);
        if words.is_empty() || limit == 0 {
            return Ok(Found::default());
        }
        let mut entities = self.hits((self.fields.name, &words), limit)?;
        let exact = folded(text.trim());
        for (number, score) in &mut entities {
            let names = self.entries.entities.get(*number);
            if names.is_some_and(|(_, names)| names.contains(&exact)) {
                *score += EXACT;
            }
        }
        let entities = entities.into_iter().filter_map(|(number, score)| {
            let (iri, _) = self.entries.entities.get(number)?;
            let iri = iri.clone();
            Some(Hit { iri, score })
        });
        let mut entities: Vec<Hit> = entities.collect();
        entities.sort_by(|one, other| {
            let best_first = other.score.total_cmp(&one.score);
            best_first.then_with(|| one.iri.cmp(&other.iri))
        });
        let sentences = self.hits((self.fields.sentence, &words), limit)?;
        let sentences = sentences.into_iter();
        Ok(Found {
            entities,
            sentences: sentences.filter_map(|it| self.sentence(it)).collect(),
        })
    }

    /// The sentence of this number.
    fn sentence(&self, (number, score): (usize, f32)) -> Option<SentenceHit> {
        let (document, span) = self.entries.sentences.get(number)?;
        Some(SentenceHit {
            document: self.entries.documents.get(*document)?.clone(),
            span: *span,
            score,
        })
    }

    /// The numbers of the best entries that have all words in a field, with their scores.
    fn hits(
        &self,
        (field, words): (Field, &[String]),
        limit: usize,
    ) -> Result<Vec<(usize, f32)>, Error> {
        let parts = words.iter().map(|word| {
            let term = Term::from_field_text(field, word);
            let query: Box<dyn Query> =
                Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs));
            (Occur::Must, query)
        });
        let query = BooleanQuery::new(parts.collect());
        let searcher = self.reader.searcher();
        let best = searcher.search(&query, &TopDocs::with_limit(limit).order_by_score())?;
        let mut hits = Vec::with_capacity(best.len());
        for (score, address) in best {
            let entry: TantivyDocument = searcher.doc(address)?;
            let number = entry.get_first(self.fields.number);
            let number = number.and_then(|it| it.as_u64()).unwrap_or_default();
            hits.push((usize::try_from(number).unwrap_or(usize::MAX), score));
        }
        hits.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        Ok(hits)
    }
}

impl fmt::Debug for Search {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Search").finish_non_exhaustive()
    }
}

impl TextSearch for Search {
    /// Entities before documents; a document has the score of its best sentence.
    fn search(&self, words: &str) -> Result<Vec<(NamedNode, f32)>, String> {
        let found = self.find(words, MOST).map_err(|it| it.to_string())?;
        let entities = found.entities.into_iter().map(|it| (it.iri, it.score));
        let documents = found.sentences.into_iter();
        let documents = documents.map(|it| (it.document, it.score));
        let mut seen = BTreeSet::new();
        let all = entities.chain(documents);
        Ok(all.filter(|(iri, _)| seen.insert(iri.clone())).collect())
    }
}

/// An empty index in memory.
fn empty() -> (Index, Fields) {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_index_option(IndexRecordOption::WithFreqs)
        .set_fieldnorms(true);
    let text = TextOptions::default().set_indexing_options(indexing);
    let fields = Fields {
        number: schema.add_u64_field("number", NumericOptions::default().set_stored()),
        name: schema.add_text_field("name", text.clone()),
        sentence: schema.add_text_field("sentence", text),
    };
    (Index::create_in_ram(schema.build()), fields)
}

/// Adds all that has a name.
fn add_names(
    store: &Store,
    entries: &mut Entries,
    (writer, fields): (&IndexWriter, Fields),
) -> Result<(), Error> {
    let mut names: BTreeMap<NamedNode, BTreeSet<String>> = BTreeMap::new();
    for property in [skos::PREF_LABEL, skos::ALT_LABEL] {
        for quad in store.quads_saying(property) {
            let quad = quad?;
            if let (NamedOrBlankNode::NamedNode(node), RdfTerm::Literal(name)) =
                (quad.subject, quad.object)
            {
                let name = folded(name.value());
                names.entry(node).or_default().insert(name);
            }
        }
    }
    for (number, (node, names)) in (0_u64..).zip(names) {
        let mut entry = TantivyDocument::default();
        entry.add_u64(fields.number, number);
        for name in &names {
            entry.add_pre_tokenized_text(fields.name, tokenized(name));
        }
        writer.add_document(entry)?;
        entries.entities.push((node, names));
    }
    Ok(())
}

/// Adds the sentences of all documents.
fn add_sentences(
    store: &Store,
    entries: &mut Entries,
    (writer, fields): (&IndexWriter, Fields),
) -> Result<(), Error> {
    let mut documents = BTreeSet::new();
    for quad in store.quads_saying(nif::IS_STRING) {
        if let NamedOrBlankNode::NamedNode(document) = quad?.subject {
            documents.insert(document);
        }
    }
    for document in documents {
        let text = store.quads_with(&document, nif::IS_STRING).next();
        let Some(RdfTerm::Literal(text)) = text.transpose()?.map(|it| it.object) else {
            continue;
        };
        for (span, sentence) in sentences(text.value()) {
            let number = u64::try_from(entries.sentences.len()).unwrap_or(u64::MAX);
            let mut entry = TantivyDocument::default();
            entry.add_u64(fields.number, number);
            entry.add_pre_tokenized_text(fields.sentence, tokenized(&sentence));
            writer.add_document(entry)?;
            entries.sentences.push((entries.documents.len(), span));
        }
        entries.documents.push(document);
    }
    Ok(())
}

/// The sentences of a text, cleaned, with their places in the text as it was.
fn sentences(text: &str) -> Vec<(Span, String)> {
    let clean = clean(&ContextText::new(text.to_owned()));
    let mut sentences = Vec::new();
    let mut start = 0;
    for sentence in clean.text().split_inclusive(ENDS) {
        let end = start + sentence.len();
        if sentence.chars().count() >= SHORTEST {
            let kept = start..start + sentence.trim_end().len();
            sentences.push((clean.span(kept), sentence.to_owned()));
        }
        start = end;
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    const DATA: &str = r#"
        PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        <urn:b> skos:prefLabel "张家港经开区"@zh-hans ; skos:altLabel "張家港經開區"@zh-hant .
        <urn:a> skos:prefLabel "张家港经开区企业"@zh-hans .
        <urn:c> skos:prefLabel "采埃孚"@zh-hans ; skos:altLabel "ZF"@en .
        <urn:d> skos:prefLabel "同名园"@zh-hans . <urn:e> skos:prefLabel "同名园"@zh-hans .
        <urn:doc> nif:isString "2022年，張(zhāng)家港獲評。采埃孚在張家港投產！" ."#;

    fn search() -> Search {
        let store = Store::memory().unwrap();
        store
            .load(&NamedNode::new_unchecked("urn:g"), DATA)
            .unwrap();
        Search::of(&store).unwrap()
    }

    fn names(text: &str) -> Vec<String> {
        let found = search().find(text, 10).unwrap().entities;
        found.into_iter().map(|it| it.iri.into_string()).collect()
    }

    #[test]
    fn names_are_found_in_both_scripts_the_exact_one_first() {
        assert_eq!(names("張家港經開區"), ["urn:b", "urn:a"]);
        assert_eq!(names("企业 张家港"), ["urn:a"]);
        assert_eq!(names("zf"), ["urn:c"]);
        assert_eq!(names("采埃"), ["urn:c"]);
        assert!(names("南京").is_empty() && names("！").is_empty());
    }

    #[test]
    fn equal_scores_stand_in_the_order_of_their_iris() {
        assert_eq!(names("同名园"), ["urn:d", "urn:e"]);
    }

    #[test]
    fn sentences_are_found_through_their_damage() {
        let found = search().find("张家港", 10).unwrap().sentences;
        let spans: Vec<Span> = found.iter().map(|it| it.span).collect();
        assert!(spans.contains(&Span::new(0, 19)), "{spans:?}");
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].document.as_str(), "urn:doc");
    }
}
