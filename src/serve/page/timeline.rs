//! Honours and events in the order of time.

use maud::{Markup, html};

use crate::model::FactKind;
use crate::serve::page::part::kind;
use crate::serve::page::statement::statement;
use crate::serve::view::{Fact, View, year_of};
use crate::store::Error;
use crate::vocab;

/// The dated conferrals and events among facts as a list by year; nothing where there are fewer than two.
pub(super) fn section(view: &View<'_>, facts: &[Fact]) -> Result<Markup, Error> {
    let mut dated: Vec<(f64, &Fact)> = facts
        .iter()
        .filter(|it| matches!(it.kind, FactKind::Conferral | FactKind::Event))
        .filter_map(|it| Some((year_of(it.date())?, it)))
        .collect();
    if dated.len() < 2 {
        return Ok(html! {});
    }
    dated.sort_by(|(one, a), (other, b)| one.total_cmp(other).then(a.node.iri.cmp(&b.node.iri)));
    let mut items = Vec::new();
    let mut last = "";
    for (_, fact) in dated {
        let year = fact.date().split('-').next().unwrap_or_default();
        let class = vocab::pg_term(fact.kind.name());
        let line = statement(view, fact)?;
        items.push(html! {
            li class=(kind(class.as_str())) {
                span .year { @if year != last { (year) } }
                div {
                    (line) " "
                    a .more href=(view.href(fact.node.iri.as_str())) { (view.locale.say("why")) }
                }
            }
        });
        last = year;
    }
    Ok(html! {
        section aria-labelledby="timeline" {
            h2 #timeline { (view.locale.say("timeline")) }
            ol .timeline { @for item in items { (item) } }
        }
    })
}
