//! When it happened: the date in the match, of the sentence, of the news before it, or of the year that a report reviews.

use crate::extract::actor::Fit;
use crate::extract::event::is_of_works;
use crate::extract::modality::{clause_of, modality};
use crate::extract::page::Bytes;
use crate::lexicon::{Gives, Role};
use crate::model::{EntityKind, EventType, Modality, PartialDate};
use crate::quantity::{Moment, MomentRole};

/// How many sentences before it are asked for the gathering at which something happened.
const GATHERED: usize = 8;

impl Fit<'_, '_> {
    /// When: in its slot, or as the sentence says.
    pub(super) fn event_date(&self) -> Option<PartialDate> {
        match self.found.moment(Role::Date) {
            Some(moment) => {
                let moment = &self.page.moments[moment];
                moment.date.or(moment.start)
            }
            None if self.is_told_aside() || self.is_done_by_now() => None,
            None => self.date(self.found.bytes.end),
        }
    }

    /// The date of a happening: the nearest before it in its sentence; a since only inside its clause.
    pub(super) fn date(&self, at: usize) -> Option<PartialDate> {
        let moments = self.moments_before(at);
        let nearest = *moments.last()?;
        let edition = self
            .page
            .word_ending("edition", nearest.bytes.end)
            .is_some();
        let adjacent = nearest.bytes.end == self.found.bytes.start && !edition;
        let day = moments.iter().rev().find(|it| is_day(it)).copied();
        let finer = day.filter(|day| !adjacent && is_inside(day, nearest));
        let nearest = finer.unwrap_or(nearest);
        let clause = clause_of(self.sentence, self.found.bytes.start);
        match nearest.role {
            MomentRole::Vague => None,
            MomentRole::Since if nearest.bytes.start < clause.start => None,
            MomentRole::Since => nearest.start.or(nearest.date),
            _ => nearest.date,
        }
    }

    /// …成立于1992年，|是经国务院批准的…: what a clause says with a mere copula has the date of that clause only.
    pub(super) fn is_told_aside(&self) -> bool {
        let page = self.page;
        let start = self.found.bytes.start;
        let clause = clause_of(self.sentence, start);
        let copula = page.word_at("plain_copula", start).is_some();
        let before = self.sentence.bytes.start..clause.start;
        let decreed = page.has_word_in("consent_given", &before); // 1992年经…批准，|是…
        copula && !decreed && page.moments_in(&clause).is_empty()
    }

    /// 2021年11月获认定，|甲、乙已|建成投产: what is done by now is not dated by an earlier clause.
    fn is_done_by_now(&self) -> bool {
        let page = self.page;
        let start = self.found.bytes.start;
        let clause = clause_of(self.sentence, start);
        let lead = clause.start..start;
        let done = page
            .words_in("actual_frame", &lead)
            .any(|it| page.stands_alone(it));
        let first = self.sentence.clauses.first() == Some(&clause);
        done && !first
            && page
                .moments_in(&(clause.start..self.found.bytes.end))
                .is_empty()
    }

    /// 甲项目、乙项目分别于8月、11月|投产: the dates of as many subjects, one behind the other.
    pub(super) fn dates_of_each(&self, subjects: usize) -> Option<Vec<PartialDate>> {
        let page = self.page;
        let start = self.found.bytes.start;
        let clause = clause_of(self.sentence, start);
        let mark = page
            .words_in("respectively", &(clause.start..start))
            .last()?;
        let moments = page.moments_in(&(mark.end..start));
        let dates: Option<Vec<PartialDate>> = moments.map(|it| page.moments[it].date).collect();
        dates.filter(|it| subjects > 1 && it.len() == subjects)
    }

    /// The year that a report reviews, for what it says has happened to named works.
    pub(super) fn year_told(&self, event_type: EventType) -> Option<PartialDate> {
        let kinds = [EntityKind::Project, EntityKind::Park];
        let told = is_of_works(event_type) && !self.actors_before(&kinds).is_empty();
        let done = || modality(self.page, self.sentence, &self.found.bytes) == Modality::Actual;
        (told && done()).then(|| self.year_of_review()).flatten()
    }

    /// The day of the sentence before, if this one has no date and goes on with its news: 8月1日举行签约仪式。A、B签约。
    pub(super) fn carried_date(&self) -> Option<PartialDate> {
        if let Some(day) = self.day_of_gathering() {
            return Some(day);
        }
        let moments = self.page.moments_in(&self.news_before()?);
        let mut dates = moments.rev().filter_map(|it| self.page.moments[it].date);
        dates.find(|it| it.day_number().is_some())
    }

    /// 3月28日，某开发区举行签约活动。…。|签约现场，甲还与乙签订…: the day on which one of the sentences before says that the gathering
    /// was held.
    fn day_of_gathering(&self) -> Option<PartialDate> {
        let page = self.page;
        let before = self.sentence.bytes.start..self.found.bytes.start;
        let dated = page.moments_in(&before).next().is_some();
        if dated || !page.has_word_in("gathering", &before) {
            return None;
        }
        let here = page.sentence_at(self.sentence.bytes.start)?;
        let mut earlier = page.sentences.iter().take(here).rev().take(GATHERED);
        earlier.find_map(|it| {
            let held = page.words_in("hold", &it.bytes).next()?;
            let mut moments = page.moments_in(&(it.bytes.start..held.start));
            let day = |it: usize| page.moments[it].date.filter(|it| it.day_number().is_some());
            moments.next_back().and_then(day)
        })
    }

    /// The sentence before, if it tells news of a day and this one has no date of its own.
    pub(super) fn news_before(&self) -> Option<Bytes> {
        let page = self.page;
        let before = self.sentence_before()?;
        let mut own = page.moments_in(&self.sentence.bytes);
        let own = own.any(|it| page.name_over(page.moments[it].bytes.start).is_none());
        let words: &[&str] = match self.rule.gives {
            Gives::Conferral(_) => &["lately", "ceremony", "publish", "meeting"],
            _ => &["lately", "ceremony", "publish"],
        };
        let news = words
            .iter()
            .any(|list| page.has_word_in(list, &before.bytes));
        let goes_on = page.word_at("lately", self.sentence.bytes.start); // 此次|签约的…
        let news = news || goes_on.is_some();
        (before.block + 1 >= self.sentence.block && !own && news).then(|| before.bytes.clone())
    }
}

/// Whether a date names a day.
fn is_day(moment: &Moment) -> bool {
    moment.date.is_some_and(|date| date.day_number().is_some())
}

/// Whether a day is one of the year, month or part of a year that another date names.
fn is_inside(day: &Moment, other: &Moment) -> bool {
    let other_is_part = other.role == MomentRole::Period;
    let dates = day.date.zip(other.date);
    dates.is_some_and(|(day, other)| {
        let month = other.month_number();
        day.year_number() == other.year_number()
            && (other_is_part || month.is_none() || month == day.month_number())
    })
}

#[cfg(test)]
mod tests {
    use crate::extract::page::Page;
    use crate::extract::page::tests::on_page;
    use crate::extract::ruled;
    use crate::extract::subject::Subjecting;
    use crate::model::{MentionId, Statement};

    #[track_caller]
    fn check(text: &str, events: &[&str]) {
        on_page(text, |page| {
            let subjecting = Subjecting::new(page, &[]);
            let sentences = page.sentences.iter();
            let facts = sentences.flat_map(|it| ruled::facts(page, &subjecting, it));
            let told: Vec<String> = facts.filter_map(|it| told(page, &it.statement)).collect();
            assert_eq!(told, events, "{text}");
        });
    }

    fn told(page: &Page<'_>, statement: &Statement<MentionId>) -> Option<String> {
        let Statement::Event(event) = statement else {
            return None;
        };
        let date = event.date.map_or_else(String::new, |it| it.to_string());
        let name = &page.names[event.subject.0].name;
        Some(format!("{} {name} {date}", event.event_type.name()))
    }

    #[test]
    fn each_of_several_projects_has_its_own_date() {
        check(
            "云海年产3万吨树脂项目和云湖年产5万吨薄膜项目分别于2023年5月和11月投产。",
            &[
                "opening 云海年产3万吨树脂项目 2023-05",
                "opening 云湖年产5万吨薄膜项目 2023-11",
            ],
        );
    }

    #[test]
    fn a_laboratory_opens_itself() {
        check(
            "云海集团与云湖大学共建的云湖材料研究院2021年9月25日揭牌。",
            &["opening 云湖材料研究院 2021-09-25"],
        );
    }

    #[test]
    fn what_is_inspected_stands_behind_the_preposition() {
        check(
            "2021年9月25日，专家组对张家港保税港区进行现场验收。",
            &["acceptance 张家港保税港区 2021-09-25"],
        );
    }

    #[test]
    fn a_contract_is_of_its_parties_and_of_what_it_is_for() {
        check(
            "2023年6月20日，云海电子有限公司与云湖经济技术开发区签约，投资建设云海薄膜项目。",
            &[
                "signing 云海电子有限公司 2023-06-20",
                "signing 云湖经济技术开发区 2023-06-20",
                "signing 云海薄膜项目 2023-06-20",
            ],
        );
        check("云海电子有限公司计划2023年内完成签约。", &[]);
    }

    #[test]
    fn a_zone_is_founded_when_its_sign_is_unveiled() {
        check(
            "2019年8月20日，云湖经济技术开发区揭牌。",
            &["founding 云湖经济技术开发区 2019-08-20"],
        );
    }

    #[test]
    fn what_comes_after_an_opening_is_no_opening() {
        check(
            "云海薄膜项目2023年6月开工，投产后年产5万吨。",
            &["constructionStart 云海薄膜项目 2023-06"],
        );
    }

    #[test]
    fn what_is_planned_for_a_project_is_not_its_companys() {
        check(
            "云海电子有限公司投资9亿元建设云海薄膜项目，2023年10月动工。",
            &["constructionStart 云海薄膜项目 2023-10"],
        );
    }
}
