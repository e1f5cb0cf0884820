//! What the text states: clean text becomes mentions and facts.

mod actor;
mod again;
mod address;
mod agency;
mod announced;
mod around;
mod award_list;
mod bare_name;
mod base;
mod behind;
mod beside_match;
mod boundary;
mod bracket_pair;
mod bracketed;
mod caption;
mod branch;
mod carried;
mod cell;
mod change;
mod clause_before;
mod coined;
mod companion;
mod common_brand;
mod company;
mod company_cell;
mod company_list;
mod company_start;
mod conferral;
mod confidence;
mod container;
mod content;
mod context;
mod counted;
mod counted_list;
mod decree;
mod division;
mod draft;
mod elsewhere;
mod evaluated;
mod event;
mod event_date;
mod evidence;
mod example;
mod figure;
mod file_number;
mod first_word;
mod former_latter;
mod frame;
mod framed;
mod free_standing;
mod gathered;
mod given_up;
mod graded;
mod head;
mod header;
mod headed;
mod headless;
mod honor;
mod honor_list;
mod implied;
mod industry;
mod industry_heading;
mod indicator;
mod introduced;
mod item;
mod label;
mod landmark;
mod lasting;
mod leading;
mod legal_name;
mod legal_short;
mod level_body;
mod list_gap;
mod listed_park;
mod listed_works;
mod many_zones;
mod matcher;
mod modality;
mod mother;
mod name;
mod name_like;
mod named_after;
mod observation;
mod occurrence;
mod one_of_many;
mod outsider;
mod own_park;
mod owned_item;
mod owner;
mod owner_pair;
mod page;
mod pair;
mod park_entry;
mod park_start;
mod parted;
mod period;
mod phase_project;
mod phrase;
mod placing;
mod pointed_company;
mod pointed_work;
mod pointer;
mod predecessor;
mod product_column;
mod project;
mod project_item;
mod project_list;
mod project_start;
mod quotation;
mod reach;
mod remarked;
mod repeated;
mod respectively;
mod returned;
mod roster;
mod ruled;
mod said_here;
mod scene;
mod section;
mod sector_list;
mod segment;
mod sentence;
mod shared_head;
mod short_park;
mod sided_part;
mod signing;
mod signs;
mod speaker;
mod stage;
mod stem;
mod step;
mod story;
mod stranger;
mod subject;
mod table;
mod taken_up;
mod title;
mod title_list;
mod told_facility;
mod told_last;
mod told_park;
mod told_period;
mod told_project;
mod told_title;
mod topic;
mod town;
mod unread;
mod walk;
mod walk_start;
mod when;
mod whole_place;
mod works;

pub use example::{FailedExample, failed_examples};
pub use segment::prepare;

use crate::clean::{BlockKind, CleanText, Layout};
use crate::extract::context::ShortForm;
use crate::extract::page::{Name, Page};
use crate::extract::subject::Subjecting;
use crate::lexicon::Lexicon;
use crate::model::{Around, EntityKind, Extraction, Fact, Mention, MentionId};

/// Reads mentions and facts out of a clean text. Bad text gives less, never an error.
pub fn extract(lexicon: &Lexicon, clean: &CleanText, layout: &Layout) -> Extraction {
    let mut page = Page::new(lexicon, clean, layout);
    name::find_names(&mut page);
    let mut short_forms = context::find_by_context(&mut page);
    let covered = honor::find_honors(&mut page);
    whole_place::find_pointers(&mut page);
    let subjecting = Subjecting::new(&page, &short_forms);
    let facts = facts(&page, &subjecting, &short_forms);
    short_forms.extend(level_body::level_bodies(&page));
    assemble(
        &page,
        &subjecting,
        facts,
        Found {
            short_forms,
            covered,
        },
    )
}

/// What names the page has besides those that it is read with.
struct Found {
    /// Short forms that it introduces.
    short_forms: Vec<ShortForm>,
    /// Parks whose names read as titles.
    covered: Vec<Name>,
}

fn facts(
    page: &Page<'_>,
    subjecting: &Subjecting,
    short_forms: &[ShortForm],
) -> Vec<Fact<MentionId>> {
    let mut facts = Vec::new();
    for sentence in page.sentences.iter().filter(|it| Page::is_prose(it)) {
        if sentence.kind != BlockKind::Title {
            facts.extend(ruled::facts(page, subjecting, sentence));
            facts.extend(observation::observations(page, subjecting, sentence));
        }
    }
    facts.extend(table::facts(page, subjecting));
    observation::drop_repeats(page, &mut facts);
    observation::drop_taken_up(page, &mut facts);
    facts.extend(roster::facts(page));
    facts.extend(industry_heading::facts(page, subjecting));
    facts.extend(park_entry::facts(page));
    facts.extend(bracket_pair::facts(page));
    let listed = honor_list::facts(page, subjecting, &facts);
    facts.extend(listed);
    let implied = implied::locations(page, subjecting, short_forms, &facts);
    facts.extend(implied);
    facts
}

/// Names become mentions; titles and industries that no fact uses are not named but described, and go.
fn assemble(
    page: &Page<'_>,
    subjecting: &Subjecting,
    facts: Vec<Fact<MentionId>>,
    found: Found,
) -> Extraction {
    let used = used(page, subjecting, &facts);
    let mut moved = Vec::with_capacity(page.names.len());
    let mut mentions = Vec::new();
    let mut inside = Vec::new();
    for (name, used) in page.names.iter().zip(used) {
        if used || is_named_anyway(name) {
            moved.push(Some(MentionId(mentions.len())));
            mentions.push(mention(page, name));
            if let Some(company) = project::company_inside(page, name) {
                let about = subjecting.topic_at(page, name.bytes.start);
                let works = MentionId(mentions.len() - 1);
                inside.push((MentionId(mentions.len()), works, about));
                mentions.push(mention(page, &company));
            }
        } else {
            moved.push(None);
            mentions.extend(honor::park_instead(page, name, &found.covered));
        }
    }
    let facts = facts.into_iter().map(|fact| Fact {
        statement: fact
            .statement
            .map(&mut |id: MentionId| moved[id.0].unwrap_or(id)),
        evidence: fact.evidence,
    });
    let mut facts: Vec<_> = facts.collect();
    let topic = subjecting.topic.and_then(|it| moved[it]);
    let around = around::around(page, subjecting)
        .into_iter()
        .filter_map(|it| {
            Some(Around {
                inner: moved[it.inner.0]?,
                outer: moved[it.outer.0]?,
                ..it
            })
        });
    let located = inside.iter().filter_map(|&(company, works, about)| {
        let about = || about.and_then(|it| moved[it]);
        let park = implied::park_of(&mentions, &facts, works).or_else(about)?;
        implied::location_inside(&mentions, company, park)
    });
    let located: Vec<_> = located.collect();
    facts.extend(located);
    Extraction {
        mentions,
        facts,
        short_forms: found
            .short_forms
            .into_iter()
            .map(|it| (it.short, it.long, it.kind))
            .collect(),
        topic,
        around: around.collect(),
    }
}

/// For each name whether a fact uses it or the page is about it.
fn used(page: &Page<'_>, subjecting: &Subjecting, facts: &[Fact<MentionId>]) -> Vec<bool> {
    let mut used = vec![false; page.names.len()];
    for fact in facts {
        fact.statement.clone().map(&mut |id: MentionId| {
            used[id.0] = true;
            id
        });
    }
    if let Some(topic) = subjecting.topic {
        used[topic] = true;
    }
    used
}

/// Whether a name is worth a mention even if no fact uses it.
fn is_named_anyway(name: &Name) -> bool {
    !matches!(name.kind, EntityKind::Honor | EntityKind::Industry) && !whole_place::is_pointer(name)
}

fn mention(page: &Page<'_>, name: &Name) -> Mention {
    Mention {
        kind: name.kind,
        span: page.clean.span(name.bytes.clone()),
        name: name.name.clone(),
        rule: name.rule.clone(),
        confidence: name.confidence,
    }
}
