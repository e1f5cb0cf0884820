//! Places of one name, and zones called by less than their name: from texts to entities, facts and links.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use parkgraph::graph::{Base, graph_iri, quads};
use parkgraph::lexicon::Lexicon;
use parkgraph::link::{Link, Registry, Status, Weights, built_in, link, survey};
use parkgraph::model::{ContextText, Document, Reading, Statement};
use parkgraph::pipeline;
use parkgraph::store::{Answer, Store};

const DIVISION: &str = "https://w3id.org/parkgraph/data/division";

/// Reads texts and links what they name.
struct Builder<'a> {
    lexicon: &'a Lexicon,
    registry: &'a Registry<'a>,
}

fn with_builder(test: impl FnOnce(&Builder<'_>)) {
    let lexicon = Lexicon::load(None, None).unwrap();
    let (sets, weights) = (built_in(&lexicon), Weights::built_in().unwrap());
    test(&Builder {
        lexicon: &lexicon,
        registry: &Registry::new(&lexicon, &sets, &weights),
    });
}

impl Builder<'_> {
    fn read(&self, identifier: &str, text: &str) -> Reading {
        let document = Document {
            identifier: identifier.to_owned(),
            text: ContextText::new(text.to_owned()),
            ..Document::default()
        };
        pipeline::read(document, self.lexicon)
    }

    /// The graph of texts, and its links.
    fn build(&self, texts: &[&str]) -> (Store, Vec<Link>) {
        let (store, base) = (Store::memory().unwrap(), Base::default());
        for (at, text) in texts.iter().enumerate() {
            let identifier = format!("{at}.txt");
            let quads = quads(&self.read(&identifier, text), &base);
            store
                .replace(&graph_iri(&identifier, &base), quads)
                .unwrap();
        }
        let survey = survey(&store, self.registry, &base).unwrap();
        let links = link(self.registry, &survey.subjects);
        (store, links)
    }

    /// What the mentions of a name are linked to, in text order, and the subjects of its figures: last segments of IRIs, `-`
    /// for none.
    fn check(&self, text: &str, name: &str, expected: &[&str]) {
        let reading = self.read("0.txt", text);
        let (_, links) = self.build(&[text]);
        let code = |iri: &str| {
            let mut accepted = links
                .iter()
                .filter(|it| it.subject == iri && it.source == DIVISION);
            let link = accepted.find(|it| it.status == Status::Accepted)?;
            link.object.rsplit('/').next().map(str::to_owned)
        };
        let mut found = Vec::new();
        for (mention, id) in &reading.mentions {
            if mention.name == name {
                let iri = parkgraph::graph::entity_iri(reading.entity(*id), &Base::default());
                let own = reading.entity(*id).code.clone();
                let linked = code(iri.as_str());
                assert!(own.is_none() || own == linked, "{text}: {own:?} {linked:?}");
                found.push(linked.unwrap_or_else(|| "-".to_owned()));
            }
        }
        assert_eq!(found, expected, "{text}");
    }

    /// The codes and values of the figures of a name.
    fn figures(&self, text: &str, name: &str) -> Vec<(String, String)> {
        let reading = self.read("0.txt", text);
        let figures = reading.facts.iter().filter_map(|it| match &it.statement {
            Statement::Observation(it) => Some((reading.entity(it.subject?), &it.quantity.value)),
            _ => None,
        });
        let of_name = figures.filter(|(subject, _)| subject.name == name);
        let known = of_name.map(|(subject, value)| {
            let code = subject.code.clone().unwrap_or_default();
            (code, value.to_string())
        });
        known.collect()
    }
}

/// Counties of one name with the names and codes of two of them.
const PAIRS: &[(&str, [(&str, &str); 2])] = &[
    ("朝阳区", [("长春市", "220104"), ("北京市", "110105")]),
    ("鼓楼区", [("福州市", "350102"), ("徐州市", "320302")]),
    ("通州区", [("南通市", "320612"), ("北京市", "110112")]),
    ("郊区", [("铜陵市", "340711"), ("阳泉市", "140311")]),
    ("鼓楼区", [("南京市", "320106"), ("开封市", "410204")]),
    ("和平区", [("天津市", "120101"), ("沈阳市", "210102")]),
    ("西湖区", [("杭州市", "330106"), ("南昌市", "360103")]),
    ("江北区", [("重庆市", "500105"), ("宁波市", "330205")]),
    ("桥西区", [("石家庄市", "130104"), ("张家口市", "130703")]),
    ("长安区", [("石家庄市", "130102"), ("西安市", "610116")]),
];

/// The pairs in both orders.
fn pairs() -> impl Iterator<Item = (&'static str, [(&'static str, &'static str); 2])> {
    let both = PAIRS.iter();
    both.flat_map(|(name, [one, other])| [(*name, [*one, *other]), (*name, [*other, *one])])
}

/// Was: counties of one name in one document were one entity, with the code of the city named more often.
#[test]
fn counties_of_one_name_in_one_document_are_two() {
    with_builder(|builder| {
        for (name, [(one, code), (other, other_code)]) in pairs() {
            let text = format!(
                "{one}{name}今年引进企业20家。{other}{name}今年引进企业35家。{name}还新建产业园3个。"
            );
            builder.check(&text, name, &[code, other_code, other_code]);
            let figures = [(code, "20"), (other_code, "35"), (other_code, "3")];
            let figures = figures.map(|(code, value)| (code.to_owned(), value.to_owned()));
            assert_eq!(builder.figures(&text, name), figures, "{text}");
        }
    });
}

#[test]
fn the_city_that_is_spoken_of_says_which_county_is_meant() {
    with_builder(|builder| {
        for (name, [(one, code), (other, other_code)]) in pairs() {
            for text in [
                format!(
                    "{one}引进企业100家，其中{name}20家。{other}引进企业300家，其中{name}35家。"
                ),
                format!(
                    "{one}引进企业100家。{name}引进20家。{other}引进企业300家。{name}引进35家。"
                ),
                format!("一、{one}\n{name}引进企业20家。\n二、{other}\n{name}引进企业35家。"),
                format!("{name}位于{one}。{other}{name}引进企业35家。"),
            ] {
                builder.check(&text, name, &[code, other_code]);
            }
        }
    });
}

#[test]
fn a_list_goes_on_in_the_city_that_it_began_in() {
    with_builder(|builder| {
        for (text, expected) in [
            (
                "企业来自北京市朝阳区、海淀区和长春市南关区、朝阳区。",
                ["110105", "220104"],
            ),
            (
                "企业来自长春市朝阳区、南关区和北京市海淀区、朝阳区。",
                ["220104", "110105"],
            ),
            (
                "企业来自北京市海淀区、丰台区、朝阳区，以及吉林省长春市朝阳区。",
                ["110105", "220104"],
            ),
            (
                "企业来自朝阳区（长春市）、朝阳区（北京市）。",
                ["220104", "110105"],
            ),
        ] {
            builder.check(text, "朝阳区", &expected);
        }
    });
}

#[test]
fn what_cannot_be_decided_is_not_linked() {
    with_builder(|builder| {
        for (text, name, expected) in [
            (
                "鼓楼区引进企业20家。鼓楼区还新建产业园3个。",
                "鼓楼区",
                &["-", "-"][..],
            ),
            (
                "福州市和徐州市开展合作。鼓楼区引进企业20家。",
                "鼓楼区",
                &["-"],
            ),
            (
                "徐州市和福州市开展合作。鼓楼区引进企业20家。",
                "鼓楼区",
                &["-"],
            ),
            (
                "朝阳区引进企业20家。长春市朝阳区与北京市朝阳区签约。",
                "朝阳区",
                &["-", "220104", "110105"],
            ),
            (
                "长春市朝阳区引进企业20家。北京市引进企业90家。朝阳区新建产业园3个。",
                "朝阳区",
                &["220104", "-"],
            ),
        ] {
            builder.check(text, name, expected);
        }
    });
}

#[test]
fn one_county_stays_one_entity() {
    with_builder(|builder| {
        for text in [
            "长春市朝阳区引进企业20家，在北京市举办的推介会上，朝阳区签约项目3个。",
            "朝阳区今年工作情况\n\n长春市朝阳区引进企业20家。来自北京市海淀区的企业有3家。朝阳区新建产业园3个。",
            "朝阳区引进企业20家。长春市朝阳区引进企业来自北京市、上海市等地。朝阳区新建产业园3个。",
        ] {
            let reading = builder.read("0.txt", text);
            let mut entities = reading.entities.iter().filter(|it| it.name == "朝阳区");
            let only = entities.next().unwrap();
            assert_eq!(only.code.as_deref(), Some("220104"), "{text}");
            assert_eq!(entities.next(), None, "{text}");
        }
    });
}

#[test]
fn documents_that_name_different_counties_do_not_share_them() {
    with_builder(|builder| {
        let texts = [
            "长春市朝阳区引进企业20家。",
            "北京市朝阳区引进企业35家。",
            "朝阳区位于长春市。",
        ];
        let (store, links) = builder.build(&texts);
        let linked: Vec<&str> = links
            .iter()
            .filter(|it| it.subject_label == "朝阳区" && it.source == DIVISION)
            .map(|it| it.object.rsplit('/').next().unwrap())
            .collect();
        assert_eq!(linked, ["110105", "220104"]);
        let query = "ASK { GRAPH <https://w3id.org/parkgraph/id/graph/2.txt> {
        ?mention pg:refersTo <https://w3id.org/parkgraph/id/place/朝阳区/220104> } }";
        assert!(matches!(store.query(query).unwrap(), Answer::Boolean(true)));
    });
}

/// Was: zones of the lists were not linked under shortened names and those of renamed cities.
#[test]
fn zones_are_linked_by_the_place_around_them() {
    with_builder(|builder| {
        for (text, expected) in [
            (
                "柯桥经济技术开发区位于绍兴市柯桥区，引进企业20家。",
                Some("143"),
            ),
            ("襄樊高新技术产业开发区引进企业20家。", Some("102")),
            ("葛店经济技术开发区位于鄂州市，引进企业20家。", Some("51")),
            ("葛店经济技术开发区引进企业20家，毗邻武汉市。", None),
            ("临港经济技术开发区位于宜宾市，引进企业20家。", Some("189")),
            ("临港经济技术开发区位于威海市，引进企业20家。", Some("166")),
            ("临港经济技术开发区位于上海市，引进企业20家。", None),
        ] {
            let (_, links) = builder.build(&[text]);
            let mut lists = links.iter().filter(|it| {
                let list =
                    it.source.ends_with("zone-economic") || it.source.ends_with("zone-high-tech");
                list && it.status == Status::Accepted
            });
            let found = lists.next().and_then(|it| it.object.rsplit('/').next());
            assert_eq!(found, expected, "{text}");
        }
    });
}

#[test]
fn what_a_county_became_is_known_where_it_kept_its_name() {
    with_builder(|builder| {
        for (county, expected) in [
            ("永年县", Some("130408")),
            ("宣化县", Some("130705")),
            ("栾城县", Some("130111")),
            ("邯郸县", None),
            ("江北县", None),
        ] {
            let (_, links) = builder.build(&[&format!("{county}引进企业20家。")]);
            let mut links = links.iter();
            let link = links.find(|it| it.rule == "link/successor" && it.subject_label == county);
            let found = link.and_then(|it| it.object.rsplit('/').next());
            assert_eq!(found, expected, "{county}");
        }
    });
}
