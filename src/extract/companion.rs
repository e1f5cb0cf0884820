//! Works lie where their company does, and a company where its works do, if a clause says of one of them where it lies.

use std::collections::BTreeMap;

use crate::extract::modality::clause_of;
use crate::extract::page::Page;
use crate::model::{EntityKind, Fact, MentionId, Modality, Statement};

/// The parks in which clauses say that companies and works lie.
pub(super) struct Companions<'p> {
    /// By the name of a company or project: the park, and which mention of the name the clause has.
    parks: BTreeMap<&'p str, (usize, usize)>,
}

impl<'p> Companions<'p> {
    /// Collects what the facts of a page say.
    pub(super) fn new(page: &'p Page<'_>, facts: &[Fact<MentionId>]) -> Self {
        let mut parks = BTreeMap::new();
        for fact in facts {
            let Statement::Location { subject, object } = fact.statement else {
                continue;
            };
            let (subject, object) = (subject.0, object.0);
            let placed = can_be_placed(page, subject) && page.is_kind(object, EntityKind::Park);
            if placed && fact.evidence.modality != Modality::Negated {
                let name = page.names[subject].name.as_str();
                parks.entry(name).or_insert((object, subject));
            }
        }
        Self { parks }
    }

    /// The park of the company of some works, or of the works of a company.
    pub(super) fn park_of(&self, page: &Page<'_>, name: usize) -> Option<usize> {
        if self.parks.is_empty() {
            return None;
        }
        match page.names[name].kind {
            EntityKind::Project => self.of_owner(page, name),
            EntityKind::Company => self.of_works(page, name),
            _ => None,
        }
    }

    /// 甲公司落户某园, …|甲公司二期项目; 位于某园的|甲公司，其|二期项目: where the company lies that the name of works begins with,
    /// or that its sentence has spoken of last.
    fn of_owner(&self, page: &Page<'_>, works: usize) -> Option<usize> {
        let name = page.names[works].name.as_str();
        let ends = name.char_indices().map(|it| it.0).rev();
        let mut prefixes = ends.filter_map(|it| name.get(..it));
        let own = prefixes.find_map(|it| self.parks.get(it));
        own.map(|it| it.0)
            .or_else(|| self.of_company_before(page, works))
    }

    fn of_company_before(&self, page: &Page<'_>, works: usize) -> Option<usize> {
        let start = page.names[works].bytes.start;
        let sentence = &page.sentences[page.sentence_at(start)?];
        let before = sentence.bytes.start..start;
        let mut names = page.names_in(&before).rev();
        let last = names.find(|&it| page.is_kind(it, EntityKind::Company))?;
        let (park, told) = self.parks.get(page.names[last].name.as_str())?;
        // Told in this sentence, and not in the clause of the works, which says for itself where they lie.
        let here = sentence.bytes.contains(&page.names[*told].bytes.start);
        let clause = clause_of(sentence, start);
        let mut named = page.names_in(&(clause.start..start));
        let placed = named.any(|it| page.is_kind(it, EntityKind::Park));
        let gone_on = page.slice(page.names[last].bytes.end..start).contains('；');
        let own = !gone_on || page.word_at("its_own", clause.start).is_some();
        (here && own && !placed).then_some(*park)
    }

    /// 甲公司二期项目|落户某园: where the works lie whose name begins with that of a company.
    fn of_works(&self, page: &Page<'_>, company: usize) -> Option<usize> {
        let name = page.names[company].name.as_str();
        let (works, (park, _)) = self.parks.range(name..).find(|it| *it.0 != name)?;
        works.starts_with(name).then_some(*park)
    }
}

/// Whether something is a company or works, which lie in parks.
fn can_be_placed(page: &Page<'_>, name: usize) -> bool {
    matches!(
        page.names[name].kind,
        EntityKind::Company | EntityKind::Project
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;
    use crate::model::{Evidence, RuleId};

    /// The park of the last name, where the first name is said to lie in the first park.
    fn park_of_last(text: &str) -> Option<String> {
        let mut found = None;
        on_page(text, |page| {
            let park = page.names.iter().position(|it| it.kind == EntityKind::Park);
            let placed = (0..page.names.len()).find(|&it| can_be_placed(page, it));
            let fact = Fact {
                statement: Statement::Location {
                    subject: MentionId(placed.unwrap()),
                    object: MentionId(park.unwrap()),
                },
                evidence: Evidence {
                    spans: Vec::new(),
                    rule: RuleId::new("location/lies in"),
                    confidence: 0.9,
                    modality: Modality::Actual,
                },
            };
            let companions = Companions::new(page, &[fact]);
            let park = companions.park_of(page, page.names.len() - 1);
            found = park.map(|it| page.names[it].name.clone());
        });
        found
    }

    #[test]
    fn works_lie_where_their_company_does() {
        let found = park_of_last("位于沙洲湖科创园的宁德时代，其动力电池项目开工。");
        assert_eq!(found.as_deref(), Some("沙洲湖科创园"));
        let found = park_of_last("位于沙洲湖科创园的宁德时代很忙。动力电池项目开工。");
        assert_eq!(found, None);
    }
}
