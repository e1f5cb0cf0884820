//! Matches that say themselves of whom they speak: 铜冶炼成了|园区|第二根支柱.

use crate::extract::actor::Fit;
use crate::lexicon::Gives;
use crate::model::EntityKind;

impl Fit<'_, '_> {
    /// Whether a match says itself that the industry is one of the park spoken of, whoever the clause before was about.
    pub(super) fn says_here(&self, park: usize) -> bool {
        let mut words = self.page.words_in("point_park", &self.found.bytes);
        self.rule.gives == Gives::Engagement
            && self.page.is_kind(park, EntityKind::Park)
            && words.any(|it| self.page.name_over(it.start).is_none())
    }

    /// 某开发区，|安徽省|重要的新材料产业基地: whether a place only says of which region something is the largest or the like.
    pub(super) fn is_region_of_rank(&self, name: usize) -> bool {
        let end = self.page.names[name].bytes.end;
        self.rule.gives == Gives::Engagement
            && self.page.is_kind(name, EntityKind::Place)
            && self.page.word_at("region_rank", end).is_some()
    }
}
