//! How sure the rules are that are written in code: how many of their facts were right in annotated texts, the more so the
//! less a text was used for writing rules, drawn towards 0.8 where there were few. Rules of the rule files say it themselves.

/// The confidence of a rule by its id.
pub(super) fn of(rule: &str) -> f64 {
    match rule {
        "observation/table" => 0.97,
        "observation/changed" => 0.96,
        "observation/plain" | "observation/share" | "observation/from to" => 0.95,
        "location/named after" => 0.94,
        "observation/attributive" => 0.93,
        "observation/counted" | "engagement/listed pair" => 0.92,
        "engagement/table" | "conferral/table" | "location/table" => 0.91,
        "observation/repeated" => 0.9,
        "location/implied" => 0.83,
        "observation/described" => 0.81,
        "observation/part" => 0.76,
        _ => 0.8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_that_was_not_measured_is_in_the_middle() {
        assert!((of("observation/new") - 0.8).abs() < f64::EPSILON);
        assert!(of("observation/described") < of("observation/plain"));
    }
}
