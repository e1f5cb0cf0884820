//! Decrees and notices: what they decide has the day on which they were signed.

use crate::clean::BlockKind;
use crate::extract::actor::Fit;
use crate::extract::modality::clause_of;
use crate::extract::page::{Bytes, Page};
use crate::lexicon::Gives;
use crate::model::{ConferralStatus, EventType, PartialDate};

/// How many lines of a page are asked for the number of a decree, and how long such a line is, in characters.
const TOP: usize = 16;
const NUMBER: usize = 30;

impl Page<'_> {
    /// Whether the headline calls the page a decree.
    pub(super) fn is_decree(&self) -> bool {
        let mut blocks = self.layout.blocks.iter();
        let title = blocks.find(|it| it.kind == BlockKind::Title);
        title.is_some_and(|it| self.has_word_in("decree_title", &it.bytes))
    }

    /// When a decree was signed: the day under it, else the year of its number.
    pub(super) fn signed_on(&self) -> Option<PartialDate> {
        let found = || self.day_of_signature().or_else(|| self.year_of_number());
        let signed = || self.is_decree().then(found)?;
        *self.signed.get_or_init(signed)
    }

    /// The day that stands alone on a line below the text.
    fn day_of_signature(&self) -> Option<PartialDate> {
        let mut blocks = self.layout.blocks.iter();
        blocks.find(|it| it.kind == BlockKind::Paragraph)?;
        let mut days = blocks.filter_map(|it| {
            let moment = &self.moments[self.moment_at(it.bytes.start)?];
            let alone = self.slice(moment.bytes.end..it.bytes.end).trim().is_empty();
            moment.date.filter(|_| alone)
        });
        days.rfind(|it| it.day_number().is_some())
    }

    /// 环发〔|2013|〕53号: a line of its own above or below the headline.
    fn year_of_number(&self) -> Option<PartialDate> {
        let lines = self.layout.blocks.iter().take(TOP);
        let mut lines = lines.map(|it| self.slice(it.bytes.clone()));
        lines.find_map(|line| {
            let line = line.trim_end_matches([' ', '|']);
            let (_, rest) = line.split_once('〔')?;
            let (year, number) = rest.split_once('〕')?;
            let number = number.trim_end_matches(char::is_alphabetic);
            let numbered = number.bytes().all(|it| it.is_ascii_digit()) && !number.is_empty();
            let own = numbered && line.chars().nth(NUMBER).is_none();
            PartialDate::year(year.parse().ok()?).filter(|_| own)
        })
    }
}

impl Fit<'_, '_> {
    /// A decree approves on the day of its signature or issue.
    pub(super) fn decreed(&self, event_type: EventType) -> Option<PartialDate> {
        let approves = event_type == EventType::Approval && self.page.is_decree();
        let day = || self.page.signed_on().or_else(|| self.page.issued());
        approves.then(day)?
    }

    /// When what the match says was decided, if the page decides it: 此前已被评为… was decided before.
    pub(super) fn signed(&self) -> Option<PartialDate> {
        let page = self.page;
        let clause = clause_of(self.sentence, self.found.bytes.start);
        let before = page.has_word_in("actual_frame", &(clause.start..self.found.bytes.start));
        let sought = self.rule.gives == Gives::Conferral(ConferralStatus::Applying);
        page.signed_on().filter(|_| !before && !sought)
    }

    /// 授予“|2010年度|…”称号: the title's year is not when a decree confers it.
    pub(super) fn signed_edition(&self, title: &Bytes) -> Option<PartialDate> {
        let page = self.page;
        let before = self.sentence.bytes.start..title.end;
        let moment = &page.moments[page.moments_in(&before).next_back()?].bytes;
        let edition = page.word_ending("edition", moment.end);
        let edition = edition.or_else(|| page.word_at("edition", moment.end));
        edition.and_then(|_| page.signed_on())
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::page::tests::on_page;
    use crate::extract::ruled;
    use crate::extract::subject::Subjecting;
    use crate::model::Statement;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        on_page(text, |page| {
            let subjecting = Subjecting::new(page, &[]);
            let sentences = page.sentences.iter();
            let facts = sentences.flat_map(|it| ruled::facts(page, &subjecting, it));
            let dates = facts.filter_map(|it| match it.statement {
                Statement::Conferral(it) => Some(it.date.map(|it| it.to_string())),
                _ => None,
            });
            let dates: Vec<String> = dates.map(Option::unwrap_or_default).collect();
            assert_eq!(dates, expected, "{text}");
        });
    }

    #[test]
    fn a_decree_confers_on_the_day_of_its_signature() {
        let title = "关于命名国家级绿色园区的通知\n环发〔2021〕5号\n各园区：\n";
        let confers = "现授予张家港经济技术开发区“2020年度国家级绿色园区”称号。";
        check(
            &format!("{title}{confers}\n生态环境部\n二〇二一年三月五日"),
            &["2021-03-05"],
        );
        check(&format!("{title}{confers}"), &["2021"]);
        let before = "张家港经济技术开发区此前已被评为国家级绿色园区。";
        check(&format!("{title}{before}\n生态环境部\n2021年3月5日"), &[""]);
    }
}
