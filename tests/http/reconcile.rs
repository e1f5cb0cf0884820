//! The Reconciliation Service API, as `OpenRefine` uses it.

use serde_json::{Value, json};

use crate::client::{Answer, Request, Server, encode, eventually, settings};

const FORM: &str = "application/x-www-form-urlencoded";
const PARK: &str = "park/甲市经济技术开发区";

fn server() -> Server {
    let server = Server::start(crate::sample_store(), settings());
    eventually(|| {
        let answer = server.get("/reconcile/suggest/entity?prefix=x", &[]);
        (answer.status == 200).then_some(())
    });
    server
}

fn post(server: &Server, name: &str, value: &Value) -> Answer {
    let body = format!("{name}={}", encode(&value.to_string()));
    server.send(Request::new("POST", "/reconcile").body(FORM, body))
}

/// The candidates for a query.
fn candidates(server: &Server, query: &Value) -> Vec<Value> {
    let answer = post(server, "queries", &json!({ "q0": query }));
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    answer.json()["q0"]["result"].as_array().unwrap().clone()
}

#[test]
fn the_manifest_names_the_parts_of_the_service() {
    let server = server();
    for answer in [
        server.get("/reconcile", &[]),
        server.send(Request::new("POST", "/reconcile").body(FORM, "")),
    ] {
        assert_eq!(
            (answer.status, answer.media_type()),
            (200, "application/json")
        );
        let manifest = answer.json();
        for part in [
            "versions",
            "name",
            "identifierSpace",
            "schemaSpace",
            "defaultTypes",
            "view",
            "preview",
            "suggest",
            "extend",
        ] {
            assert!(!manifest[part].is_null(), "{part}");
        }
        assert_eq!(manifest["versions"], json!(["0.2"]));
        assert_eq!(manifest["view"]["url"], "http://example.test/id/{{id}}");
    }
}

#[test]
fn a_name_is_found_however_it_is_written() {
    let server = server();
    for (name, is_match) in [
        ("甲市经济技术开发区", true),
        ("甲市經濟技術開發區", true),
        ("甲市經開區", true),
        ("甲市 经开区", true),
        ("Jia shi jing ji ji shu kai fa qu", false),
        ("jiǎshì jīngjì jìshù kāifāqū", false),
        ("甲市经济开发区", false),
    ] {
        let found = candidates(&server, &json!({ "query": name }));
        assert_eq!(found[0]["id"], PARK, "{name}");
        assert_eq!(found[0]["match"], is_match, "{name}");
        assert_eq!(found[0]["name"], "甲市经济技术开发区");
        assert_eq!(found[0]["type"][0]["id"], "pg:Park");
    }
    let english = candidates(&server, &json!({ "query": "JIA & CO" }));
    assert_eq!(
        (&english[0]["type"][0]["id"], &english[0]["match"]),
        (&json!("pg:Company"), &json!(true))
    );
    assert!(candidates(&server, &json!({ "query": "xyzzy" })).is_empty());
    assert!(candidates(&server, &json!({ "query": "" })).is_empty());
}

#[test]
fn types_limits_and_properties_narrow_what_is_found() {
    let server = server();
    let park = "甲市经开区";
    assert!(
        candidates(&server, &json!({ "query": park, "type": "pg:Honor" }))
            .iter()
            .all(|it| it["id"] != PARK)
    );
    let of_types = json!({ "query": park, "type": ["pg:Honor", "pg:Park"], "type_strict": "any" });
    assert_eq!(candidates(&server, &of_types)[0]["id"], PARK);
    assert!(candidates(&server, &json!({ "query": "国家级绿色园区", "limit": 1 })).len() <= 1);
    let with = |value: Value| {
        let query = json!({ "query": park, "properties": [{ "pid": "pg:holds", "v": value }] });
        candidates(&server, &query)[0].clone()
    };
    let (fits, contradicts) = (with(json!("国家级绿色园区")), with(json!("乙奖")));
    assert_eq!(
        (&fits["match"], &contradicts["match"]),
        (&json!(true), &json!(false))
    );
    assert!(fits["score"].as_f64() > contradicts["score"].as_f64());
    let by_id = with(json!({ "id": "honor/国家级绿色园区", "name": "x" }));
    assert_eq!(by_id["match"], true);
}

#[test]
fn a_batch_is_answered_under_its_names() {
    let server = server();
    let queries =
        json!({ "a": { "query": "甲市经开区" }, "b": { "query": "工信部", "type": "pg:Agency" } });
    let by_get = server.get(
        &format!("/reconcile?queries={}", encode(&queries.to_string())),
        &[],
    );
    let by_post = post(&server, "queries", &queries);
    assert_eq!(by_get.json(), by_post.json());
    assert_eq!(by_post.json()["b"]["result"][0]["id"], "agency/工信部");
    let many: Value = (0..101)
        .map(|it| (format!("q{it}"), json!({ "query": "x" })))
        .collect::<serde_json::Map<_, _>>()
        .into();
    assert_eq!(post(&server, "queries", &many).status, 413);
    for wrong in ["x", "[]", "{\"q\":1}", "{\"q\":{\"query\":1}}"] {
        let body = format!("queries={}", encode(wrong));
        let answer = server.send(Request::new("POST", "/reconcile").body(FORM, body));
        assert_eq!(answer.status, 400, "{wrong}");
    }
}

#[test]
fn what_is_matched_can_be_extended() {
    let server = server();
    let request = json!({
        "ids": [PARK, "park/unknown"],
        "properties": [{ "id": "pg:holds" }, { "id": "skos:altLabel" }, { "id": "no:such" }],
    });
    let answer = post(&server, "extend", &request).json();
    assert_eq!(
        answer["meta"][0],
        json!({ "id": "pg:holds", "name": "holds" })
    );
    let row = &answer["rows"][PARK];
    assert_eq!(
        row["pg:holds"],
        json!([{ "id": "honor/国家级绿色园区", "name": "国家级绿色园区" }])
    );
    assert_eq!(row["skos:altLabel"].as_array().unwrap().len(), 2);
    assert_eq!(
        (&row["no:such"], &answer["rows"]["park/unknown"]["pg:holds"]),
        (&json!([]), &json!([]))
    );
    let proposed = server
        .get("/reconcile/extend/propose?type=pg:Park", &[])
        .json();
    let proposed = proposed["properties"].as_array().unwrap().clone();
    assert!(proposed.contains(&json!({ "id": "pg:holds", "name": "holds" })));
}

#[test]
fn names_types_and_properties_are_suggested() {
    let server = server();
    for prefix in ["甲市", "甲市經", "jiashi"] {
        let answer = server
            .get(
                &format!("/reconcile/suggest/entity?prefix={}", encode(prefix)),
                &[],
            )
            .json();
        assert_eq!(answer["result"][0]["id"], PARK, "{prefix}");
    }
    let types = server.get("/reconcile/suggest/type?prefix=par", &[]).json();
    assert_eq!(
        types["result"],
        json!([{ "id": "pg:Park", "name": "park" }])
    );
    let properties = server
        .get("/reconcile/suggest/property?prefix=pg:hol", &[])
        .json();
    assert_eq!(
        properties["result"],
        json!([{ "id": "pg:holds", "name": "holds" }])
    );
}

#[test]
fn a_preview_may_be_framed_and_escapes_what_it_shows() {
    let server = server();
    let suggested = server
        .get("/reconcile/suggest/entity?prefix=jia%20%26", &[])
        .json();
    let id = suggested["result"][0]["id"].as_str().unwrap().to_owned();
    let answer = server.get(&format!("/reconcile/preview?id={}", encode(&id)), &[]);
    assert_eq!((answer.status, answer.media_type()), (200, "text/html"));
    assert!(
        answer.text().contains("甲芯 &lt;&quot;半导体&quot;&gt;"),
        "{}",
        answer.text()
    );
    assert!(
        answer
            .header("content-security-policy")
            .contains("frame-ancestors *")
    );
    assert_eq!(answer.header("x-frame-options"), "");
    assert_eq!(server.get("/reconcile/preview?id=park/x", &[]).status, 404);
}
