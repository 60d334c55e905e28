//! Places: taking, leaving, coming back; views and orders of whoever sits there.

use crate::rig::{Client, host};
use qd_host::Ready;
use serde_json::{Value, json};

fn with_host(test: impl AsyncFnOnce(Ready)) {
    let folder = tempfile::tempdir().expect("a folder");
    let ready = host(folder.path());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(test(ready));
}

async fn seated(ready: &Ready, place: &str) -> (Client, String) {
    let mut client = Client::greeted(ready.address).await;
    client.say(&json!({"sit": {"place": place, "name": "Ada"}})).await;
    let token = client.hear("seated").await["token"].as_str().expect("a token").to_owned();
    (client, token)
}

/// Views of the place until one holds what is looked for.
async fn view_with(client: &mut Client, found: impl Fn(&Value) -> bool) -> Value {
    for _ in 0..200 {
        let view = client.hear("view").await;
        if found(&view) {
            return view;
        }
    }
    panic!("no such view came");
}

#[test]
fn time_stands_until_somebody_sits_down() {
    with_host(async |ready| {
        let mut first = Client::connect(ready.address).await;
        first.say(&json!({"hello": {"version": 1}})).await;
        let welcome = first.hear("welcome").await;
        assert_eq!(
            (welcome["clock"]["tick"].clone(), welcome["clock"]["paused"].clone()),
            (json!(0), json!(true))
        );
        first.say(&json!({"sit": {"place": "helm", "name": "Ada"}})).await;
        first.hear("seated").await;
        loop {
            let clock = first.hear("clock").await;
            if clock["clock"]["tick"].as_u64() > Some(0) {
                break;
            }
        }
    });
}

#[test]
fn a_view_is_whole_first_then_what_changed_and_whole_again_on_demand() {
    with_host(async |ready| {
        let (mut client, _) = seated(&ready, "helm").await;
        client.say(&json!({"open": {"place": "helm", "panels": ["readings", "me"]}})).await;
        let first = client.hear("view").await;
        assert!(first["full"]["readings"]["altitude"]["value"].is_number(), "{first}");
        assert!(first["full"].get("grid").is_none(), "only what is open");
        let next = view_with(&mut client, |view| view["patch"]["readings"].is_object()).await;
        assert!(next["full"].get("readings").is_none());
        assert!(next["seq"].as_u64() > first["seq"].as_u64());
        client.say(&json!({"keyframe": {"place": "helm"}})).await;
        view_with(&mut client, |view| view["full"]["readings"]["altitude"].is_object()).await;
    });
}

#[test]
fn a_token_gives_the_place_back_and_the_officer_waits() {
    with_host(async |ready| {
        let (client, token) = seated(&ready, "helm").await;
        drop(client);
        let mut again = Client::connect(ready.address).await;
        again.say(&json!({"hello": {"version": 1, "tokens": ["forged", token]}})).await;
        let welcome = again.hear("welcome").await;
        assert_eq!(
            welcome["yours"],
            json!([{"place": "helm", "token": token, "last_order": 0}]),
            "{welcome}"
        );
        again.say(&json!({"order": {"id": 1, "place": "helm", "order": {"kind": "flight.damp"}}})).await;
        assert!(again.hear("answer").await["kept"].is_string());
        let (mut other, _) = seated(&ready, "medical").await;
        other.say(&json!({"sit": {"place": "helm", "name": "Bea"}})).await;
        assert_eq!(other.hear("unseated").await["reason"]["code"], "taken");
    });
}

#[test]
fn nothing_is_obeyed_twice_and_the_answer_is_given_again() {
    with_host(async |ready| {
        let (mut client, _) = seated(&ready, "helm").await;
        let order = json!({"order": {"id": 5, "place": "helm", "order": {"kind": "flight.damp"}}});
        client.say(&order).await;
        let first = client.hear("answer").await;
        client.say(&order).await;
        assert_eq!(client.hear("answer").await, first);
    });
}

#[test]
fn a_person_on_foot_sees_ways_and_walks() {
    with_host(async |ready| {
        let (mut client, _) = seated(&ready, "person:machinist-1").await;
        client
            .say(&json!({"open": {"place": "person:machinist-1", "panels": ["me", "ways", "people"]}}))
            .await;
        let view = client.hear("view").await;
        let here = view["full"]["me"]["body"]["compartment"].as_str().expect("somewhere").to_owned();
        let ways = view["full"]["ways"]["out"].as_object().expect("ways").clone();
        let (_, way) = ways.iter().find(|(_, way)| way["walk_s"].is_number()).expect("a way that is open");
        let to = way["compartment"].as_str().expect("a key").to_owned();
        let go = json!({"kind": "crew.go", "to_compartment": to, "run": false});
        client.say(&json!({"order": {"id": 1, "place": "person:machinist-1", "order": go}})).await;
        let answer = client.hear("answer").await;
        assert!(answer["kept"].is_string(), "{answer}");
        view_with(&mut client, |view| {
            let now = &view["patch"]["me"]["body"]["compartment"];
            now.is_string() && *now != json!(here)
        })
        .await;
    });
}

#[test]
fn the_director_stops_time_and_gives_places_free() {
    with_host(async |ready| {
        let (mut player, _) = seated(&ready, "helm").await;
        let mut director = director(&ready).await;
        director.say(&json!({"direct": {"id": 1, "act": {"pause": {"on": true}}}})).await;
        director.hear("answer").await;
        loop {
            if player.hear("clock").await["clock"]["paused"] == json!(true) {
                break;
            }
        }
        director.say(&json!({"direct": {"id": 2, "act": {"free": {"place": "helm"}}}})).await;
        assert_eq!(player.hear("unseated").await["reason"]["code"], "freed");
    });
}

#[test]
fn nobody_but_the_director_is_shown_the_truth() {
    with_host(async |ready| {
        let mut director = director(&ready).await;
        director.say(&json!({"direct": {"id": 1, "act": {"note": {"text": "for me alone"}}}})).await;
        director.hear("answer").await;
        director.say(&json!({"direct": {"id": 2, "act": {"pause": {"on": false}}}})).await;
        director.hear("answer").await;
        while director.hear("clock").await["clock"]["tick"].as_u64() == Some(0) {}
        let panels = json!(["truth", "events", "notes", "me"]);
        for place in ["captain", "person:machinist-1"] {
            let (mut client, _) = seated(&ready, place).await;
            client.say(&json!({"open": {"place": place, "panels": panels}})).await;
            let view = client.hear("view").await;
            assert!(view["full"]["me"].is_object(), "{view}");
            for panel in ["truth", "events", "notes"] {
                let shown = &view["full"][panel];
                assert!(shown.as_object().is_none_or(|shown| shown.is_empty()), "{place}: {shown}");
            }
        }
    });
}

#[test]
fn a_director_who_is_there_first_says_when_time_begins() {
    with_host(async |ready| {
        let mut director = director(&ready).await;
        let (_helm, _) = seated(&ready, "helm").await;
        // The round after the helm was taken has been: an answer comes in a later one.
        for id in 1..=2 {
            director.say(&json!({"direct": {"id": id, "act": {"speed": {"times": 1.0}}}})).await;
            director.hear("answer").await;
            let clock = director.hear("clock").await;
            assert_eq!((&clock["clock"]["tick"], &clock["clock"]["paused"]), (&json!(0), &json!(true)));
        }
        director.say(&json!({"direct": {"id": 3, "act": {"pause": {"on": false}}}})).await;
        while director.hear("clock").await["clock"]["paused"] != json!(false) {}
    });
}

#[test]
fn why_ends_where_the_seat_knows_no_further() {
    with_host(async |ready| {
        let (mut engineer, _) = seated(&ready, "engineering").await;
        engineer.say(&json!({"open": {"place": "engineering", "panels": ["readings"]}})).await;
        let caused = |view: &Value| {
            let readings = view["full"]["readings"].as_object().or(view["patch"]["readings"].as_object());
            let mut causes = readings?.values().filter_map(|reading| reading["cause"].as_str());
            causes.find(|cause| cause.starts_with("e:")).map(str::to_owned)
        };
        let view = view_with(&mut engineer, |view| caused(view).is_some()).await;
        let of = caused(&view).expect("found above");
        engineer.say(&json!({"why": {"place": "engineering", "of": of}})).await;
        let known = engineer.hear("because").await;
        assert!(!known["links"].as_array().expect("links").is_empty(), "{known}");
        // Whoever has no console there is told nothing, and nobody is told from another's place.
        let (mut machinist, _) = seated(&ready, "person:machinist-1").await;
        for place in ["person:machinist-1", "engineering", "director"] {
            machinist.say(&json!({"why": {"place": place, "of": of}})).await;
            assert_eq!(machinist.hear("because").await["links"], json!([]), "{place}");
        }
    });
}

#[test]
fn voices_are_carried_between_those_who_hear_each_other_and_no_others() {
    with_host(async |ready| {
        // Two on the bridge, one in engineering.
        let (mut helm, _) = seated(&ready, "helm").await;
        let (mut captain, _) = seated(&ready, "captain").await;
        let (mut engineer, _) = seated(&ready, "engineering").await;
        while helm.hear("hearing").await["by"] != json!(["captain"]) {}
        helm.say(&json!({"signal": {"place": "helm", "to": "captain", "data": {"offer": 1}}})).await;
        let signal = captain.hear("signal").await;
        assert_eq!((&signal["from"], &signal["data"]), (&json!("helm"), &json!({"offer": 1})));
        engineer.say(&json!({"signal": {"place": "engineering", "to": "helm", "data": 2}})).await;
        assert_eq!(engineer.hear("hearing").await["by"], json!([]), "nobody hears him, and he is told so");
    });
}

#[test]
fn whom_a_player_speaks_for_no_officer_acts_for() {
    with_host(async |ready| {
        let (_helm, _) = seated(&ready, "helm").await;
        let mut director = director(&ready).await;
        director.say(&json!({"open": {"place": "director", "panels": ["truth"]}})).await;
        let guided = |view: &Value| {
            let people =
                view["full"]["truth"]["people"].as_object().or(view["patch"]["truth"]["people"].as_object());
            people.is_some_and(|people| people["helmsman"]["guided"] == json!(true))
        };
        view_with(&mut director, guided).await;
    });
}

async fn director(ready: &Ready) -> Client {
    let mut director = Client::greeted(ready.address).await;
    director.say(&json!({"sit": {"place": "director", "name": "D", "secret": ready.secret}})).await;
    director.hear("seated").await;
    director
}

#[test]
fn the_director_holds_an_officer_writes_notes_and_sees_what_each_event_is_about() {
    with_host(async |ready| {
        let mut director = director(&ready).await;
        let panels = json!(["notes", "events", "truth"]);
        director.say(&json!({"open": {"place": "director", "panels": panels}})).await;

        let hold = json!({"hold_officer": {"place": "helm", "on": true}});
        director.say(&json!({"direct": {"id": 1, "act": hold}})).await;
        assert_eq!(director.hear("answer").await["kept"], "hold_officer");
        let nobody = json!({"hold_officer": {"place": "viewscreen", "on": true}});
        director.say(&json!({"direct": {"id": 2, "act": nobody}})).await;
        assert_eq!(director.hear("answer").await["rejected"]["code"], "no_such_place");
        director.say(&json!({"direct": {"id": 3, "act": {"note": {"text": "Ada leads"}}}})).await;
        assert_eq!(director.hear("answer").await["kept"], "note");
        director.say(&json!({"direct": {"id": 4, "act": {"pause": {"on": false}}}})).await;

        let places = director.hear("places").await;
        let helm = places["places"].as_array().expect("places").iter().find(|row| row["key"] == "helm");
        let helm = helm.expect("the helm");
        assert_eq!(helm["officer_holds"], true);
        let pilot = helm["person"].as_str().expect("who holds the helm").to_owned();
        let (mut noted, mut held, mut told) = (false, false, false);
        while !(noted && held && told) {
            let view = director.hear("view").await;
            let newest = |panel: &str| [view["full"][panel].clone(), view["patch"][panel].clone()];
            noted |= newest("notes").iter().any(|notes| notes["0"]["text"] == "Ada leads");
            held |= newest("truth").iter().any(|truth| truth["people"][&pilot]["guided"] == true);
            told |= newest("events").iter().filter_map(Value::as_object).flatten().any(|(_, event)| {
                event["topic"] == "orders" && event["to"].is_object() && event["person"].is_string()
            });
        }
    });
}

#[test]
fn the_directors_words_reach_the_place_they_are_meant_for_and_are_kept() {
    with_host(async |ready| {
        let (mut helm, _) = seated(&ready, "helm").await;
        let (mut captain, _) = seated(&ready, "captain").await;
        let mut director = director(&ready).await;
        director.say(&json!({"open": {"place": "director", "panels": ["notes"]}})).await;
        let mut direct = async |id: u32, act: Value| {
            director.say(&json!({"direct": {"id": id, "act": act}})).await;
            director.hear("answer").await
        };
        let nobody = direct(1, json!({"tell": {"place": "medical", "text": "hello"}})).await;
        assert_eq!(nobody["rejected"]["code"], "nobody");
        let empty = direct(2, json!({"tell": {"text": "  "}})).await;
        assert_eq!(empty["rejected"]["code"], "bad_note");
        direct(3, json!({"tell": {"place": "helm", "text": "belly first"}})).await;
        direct(4, json!({"tell": {"text": "well flown"}})).await;
        assert_eq!(helm.hear("told").await, json!({"place": "helm", "text": "belly first"}));
        assert_eq!(helm.hear("told").await["text"], "well flown");
        assert_eq!(captain.hear("told").await, json!({"place": "captain", "text": "well flown"}));
        let kept =
            |view: &Value| ["full", "patch"].iter().any(|part| view[*part]["notes"]["1"]["to"] == "all");
        view_with(&mut director, kept).await;
        // Only the director may.
        helm.say(&json!({"direct": {"id": 5, "act": {"tell": {"text": "it is me"}}}})).await;
        assert_eq!(helm.hear("answer").await["rejected"]["code"], "not_director");
    });
}
