//! The questions of `queries/`, built in: told in Chinese and English on their first two lines.

/// Lists files of `queries/` by name.
macro_rules! examples {
    ($($name:literal),+ $(,)?) => {
        &[$(Example {
            name: $name,
            text: include_str!(concat!("../../queries/", $name, ".rq")),
        }),+]
    };
}

/// A question with its query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// The name of its file, without the suffix.
    pub name: &'static str,
    /// The file.
    pub text: &'static str,
}

impl Example {
    /// The question in Chinese.
    pub fn chinese(&self) -> &'static str {
        self.comment(0)
    }

    /// The question in English.
    pub fn english(&self) -> &'static str {
        self.comment(1)
    }

    /// The query without the question.
    pub fn query(&self) -> &'static str {
        let rest = self.text.splitn(3, '\n').nth(2);
        rest.unwrap_or_default().trim()
    }

    fn comment(&self, line: usize) -> &'static str {
        let line = self.text.lines().nth(line).unwrap_or_default();
        line.trim_start_matches('#').trim()
    }
}

/// All questions, sorted by name; a test holds the list to the folder.
pub const EXAMPLES: &[Example] = examples![
    "above_threshold",
    "areas",
    "below_threshold",
    "circular_economy",
    "companies_by_city",
    "companies_by_park",
    "company_codes",
    "compare_indicators",
    "conflicting_figures",
    "coverage",
    "events_by_year",
    "evidence",
    "granting_agencies",
    "growth_check",
    "growth_rates",
    "honour_counts",
    "honour_duration",
    "honour_timeline",
    "honours",
    "independent_sources",
    "industries_by_park",
    "investment",
    "listed_honours",
    "location_chain",
    "mentions",
    "names",
    "park_profile",
    "parks_by_classification",
    "parks_nearby",
    "parks_of_province",
    "parts_and_wholes",
    "places",
    "planned_against_actual",
    "recipients",
    "registers",
    "renamed_bodies",
    "review",
    "rules",
    "targets",
    "unlinked_parks",
];

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn all_questions_are_built_in() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/queries");
        let files = fs::read_dir(folder).unwrap();
        let names = files.map(|it| it.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names
            .filter_map(|it| it.strip_suffix(".rq").map(str::to_owned))
            .collect();
        names.sort_unstable();
        assert_eq!(EXAMPLES.iter().map(|it| it.name).collect::<Vec<_>>(), names);
        for example in EXAMPLES {
            assert!(example.chinese().ends_with('？') || example.chinese().ends_with('。'));
            assert!(example.english().is_ascii() || example.english().contains(' '));
            assert!(!example.query().is_empty());
        }
    }
}
