//! The scene of a sentence: where it says that what follows is.

use crate::extract::page::Page;
use crate::extract::sentence::Sentence;
use crate::model::EntityKind;

/// Where a sentence has said before a name that what follows is: 在沈丘，…; 一行来到沈丘，….
pub(super) fn scene(page: &Page<'_>, sentence: &Sentence, name: usize) -> Option<usize> {
    let at = page.names[name].bytes.start;
    let before = sentence.clauses.iter().filter(|it| it.end <= at);
    let mut places = before.filter_map(|clause| {
        let name = page.names_in(clause).next_back()?;
        let place = &page.names[name];
        let been = page.word_ending("locative", place.bytes.start).is_some();
        let last = place.bytes.end == clause.end && place.kind == EntityKind::Place;
        let seat = page.has_word_in("seat", clause); // 总部设在温州
        (been && last && !seat).then_some(name)
    });
    places.next_back()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::on_page;

    #[test]
    fn a_clause_that_only_comes_to_a_place_sets_the_scene() {
        on_page(
            "一行来到沈丘县，观摩了海芷制药项目。",
            |page| {
                let project = page
                    .names
                    .iter()
                    .position(|it| it.kind == EntityKind::Project);
                let found = scene(page, &page.sentences[0], project.unwrap());
                assert_eq!(found.map(|it| page.names[it].name.as_str()), Some("沈丘县"));
            },
        );
    }
}
