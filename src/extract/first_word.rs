//! What may begin a name though its letters or its class speak against it: one character, a word for a region.

use crate::extract::boundary::{Reach, is_full_place};
use crate::extract::company::token_at;
use crate::extract::project_item::joins_latin;
use crate::extract::segment::Class;
use crate::extract::walk::Walk;
use crate::lexicon::{Hit, Scheme};

impl Walk<'_, '_> {
    /// A hyphen behind the Latin letters that a company's name begins with: SEW-传动设备.
    pub(super) fn hyphen(&self, before: &str) -> Option<usize> {
        let stem = before.strip_suffix('-')?;
        let latin = stem.ends_with(|it: char| it.is_ascii_alphabetic());
        (self.reach == Reach::AnyPlace && latin).then(|| self.floor + stem.len())
    }

    /// A blank between two words in Latin letters: Mini| |LED.
    pub(super) fn blank(&self, before: &str) -> Option<usize> {
        let text = self.page.slice(self.floor..self.head);
        let joins = joins_latin(text, before.len() - 1);
        joins.then(|| self.at - 1)
    }

    /// Whether a word for a region stands between a mark or a short place and a company's ending: 青海|西部|镁业, ，|西部|矿业集团.
    pub(super) fn is_region_of_firm(&self, stop: Hit) -> bool {
        let page = self.page;
        let endings = ["brand_ending", "company_suffix_weak"];
        let region = page.is_word("brand_part", page.written(stop));
        let before = page.slice(self.floor..stop.start).chars().next_back();
        let led = before.is_none_or(|it| !it.is_alphanumeric())
            || page
                .hits_ending(stop.start)
                .any(|it| page.is_in(Scheme::Place, it) && !is_full_place(page, it));
        region
            && led
            && endings
                .iter()
                .any(|it| page.word_at(it, stop.end).is_some())
    }

    /// Whether a stop word of one character begins an item of a list that nothing else begins: 、比|逗仕休闲食品项目.
    pub(super) fn is_first_of_item(&self, stop: Hit) -> bool {
        let list = self.page.slice(self.floor..stop.start).ends_with('、');
        let one = self.page.written(stop).chars().nth(1).is_none();
        let guessed =
            token_at(self.page, self.at).is_some_and(|it| it.class == Class::Proper && !it.known);
        self.reach == Reach::Loose && list && one && guessed
    }

    /// Whether 大, 小, 老 before a word that no dictionary has begins the name of a place, and a clause: 大|柴旦工业园.
    pub(super) fn sizes(&self, start: usize) -> bool {
        let page = self.page;
        let Some(sentence) = page.sentence_at(start) else {
            return false;
        };
        let guessed = page
            .token_over(sentence, self.at)
            .is_some_and(|it| it.bytes.start == self.at && it.class == Class::Proper);
        let before = page.slice(self.floor..start).chars().next_back();
        let led = page
            .hits_ending(start)
            .any(|it| page.lexicon.is_rule_word(it) || page.is_word("name_stop", page.written(it)))
            || page.word_ending("point_park", start).is_some();
        let open = led || before.is_none_or(|it| !it.is_alphanumeric());
        guessed && open && page.word_at("size_mark", start).is_some()
    }

    /// Whether a character that brands begin with stands before a word of one character: 中|芯集成电路, 中|沧工业园.
    pub(super) fn leads(&self, start: usize) -> bool {
        let page = self.page;
        let next = token_at(page, self.at);
        let one = next.is_some_and(|it| page.slice(it.bytes.clone()).chars().nth(1).is_none());
        let stop = page.word_at("name_stop", self.at).is_some();
        one && !stop && self.at < self.head && page.word_at("brand_first", start).is_some()
    }

    /// Whether a mark stands before a place, so that a word of one character there begins a name: 、迈|瑞康疫苗.
    pub(super) fn opens(&self, start: usize) -> bool {
        let before = self.page.slice(self.floor..start).chars().next_back();
        // 据|仲恺高新区管委会
        let lead = ["agency_lead", "preposition"];
        let leads = lead.iter().any(|it| {
            let hit = self.page.word_at(it, start);
            hit.is_some_and(|hit| hit.end == self.at)
        });
        self.reach == Reach::AnyPlace && !leads && before.is_none_or(|it| !it.is_alphanumeric())
    }
}
