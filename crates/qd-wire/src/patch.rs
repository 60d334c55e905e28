//! What changed, as a JSON merge patch (RFC 7396): an object with the members that differ, null for those that are
//! gone. Values compared here hold no nulls of their own (`plain` leaves them out), so that a patch is exact.

use serde_json::{Map, Value};

/// What turns `old` into `new`; none when they are the same.
#[must_use]
pub fn diff(old: &Value, new: &Value) -> Option<Value> {
    let (Value::Object(before), Value::Object(after)) = (old, new) else {
        return (old != new).then(|| new.clone());
    };
    let mut patch = Map::new();
    for (key, value) in after {
        match before.get(key) {
            None => drop(patch.insert(key.clone(), value.clone())),
            Some(old) => {
                if let Some(inner) = diff(old, value) {
                    patch.insert(key.clone(), inner);
                }
            }
        }
    }
    for key in before.keys().filter(|key| !after.contains_key(*key)) {
        patch.insert(key.clone(), Value::Null);
    }
    (!patch.is_empty()).then_some(Value::Object(patch))
}

/// Applies a patch: what a page does with it, and what tests check it by.
pub fn apply(target: &mut Value, patch: Value) {
    let Value::Object(patch) = patch else {
        *target = patch;
        return;
    };
    if !target.is_object() {
        *target = Value::Object(Map::new());
    }
    let Value::Object(members) = target else { return };
    for (key, value) in patch {
        if value.is_null() {
            members.remove(&key);
        } else {
            apply(members.entry(key).or_insert(Value::Null), value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            any::<bool>().prop_map(Value::from),
            any::<i32>().prop_map(Value::from),
            "[a-c]{0,2}".prop_map(Value::from)
        ];
        leaf.prop_recursive(3, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
                prop::collection::btree_map("[a-d]", inner, 0..4)
                    .prop_map(|members| members.into_iter().collect::<Map<_, _>>().into())
            ]
        })
    }

    proptest! {
        #[test]
        fn a_patch_turns_the_old_into_the_new(old in value(), new in value()) {
            let mut patched = old.clone();
            match diff(&old, &new) {
                Some(patch) => apply(&mut patched, patch),
                None => prop_assert_eq!(&old, &new),
            }
            prop_assert_eq!(patched, new);
        }
    }

    #[test]
    fn only_what_differs_is_sent() {
        let old = json!({"a": 1, "b": {"x": 1, "y": 2}, "c": 3});
        let new = json!({"a": 1, "b": {"x": 1, "y": 5}, "d": 4});
        assert_eq!(diff(&old, &new), Some(json!({"b": {"y": 5}, "c": null, "d": 4})));
        assert_eq!(diff(&new, &new), None);
    }
}
