//! Names of titles: a level, a middle and a head (国家级|循环化改造|示范试点园区), or words in quotes before 称号.

use crate::clean::BlockKind;
use crate::extract::cell::honor_cells;
use crate::extract::division::names_province;
use crate::extract::headless::headless;
use crate::extract::honor_list;
use crate::extract::modality::clause_of;
use crate::extract::page::{Bytes, Name, Page};
use crate::extract::quotation::quoted_titles;
use crate::extract::roster;
use crate::extract::sentence::Sentence;
use crate::extract::title::{
    Floor, behind_holder, floor, full_place, park_title_start, title_start,
};
use crate::extract::title_list::listed_titles;
use crate::extract::told_title::{holds_number, is_only_counted};
use crate::lexicon::{Hit, Scheme};
use crate::model::{EntityKind, Mention, RuleId};

/// The longest title, in bytes: forty characters.
const LONGEST: usize = 120;
/// How far before a name a title that covers it may begin, in bytes.
const FARTHEST: usize = 2 * LONGEST;
/// How far behind a head the end of a longer title may stand, in bytes: eight characters.
const RUN_ON: usize = 24;
/// The rule that names works by what happens to them, and by all the words before their ending.
const TOLD: &str = "name/told facility";
/// Marks that may stand inside a title and are no part of its name.
pub(super) const QUOTES: [char; 6] = ['“', '”', '"', ' ', '《', '》'];

/// Adds the titles of a page to its names; gives the parks whose names they take the place of.
pub(super) fn find_honors(page: &mut Page<'_>) -> Vec<Name> {
    let mut honors = Vec::new();
    for sentence in page.sentences.iter().filter(|it| is_read(it)) {
        for list in ["honor_head", "park_head"] {
            for head in page.words_in(list, &sentence.bytes) {
                honors.extend(titled(page, sentence, head, list));
            }
        }
        honors.extend(quoted_titles(page, sentence));
        headless(page, sentence, &mut honors);
    }
    honors.sort_by_key(|it| it.bytes.start);
    let read = page.sentences.iter().filter(|it| is_read(it));
    let listed: Vec<Name> = read
        .flat_map(|it| listed_titles(page, it, &honors))
        .collect();
    honors.extend(listed);
    honors.extend(honor_list::titles(page));
    honors.extend(roster::titles(page));
    let cells = honor_cells(page).into_iter();
    honors.extend(cells.filter_map(|bytes| in_cell(page, bytes)));
    honors.retain(|it| !is_only_counted(page, it.bytes.end) && !page.is_word("no_title", &it.name));
    honors.sort_by_key(|it| it.bytes.start);
    let mut found = std::mem::take(&mut page.names);
    for name in &mut found {
        shorten(page, name, around(name, &honors));
    }
    let parks = found.iter().filter(|it| it.kind == EntityKind::Park);
    let parks: Vec<Name> = parks.cloned().collect();
    found.retain(|name| stays(page, name, around(name, &honors)));
    found.extend(honors);
    page.keep_best(found);
    add_fields(page);
    let read = |it: &Name| page.name_over(it.bytes.start).map(|it| page.names[it].kind);
    let covered = parks.into_iter();
    covered
        .filter(|it| read(it) == Some(EntityKind::Honor))
        .collect()
}

/// The park of a place whose name reads as a title that nobody holds: 国家大数据(贵州)综合试验区.
pub(super) fn park_instead(page: &Page<'_>, title: &Name, covered: &[Name]) -> Option<Mention> {
    let placed = |park: &Name| {
        let begins = park.bytes.start == title.bytes.start || park.name.contains('(');
        let mut inside = page.hits_in(park.bytes.clone());
        begins && inside.any(|it| it.end <= park.bytes.end && page.is_in(Scheme::Place, it))
    };
    let park = covered
        .iter()
        .find(|it| it.bytes.end == title.bytes.end && it.bytes.start >= title.bytes.start)
        .filter(|it| title.kind == EntityKind::Honor && placed(it))?;
    Some(Mention {
        kind: EntityKind::Park,
        span: page.clean.span(title.bytes.clone()),
        name: title.name.clone(),
        rule: park.rule.clone(),
        confidence: park.confidence,
    })
}

/// Adds to titles the field in brackets behind them, which tells them apart: 国家外贸转型升级基地|(新型功能材料).
fn add_fields(page: &mut Page<'_>) {
    let mut names = std::mem::take(&mut page.names);
    for name in names.iter_mut().filter(|it| it.kind == EntityKind::Honor) {
        if let Some(grade) = page.word_at("award_grade", name.bytes.end) {
            name.name.push_str(page.written(grade)); // 国家科技进步奖|二等奖
            name.bytes.end = grade.end;
        }
        if let Some(field) = field(page, name.bytes.end) {
            name.name.push_str(page.slice(field.clone()));
            name.bytes.end = field.end;
        }
    }
    page.keep_best(names);
}

/// A remark in brackets that begins here and is neither a short form, a batch nor a date.
fn field(page: &Page<'_>, start: usize) -> Option<Bytes> {
    let inner = page.rest(start).strip_prefix('(')?.split(')').next()?;
    let bytes = start..start + inner.len() + 2;
    let fits = (2..=12).contains(&inner.chars().count())
        && inner.chars().all(|it| is_chinese_letter(it) || it == '·');
    let says_more = ["define", "batch", "under_application", "reference"];
    let body = page.word_ending("agency_head", bytes.end - 1).is_some(); // (国务院办公厅): who granted it
    let is_field = fits && !body && !says_more.iter().any(|list| page.has_word_in(list, &bytes));
    is_field.then_some(bytes)
}

fn is_chinese_letter(it: char) -> bool {
    it.is_alphabetic() && !it.is_ascii()
}

/// Titles are looked for in running text and in tables.
fn is_read(sentence: &Sentence) -> bool {
    Page::is_prose(sentence) || sentence.kind == BlockKind::Table
}

/// The titles that may overlap a name, of titles sorted by start.
fn around<'a>(name: &Name, honors: &'a [Name]) -> &'a [Name] {
    let first = honors.partition_point(|it| it.bytes.start + FARTHEST < name.bytes.start);
    let last = honors.partition_point(|it| it.bytes.start < name.bytes.end);
    honors.get(first..last).unwrap_or_default()
}

/// 某经开区|国家生态工业示范园区: a zone ends where its title begins; 中国民企500强|某集团: a company begins behind its title.
fn shorten(page: &Page<'_>, name: &mut Name, honors: &[Name]) {
    let is_lead = |it: &&Name| it.bytes.start == name.bytes.start && it.bytes.end < name.bytes.end;
    if let Some(title) = honors
        .iter()
        .find(is_lead)
        .filter(|_| name.kind == EntityKind::Company)
    {
        let bytes = title.bytes.end..name.bytes.end;
        page.slice(bytes.clone()).clone_into(&mut name.name);
        name.bytes = bytes;
    }
    let is_title = |it: &&Name| it.bytes.end == name.bytes.end && name.bytes.start < it.bytes.start;
    let known = name.rule.as_str().starts_with("lexicon/");
    let Some(title) = honors.iter().find(is_title).filter(|_| !known) else {
        return;
    };
    let bytes = name.bytes.start..title.bytes.start;
    let zone = page
        .word_ending("park_head", bytes.end)
        .is_some_and(|hit| hit.start > bytes.start);
    if name.kind == EntityKind::Park && zone {
        page.slice(bytes.clone()).clone_into(&mut name.name);
        name.bytes = bytes;
    }
}

/// Whether a name stands beside the titles: a known park always, others unless a title covers them.
fn stays(page: &Page<'_>, name: &Name, honors: &[Name]) -> bool {
    let is_longer_park = |honor: &Name| {
        let before = name.bytes.start..honor.bytes.start.max(name.bytes.start);
        let told = name.rule.as_str() == TOLD;
        let before = page.slice(before);
        let quoted = before.ends_with('“') && page.rest(honor.bytes.end).starts_with('”');
        (name.kind == EntityKind::Park || told)
            && name.bytes.end == honor.bytes.end
            && !quoted // 授予某县|“中国糖城”|称号
            && !before.trim_matches(QUOTES).is_empty()
    };
    let covers = |honor: &Name| {
        let reached = match name.kind {
            EntityKind::Agency => honor.bytes.start <= name.bytes.start,
            _ => honor.bytes.start < name.bytes.end && name.bytes.start < honor.bytes.end,
        };
        reached && name.bytes.end <= honor.bytes.end
    };
    // 获得“中国功能糖城”称号, where a park is called so, too.
    let called = |honor: &Name| {
        let quoted = page.slice(0..honor.bytes.start).ends_with('“');
        honor.bytes == name.bytes && quoted && is_called_title(page, honor.bytes.end)
    };
    let known = name.rule.as_str().starts_with("lexicon/") && name.kind == EntityKind::Park;
    let known = known && !honors.iter().any(called);
    known || honors.iter().any(is_longer_park) || !honors.iter().any(covers)
}

/// The title that is a cell of a table of titles.
fn in_cell(page: &Page<'_>, bytes: Bytes) -> Option<Name> {
    let name = page.slice(bytes.clone()).replace(QUOTES, "");
    let fits = (4..=40).contains(&name.chars().count());
    fits.then(|| Name {
        bytes,
        kind: EntityKind::Honor,
        name,
        rule: RuleId::new("name/honor table"),
        confidence: 0.92,
    })
}

/// A title that ends in a head: from its level, or from the verb that confers it.
fn titled(page: &Page<'_>, sentence: &Sentence, head: Hit, list: &str) -> Option<Name> {
    if !is_whole_head(page, head, list) {
        return None;
    }
    if list == "park_head" && !is_called_title(page, head.end) && !has_level(page, sentence, head) {
        return None;
    }
    let floor = floor(page, sentence, head);
    let (start, confidence) = match list {
        "park_head" if is_called_title(page, head.end) => title_start(page, &floor, head)?,
        "park_head" => (park_title_start(page, &floor, head)?, 0.85),
        _ => title_start(page, &floor, head).or_else(|| called_start(page, &floor, head))?,
    };
    let start = behind_holder(page, behind_batch(page, start), head);
    if floor.is_free() && is_of_holder(page, sentence, start..head.end) {
        return None;
    }
    let text = page.slice(start..head.end);
    let name = text.replace(QUOTES, "");
    let marked = text.contains(['，', '。', '；']) || text.contains("”“");
    let counted = page.measure_at(start).is_some();
    let torn = text.matches('(').count() != text.matches(')').count();
    let bytes = start..head.end;
    let holds_number = holds_number(page, &bytes) || is_zone_of_place(page, &bytes, head);
    let fits = text.len() <= LONGEST && name.chars().count() >= 4;
    let fits = fits && !marked && !counted && !torn && !holds_number;
    fits.then(|| Name {
        bytes: start..head.end,
        kind: EntityKind::Honor,
        name,
        rule: RuleId::new("name/honor"),
        confidence,
    })
}

/// Moves over a batch before a title, in brackets or not: 首批|, (第四批)|, 全国首批|国家级….
fn behind_batch(page: &Page<'_>, start: usize) -> usize {
    let open = page.rest(start).starts_with('(');
    let at = start + usize::from(open);
    let above = page.word_at("honor_level", at).map_or(at, |hit| hit.end);
    let levelled = page.word_at("batch", above).map_or(at, |hit| hit.end);
    if above > at && levelled > above && page.word_at("honor_level", levelled).is_some() {
        return levelled;
    }
    let Some(batch) = page.word_at("batch", at) else {
        return start;
    };
    let closed = page.rest(batch.end).starts_with(')');
    batch.end + usize::from(open && closed)
}

/// Whether a level, a full place or the word for a division (省) stands before a head in its clause.
fn has_level(page: &Page<'_>, sentence: &Sentence, head: Hit) -> bool {
    let region = clause_of(sentence, head.start).start..head.start;
    ["honor_level", "implied_place"]
        .iter()
        .any(|list| page.has_word_in(list, &region))
        || full_place(page, &region).is_some()
}

/// Where a title without a level begins that the words behind it call one: 2024年|瞪羚企业活力十强企业|榜单.
fn called_start(page: &Page<'_>, floor: &Floor, head: Hit) -> Option<(usize, f64)> {
    let plain = page
        .slice(floor.at..head.start)
        .chars()
        .all(char::is_alphanumeric);
    let short = head.end - floor.at <= LONGEST / 2;
    (plain && short && is_called_title(page, head.end)).then_some((floor.at, 0.75))
}

/// 大同市科技企业孵化器|被认定为国家级科技企业孵化器: whether what begins with a place is who receives the title behind the verb.
fn is_of_holder(page: &Page<'_>, sentence: &Sentence, bytes: Bytes) -> bool {
    let placed = full_place(page, &bytes).is_some_and(|it| it.start == bytes.start);
    let behind = bytes.end..clause_of(sentence, bytes.start).end;
    let mut verbs = page.words_in("confer_sure", &behind);
    placed && verbs.any(|it| page.word_at("honor_level", it.end).is_some())
}

/// Whether a range is a zone of the place that it begins with, and no title: 长葛市|产业集聚区, 开阳县|化工园区, but
/// 四川省|特色产业基地, 江西省|化工园区.
fn is_zone_of_place(page: &Page<'_>, bytes: &Bytes, head: Hit) -> bool {
    let county = |hit: Hit| {
        let mut kinds = page.lexicon.county_heads().iter();
        kinds.any(|it| page.written(hit).ends_with(it.as_str()))
    };
    let is = |list: &str| page.is_word(list, page.written(head));
    let (plain, of_county) = (is("plain_zone"), is("county_zone"));
    let fits = |hit: Hit| plain || of_county && county(hit);
    let mut places = page.hits_at(bytes.start);
    let of_province = page.is_word("province_base", page.written(head)); // 江西省|电子信息产业基地
    let titled = |hit: Hit| of_province && names_province(page, page.written(hit));
    places.any(|hit| {
        page.is_in(Scheme::Place, hit) && hit.end <= head.start && fits(hit) && !titled(hit)
    }) && !page.has_word_in("honor_level", bytes)
        && !page.has_word_in("title_mark", bytes)
}

/// Whether the words behind a name say that it is a title: …的称号, …称号, …创建申请.
fn is_called_title(page: &Page<'_>, end: usize) -> bool {
    let rest = page.rest(end);
    let open = rest.trim_start_matches(['”', '"']);
    let at = end + rest.len() - open.len();
    let particle = page.lexicon.particle();
    let behind = at
        + if open.starts_with(particle) {
            particle.len()
        } else {
            0
        };
    let called = ["title_noun", "candidate_list"];
    let sought = page.word_at("application", behind);
    // 某开发区申报|的|H: who applies; 支持园区申报|省级绿色园区: what for.
    let attribute = |hit: Hit| {
        let object = page.word_at("honor_level", hit.end).is_some();
        object || page.rest(hit.end).starts_with(particle)
    };
    called
        .iter()
        .any(|list| page.word_at(list, behind).is_some())
        || sought.is_some_and(|it| !attribute(it))
}

/// Whether a head is not inside a longer one, and not the word for a title itself.
fn is_whole_head(page: &Page<'_>, head: Hit, list: &str) -> bool {
    let is_in = |hit: Hit, list: &str| page.lexicon.is_word(hit, page.lexicon.words(list));
    let longer = page
        .hits_ending(head.end)
        .any(|hit| hit.start < head.start && is_in(hit, list));
    let goes_on = page
        .hits_at(head.start)
        .any(|hit| hit.end > head.end && (is_in(hit, "honor_head") || is_in(hit, "park_head")));
    let noun = page.is_word("title_noun", page.written(head));
    !longer && !goes_on && !runs_on(page, head) && !is_in_quotation(page, head) && !noun
}

/// “中国十佳|优质营商环境产业园区”: a head inside a quotation that goes on is not where its title ends.
fn is_in_quotation(page: &Page<'_>, head: Hit) -> bool {
    let rest = page.rest(head.end);
    let word = rest
        .find(|it: char| !it.is_alphabetic())
        .unwrap_or(rest.len());
    let closes = rest.get(word..).is_some_and(|it| it.starts_with('”'));
    if !closes || !(1..=LONGEST / 2).contains(&word) {
        return false;
    }
    let start = page
        .sentence_at(head.start)
        .map_or(head.start, |it| page.sentences[it].bytes.start);
    let before = page.slice(start..head.start);
    let open = before.rfind(['“', '”']).and_then(|it| before.get(it..));
    let open = open.is_some_and(|it| it.starts_with('“'));
    let heads = ["honor_head", "park_head", "title_end"];
    let ends = heads
        .iter()
        .any(|list| page.word_ending(list, head.end + word).is_some());
    open && ends
}

/// Whether a title goes on to a further head with nothing but words between: 产业集群|专业化推进基地.
fn runs_on(page: &Page<'_>, head: Hit) -> bool {
    let rest = page.rest(head.end);
    let word = rest
        .find(|it: char| !it.is_alphabetic())
        .unwrap_or(rest.len());
    let bytes = head.end..head.end + word.min(RUN_ON);
    let ends = page.words_in("honor_head", &bytes).map(|it| it.start);
    ends.max().is_some_and(|at| {
        let between = head.end..at;
        at > head.end
            && !page.has_word_in("honor_verb", &between)
            && !page.has_word_in("honor_stop", &between)
            && !page.has_word_in("list_mark", &between)
            && !page.has_word_in("name_stop", &between)
            && page.word_at("honor_level", head.end).is_none()
            && page.names_in(&between).is_empty()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::page::tests::{names_of, on_page};

    fn check(text: &str, honors: &[&str]) {
        on_page(text, |page| {
            find_honors(page);
            assert_eq!(names_of(page, EntityKind::Honor), honors);
        });
    }

    #[test]
    fn a_title_begins_at_its_level() {
        check(
            "获批国家级循环化改造示范试点园区。",
            &["国家级循环化改造示范试点园区"],
        );
    }

    #[test]
    fn a_level_that_shares_its_place_or_follows_a_batch_begins_a_title() {
        check("它是湖北省级高新区。", &["湖北省级高新区"]);
        check(
            "它是国家级慢城旅游试验区、江苏省首批省级开发区。",
            &["国家级慢城旅游试验区", "省级开发区"],
        );
    }

    #[test]
    fn a_zone_that_a_title_is_given_to_was_taken_for_the_title() {
        check(
            "授予东明化工园区、泰兴经济开发区“国家级绿色园区”称号。",
            &["国家级绿色园区"],
        );
    }

    #[test]
    fn a_base_of_a_province_is_a_title_and_one_of_a_county_a_park() {
        check(
            "获批江西省锂电新材料产业基地。",
            &["江西省锂电新材料产业基地"],
        );
        check("昆山市光电产业基地投产。", &[]);
    }

    #[test]
    fn what_is_striven_for_needs_no_known_ending() {
        check("明年将争创湖南省“五好”园区。", &["湖南省五好园区"]);
        check("明年将争创全国一流园区。", &[]);
    }

    #[test]
    fn a_centre_that_is_granted_is_a_title_and_no_park() {
        check(
            "获批国家稀土功能材料创新中心。",
            &["国家稀土功能材料创新中心"],
        );
        on_page("双方共建杭州稀土电机创新中心。", |page| {
            assert!(names_of(page, EntityKind::Park).is_empty());
        });
    }

    #[test]
    fn who_applies_for_a_title_that_is_named_behind_is_none() {
        check("支持园区申报省级绿色园区。", &["省级绿色园区"]);
        check("将积极争取国家级试点。", &[]);
    }

    #[test]
    fn a_title_does_not_reach_over_the_verb_that_makes_it_known() {
        check(
            "工信部公布第十批国家新型工业化产业示范基地名单。",
            &["国家新型工业化产业示范基地"],
        );
    }

    #[test]
    fn a_cluster_that_was_formed_was_taken_for_a_title_that_was_got() {
        check("形成了碳材料产业集群。", &[]);
        check("成了国家级绿色园区。", &["国家级绿色园区"]);
    }

    #[test]
    fn a_zone_behind_the_number_of_an_item_is_no_title() {
        check("4.洛阳市工业园区5.长葛市产业集聚区6.西峡县产业集聚区", &[]);
    }

    #[test]
    fn what_stands_beside_a_title_in_a_list_is_one() {
        check(
            "获评国家级绿色园区、亚太经合组织开放园区。",
            &["国家级绿色园区", "亚太经合组织开放园区"],
        );
    }

    #[test]
    fn neighbouring_quotations_are_titles_of_their_own() {
        check(
            "先后获得“国家级绿色园区”“省先进开发区”等荣誉。",
            &["国家级绿色园区", "省先进开发区"],
        );
    }

    #[test]
    fn quotes_before_the_word_for_a_title_hold_one() {
        check("获“中国装备科技城”称号。", &["中国装备科技城"]);
        check("授予德阳市“中国装备科技城”称号。", &["中国装备科技城"]);
    }

    #[test]
    fn who_a_quoted_title_is_given_to_was_part_of_it() {
        check("协会授予德阳市“中国装备名城”称号。", &["中国装备名城"]);
        check("入选江苏省“五星级数字企业”。", &["江苏省五星级数字企业"]);
    }

    #[test]
    fn titles_in_a_list_may_end_in_any_way_between_quotation_marks() {
        check(
            "先后获得“中国童车之都”“中国自行车零件城”。",
            &["中国童车之都", "中国自行车零件城"],
        );
    }

    #[test]
    fn a_list_of_titles_ends_before_their_number() {
        check(
            "先后获得国家级绿色园区、吉林省最具投资潜力开发区两个称号。",
            &["国家级绿色园区", "吉林省最具投资潜力开发区"],
        );
        check(
            "先后获得国家知识产权示范园区、国家知识产权推进试点等称号。",
            &["国家知识产权示范园区", "国家知识产权推进试点"],
        );
    }

    #[test]
    fn what_became_a_title_of_the_nation_was_a_park() {
        let title = "国家进口废物圈区管理园区";
        check("某基地成为国家进口废物“圈区管理”园区。", &[title]);
        check("公司成为国家级柳州高新技术产业开发区的一员。", &[]);
    }

    #[test]
    fn what_a_zone_may_create_is_a_title_where_a_word_of_merit_says_so() {
        check("获批筹建吉林省特色工业园区。", &["吉林省特色工业园区"]);
        check("获批筹建吉林省长春工业园区。", &[]);
    }

    #[test]
    fn the_body_that_grants_is_no_part_of_a_title() {
        check("入选工业和信息化部绿色工厂名单。", &["绿色工厂"]);
    }

    #[test]
    fn a_trade_in_front_belongs_to_the_title() {
        check(
            "入选蓄电池综合利用行业规范企业名单。",
            &["蓄电池综合利用行业规范企业"],
        );
    }

    #[test]
    fn what_begins_with_a_place_before_the_verb_is_who_receives_the_title() {
        check(
            "大同市科技企业孵化器被认定为国家级科技企业孵化器。",
            &["国家级科技企业孵化器"],
        );
        check("认定为2023年河南省智能工厂。", &["河南省智能工厂"]);
    }
}
