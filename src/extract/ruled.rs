//! Facts that rules give: conferrals, locations, engagements and events.

use crate::extract::draft::Draft;
use crate::extract::matcher::{Fill, Match, matches};
use crate::extract::modality::clause_of;
use crate::extract::page::{Bytes, Page};
use crate::extract::sentence::Sentence;
use crate::extract::subject::Subjecting;
use crate::lexicon::{Gives, Role, Rule};
use crate::model::{
    Conferral, ConferralStatus, EntityKind, Event, EventType, Fact, MentionId, PartialDate,
    Statement,
};
use crate::quantity::MomentRole;

/// The facts that the rules find in a sentence.
pub(super) fn ruled_facts(
    page: &Page<'_>,
    subjecting: &Subjecting,
    sentence: &Sentence,
) -> Vec<Fact<MentionId>> {
    let mut drafts = Vec::new();
    for rule in page.lexicon.rules() {
        if rule.gives == Gives::Mention || rule.gives == Gives::Observation {
            continue;
        }
        for found in matches(page, &rule.pattern, sentence) {
            let explicit = found.has(Role::Recipient) || found.has(Role::Subject);
            let reader = Reader {
                page,
                subjecting,
                sentence,
                rule,
                found: &found,
            };
            drafts.extend(reader.facts().into_iter().map(|fact| (explicit, fact)));
        }
    }
    surest(drafts)
}

/// Of several readings of one title, or of one engagement or happening, the one with a stated subject stays; of several
/// statuses of one title the furthest.
fn surest(drafts: Vec<(bool, Fact<MentionId>)>) -> Vec<Fact<MentionId>> {
    let topic = |fact: &Fact<MentionId>| match &fact.statement {
        Statement::Conferral(it) => Some((0, it.honor)),
        Statement::Engagement { object, .. } => Some((1, *object)),
        _ => None,
    };
    let rank = |fact: &Fact<MentionId>| match &fact.statement {
        Statement::Conferral(it) => match it.status {
            ConferralStatus::PassedAcceptance => 3,
            ConferralStatus::ApprovedToCreate => 2,
            ConferralStatus::Applying => 1,
            ConferralStatus::Conferred => 0,
        },
        _ => 0,
    };
    let mut best = std::collections::BTreeMap::new();
    for (explicit, fact) in &drafts {
        if let Some(key) = topic(fact) {
            let known = best.entry(key).or_insert((*explicit, rank(fact)));
            *known = (*known).max((*explicit, rank(fact)));
        }
    }
    let kept = drafts.into_iter().filter(|(explicit, fact)| {
        topic(fact).is_none_or(|key| best.get(&key) == Some(&(*explicit, rank(fact))))
    });
    kept.map(|(_, fact)| fact).collect()
}

struct Reader<'p, 'a> {
    page: &'p Page<'a>,
    subjecting: &'p Subjecting,
    sentence: &'p Sentence,
    rule: &'p Rule,
    found: &'p Match,
}

impl Reader<'_, '_> {
    fn facts(&self) -> Vec<Fact<MentionId>> {
        match self.rule.gives {
            Gives::Conferral(status) => self.conferrals(status),
            Gives::Location => self.pairs(
                &[
                    EntityKind::Park,
                    EntityKind::Company,
                    EntityKind::Project,
                    EntityKind::Place,
                ],
                |subject, object| Statement::Location { subject, object },
            ),
            Gives::Engagement => self.pairs(
                &[EntityKind::Park, EntityKind::Company, EntityKind::Place],
                |subject, object| Statement::Engagement { subject, object },
            ),
            Gives::Event(event_type) => self.events(event_type),
            Gives::Mention | Gives::Observation => Vec::new(),
        }
    }

    fn conferrals(&self, status: ConferralStatus) -> Vec<Fact<MentionId>> {
        let honors = self.names(Role::Honor);
        let kinds = [
            EntityKind::Park,
            EntityKind::Place,
            EntityKind::Company,
            EntityKind::Project,
        ];
        let recipients = self.role_or_subject(Role::Recipient, &kinds);
        let by = self.granting();
        let mut facts = Vec::new();
        let paired = recipients.len() == honors.len()
            && honors.len() > 1
            && self.page.has_word_in(
                "respectively",
                &clause_of(self.sentence, self.found.bytes.start),
            );
        let described = self
            .page
            .word_at(self.page.lexicon.words("copula"), self.found.bytes.start)
            .is_some();
        for (place, &honor) in honors.iter().enumerate() {
            if described && self.page.names[honor].confidence < 0.8 {
                continue;
            }
            for (index, &recipient) in recipients
                .iter()
                .enumerate()
                .filter(|(_, it)| **it != honor)
            {
                if paired && index != place {
                    continue;
                }
                let conferral = Conferral {
                    recipient: MentionId(recipient),
                    honor: MentionId(honor),
                    status,
                    date: self
                        .date(self.found.bytes.start)
                        .or_else(|| self.date(self.page.names[honor].bytes.start)),
                    conferred_by: by.iter().map(|&it| MentionId(it)).collect(),
                    batch: self.batch(honor),
                };
                facts.push(self.fact(&[recipient, honor], honor, Statement::Conferral(conferral)));
            }
        }
        facts
    }

    /// The bodies that grant: in their slot, or right before the title.
    fn granting(&self) -> Vec<usize> {
        let stated = self.names(Role::By);
        if !stated.is_empty() {
            return stated;
        }
        let inside = self.page.names_in(&self.found.bytes);
        inside
            .filter(|&it| self.page.names[it].kind == EntityKind::Agency)
            .collect()
    }

    /// 首批, 第二批 in a title or right before it.
    fn batch(&self, honor: usize) -> Option<String> {
        let honor = &self.page.names[honor].bytes;
        let around = honor
            .start
            .saturating_sub(18)
            .max(self.sentence.bytes.start)..honor.end;
        let hit = self
            .page
            .words_in(self.page.lexicon.words("batch"), &around)
            .next()?;
        Some(self.page.slice(hit.start..hit.end).to_owned())
    }

    fn pairs(
        &self,
        kinds: &[EntityKind],
        state: impl Fn(MentionId, MentionId) -> Statement<MentionId>,
    ) -> Vec<Fact<MentionId>> {
        let subjects = self.role_or_subject(Role::Subject, kinds);
        let objects = self.role_or_subject(
            Role::Object,
            &[EntityKind::Park, EntityKind::Place, EntityKind::Industry],
        );
        let mut objects: Vec<usize> = objects
            .into_iter()
            .map(|it| self.nearest_division(it))
            .filter(|it| self.found.has(Role::Object) || !subjects.contains(it))
            .collect();
        if objects.is_empty() && !self.found.has(Role::Object) {
            objects.extend(self.subjecting.topic);
        }
        let mut facts = Vec::new();
        for &subject in &subjects {
            for &object in objects.iter().filter(|&&it| {
                it != subject && self.page.names[it].name != self.page.names[subject].name
            }) {
                facts.push(self.fact(
                    &[subject, object],
                    object,
                    state(MentionId(subject), MentionId(object)),
                ));
            }
        }
        facts
    }

    /// The last division of an address: 江苏省|苏州市.
    fn nearest_division(&self, name: usize) -> usize {
        let names = &self.page.names;
        let mut last = name;
        while names[last].kind == EntityKind::Place
            && names.get(last + 1).is_some_and(|next| {
                next.kind == EntityKind::Place && next.bytes.start == names[last].bytes.end
            })
        {
            last += 1;
        }
        last
    }

    fn events(&self, event_type: EventType) -> Vec<Fact<MentionId>> {
        let subjects = self.role_or_subject(
            Role::Subject,
            &[EntityKind::Park, EntityKind::Company, EntityKind::Project],
        );
        let date = self.found.moment(Role::Date).map_or_else(
            || self.date(self.found.bytes.end),
            |it| self.page.moments[it].date,
        );
        let particle = self.page.lexicon.particle();
        if self
            .page
            .slice(self.found.bytes.end..self.sentence.bytes.end)
            .starts_with(particle)
        {
            let named = self
                .page
                .name_at(self.found.bytes.end + particle.len())
                .filter(|&it| {
                    matches!(
                        self.page.names[it].kind,
                        EntityKind::Park | EntityKind::Company | EntityKind::Project
                    )
                });
            let described = named.zip(date).map(|(subject, _)| {
                self.fact(
                    &[subject],
                    subject,
                    Statement::Event(Event {
                        event_type,
                        subject: MentionId(subject),
                        date,
                    }),
                )
            });
            return described.into_iter().collect();
        }
        let date = date.or_else(|| self.decreed(event_type));
        if date.is_none() && self.sentence.kind != crate::clean::BlockKind::Title {
            return Vec::new();
        }
        let event = |subject: usize| Event {
            event_type,
            subject: MentionId(subject),
            date,
        };
        subjects
            .into_iter()
            .map(|subject| self.fact(&[subject], subject, Statement::Event(event(subject))))
            .collect()
    }

    /// A decree approves on the day of its issue.
    fn decreed(&self, event_type: EventType) -> Option<PartialDate> {
        let page = self.page;
        let title = page
            .layout
            .blocks
            .iter()
            .find(|it| it.kind == crate::clean::BlockKind::Title)?;
        let decree =
            event_type == EventType::Approval && page.has_word_in("decree_title", &title.bytes);
        page.layout.metadata.issued.filter(|_| decree)
    }

    fn fact(
        &self,
        names: &[usize],
        _at: usize,
        statement: Statement<MentionId>,
    ) -> Fact<MentionId> {
        let mut spans: Vec<Bytes> = names
            .iter()
            .map(|&it| self.page.names[it].bytes.clone())
            .collect();
        spans.push(self.found.bytes.clone());
        let draft = Draft {
            rule: self.rule.id.clone(),
            confidence: self.rule.confidence,
            spans,
        };
        draft.fact(self.page, self.sentence, &self.found.bytes, statement)
    }

    /// The names in a role, those that free text gave included.
    fn names(&self, role: Role) -> Vec<usize> {
        let mut names = Vec::new();
        for (it, fill) in &self.found.slots {
            match fill {
                Fill::Names(found) if *it == role => names.extend(found),
                Fill::Free(kind, bytes) if *it == role => names.extend(
                    self.page
                        .names_in(bytes)
                        .filter(|&name| self.page.names[name].kind == *kind),
                ),
                _ => {}
            }
        }
        names
    }

    /// The names in a role; if the pattern does not have the role, who the clause is about.
    fn role_or_subject(&self, role: Role, kinds: &[EntityKind]) -> Vec<usize> {
        if self.found.has(role) {
            return self.names(role);
        }
        let near = self.actors_before(kinds);
        if !near.is_empty() {
            return near;
        }
        let subjects = self.subjecting.at(self.page, self.found.bytes.start).names;
        let fitting: Vec<usize> = subjects
            .into_iter()
            .filter(|&it| kinds.contains(&self.page.names[it].kind))
            .collect();
        let of_park = self
            .subjecting
            .topic
            .filter(|&it| self.page.names[it].kind == EntityKind::Park);
        let only_places = fitting
            .iter()
            .all(|&it| self.page.names[it].kind == EntityKind::Place);
        let engaged = self.rule.gives == Gives::Engagement && only_places && of_park.is_some();
        if fitting.is_empty() || engaged {
            self.subjecting.topic.into_iter().collect()
        } else {
            fitting
        }
    }

    /// The last name before the match in its clause that is no object of a preposition, with the list that it ends.
    fn actors_before(&self, kinds: &[EntityKind]) -> Vec<usize> {
        let page = self.page;
        let start = self.found.bytes.start;
        let clause = clause_of(self.sentence, start);
        let fits = |it: &usize| {
            kinds.contains(&page.names[*it].kind) && page.names[*it].bytes.end <= start
        };
        let Some(last) = page
            .names_in(&(clause.start..start))
            .rev()
            .filter(fits)
            .find(|&it| self.is_actor(it, &clause))
        else {
            return Vec::new();
        };
        let mut actors = vec![last];
        for before in (page.names_in(&clause).start..last).rev() {
            let gap = page
                .slice(page.names[before].bytes.end..page.names[actors[0]].bytes.start)
                .replace(['“', '”'], "");
            let joined = page.lexicon.has_word(page.lexicon.words("list_mark"), &gap);
            if !joined || page.names[before].kind != page.names[last].kind {
                break;
            }
            actors.insert(0, before);
        }
        actors
    }

    /// Whether a name is no object of a preposition and no example of a list that goes on with 等.
    fn is_actor(&self, name: usize, clause: &Bytes) -> bool {
        let page = self.page;
        let bytes = &page.names[name].bytes;
        let before = page
            .slice(clause.start..bytes.start)
            .trim_end_matches(['“', '”', ' ']);
        let governed = page
            .word_ending(
                page.lexicon.words("preposition"),
                clause.start + before.len(),
            )
            .is_some_and(|hit| hit.start >= clause.start);
        let listed = page
            .word_ending(page.lexicon.words("list_mark"), clause.start + before.len())
            .is_some();
        let open = page
            .slice(bytes.end..clause.end)
            .starts_with(page.lexicon.and_others());
        (!governed || listed) && !open
    }

    /// The date of a happening: the nearest before it in its sentence; a since only inside its clause.
    fn date(&self, at: usize) -> Option<PartialDate> {
        let before = self.sentence.bytes.start..at;
        let clause = clause_of(self.sentence, self.found.bytes.start);
        let reset = self
            .page
            .words_in(self.page.lexicon.words("date_reset"), &before)
            .map(|hit| hit.end)
            .max()
            .unwrap_or(before.start);
        let moments: Vec<_> = self
            .page
            .moments_in(&(reset..at))
            .map(|it| &self.page.moments[it])
            .filter(|it| it.role != MomentRole::Base)
            .collect();
        let day = moments
            .iter()
            .rev()
            .find(|it| it.date.is_some_and(|date| date.day_number().is_some()));
        let nearest = *moments.last()?;
        let adjacent = nearest.bytes.end == self.found.bytes.start;
        let nearest = day
            .copied()
            .filter(|_| !adjacent)
            .filter(|day| {
                day.date
                    .zip(nearest.date)
                    .is_some_and(|(day, near)| day.year_number() == near.year_number())
            })
            .unwrap_or(nearest);
        match nearest.role {
            MomentRole::Vague => None,
            MomentRole::Since if nearest.bytes.start < clause.start => None,
            MomentRole::Since => nearest.start.or(nearest.date),
            _ => nearest.date,
        }
    }
}
