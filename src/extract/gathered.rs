//! Numbers that were made known at a gathering: they have its day.

use crate::clean::BlockKind;
use crate::extract::page::Page;
use crate::extract::period::Period;
use crate::extract::when::When;
use crate::quantity::{Moment, MomentRole, UnitClass};

/// How many sentences before a number are asked for the gathering at which it was made known.
const NEAR: usize = 4;

/// How many sentences of a page are asked for the ceremony that it is about.
const TOP: usize = 3;

/// Lists of words for what projects are gathered for.
const BEGUN: [&str; 3] = ["gathering", "sign", "start_construction"];

impl Period<'_, '_> {
    /// 3月30日，某区举行集中签约活动。|现场签约项目18个: the day of the gathering at which a number was made known.
    pub(super) fn gathered(&self) -> Option<When> {
        let page = self.page;
        let before = self.sentence.bytes.start..self.measure.bytes.end;
        let here = page.sentence_at(self.sentence.bytes.start)?;
        let lasting = self.of_project || self.lasts_on();
        if lasting {
            return None;
        }
        if !page.has_word_in("gathering", &before) && !self.is_of_ceremony(here) {
            return page.ceremony_day().filter(|_| self.is_begun_there());
        }
        let mut earlier = page.sentences.iter().take(here).rev().take(NEAR);
        earlier.find_map(|it| {
            let held = page.words_in("hold", &it.bytes).next()?;
            let mut days = page.moments_in(&(it.bytes.start..held.start));
            let day = days.rfind(|&it| is_day(&page.moments[it]))?;
            Some(When::of(&page.moments[day]))
        })
    }

    /// 3月25日，某区举行集中开工仪式。|7个外资项目总投资12亿元: whether projects are counted right behind a ceremony that is held
    /// for them.
    fn is_of_ceremony(&self, here: usize) -> bool {
        let page = self.page;
        let counted = ["project_word", "investment_label"];
        let counted = counted
            .iter()
            .any(|it| page.has_word_in(it, &self.label.noun));
        let before = here.checked_sub(1).map(|it| &page.sentences[it]);
        before.is_some_and(|it| {
            counted
                && it.block == self.sentence.block
                && page.has_word_in("begun_together", &it.bytes)
                && page.has_word_in("hold", &it.bytes)
        })
    }

    /// 一举签下|13个|项目，总投资96.5亿元: whether a sentence of a page about a ceremony counts what was signed or begun at it.
    fn is_begun_there(&self) -> bool {
        let page = self.page;
        let counts = self.measure.unit_class == Some(UnitClass::Counter)
            && page.has_word_in("project_word", &self.label.noun);
        let put = self.measure.unit_class == Some(UnitClass::Currency)
            && page.has_word_in("investment_label", &self.label.noun)
            && self
                .before
                .is_some_and(|it| Some(it) == page.ceremony_day());
        let start = self.sentence.bytes.start;
        let told = start..self.measure.bytes.end.max(start);
        let unsaid = ["now", "accrued", "planned", "recent", "stock_lead"];
        let unsaid = unsaid.iter().any(|it| page.has_word_in(it, &told));
        let begun = BEGUN
            .iter()
            .any(|it| page.has_word_in(it, &self.sentence.bytes));
        (counts && begun || put) && !unsaid
    }
}

impl Page<'_> {
    /// The day of the ceremony that a page is about: its title says that something was signed or begun, and it begins with the
    /// day.
    fn ceremony_day(&self) -> Option<When> {
        *self.ceremony.get_or_init(|| {
            let begun = |bytes| BEGUN.iter().any(|it| self.has_word_in(it, bytes));
            let mut blocks = self.layout.blocks.iter();
            let title = blocks.find(|it| it.kind == BlockKind::Title)?;
            if !begun(&title.bytes) {
                return None;
            }
            let prose = self.sentences.iter();
            let mut prose = prose.filter(|it| it.kind == BlockKind::Paragraph).take(TOP);
            let held = prose.find(|it| begun(&it.bytes))?;
            let mut moments = self.moments_in(&held.bytes).map(|it| &self.moments[it]);
            moments.find(|it| is_day(it)).map(When::of)
        })
    }
}

/// Whether a date is that of one day.
fn is_day(moment: &Moment) -> bool {
    let exact = moment.date.is_some_and(|it| it.day_number().is_some());
    moment.role == MomentRole::Point && exact
}
