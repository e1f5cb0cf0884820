//! Numbers that belong together: ranges (100-150万吨) and enumerations that share a unit (10、20、7条).

use crate::model::Decimal;
use crate::quantity::amount::{Amount, AmountReader};
use crate::quantity::cursor;
use crate::quantity::table::Table;
use crate::quantity::words::Join;

/// A number or a range.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub amount: Amount,
    /// The upper end of a range.
    pub upper: Option<Decimal>,
    /// The offset behind the last numeral or unit.
    pub end: usize,
}

/// What was read from one place on.
#[derive(Debug, Default)]
pub(super) struct Group {
    pub items: Vec<Item>,
    /// Where reading goes on.
    pub end: usize,
}

/// Reads groups.
#[derive(Clone, Debug)]
pub(super) struct GroupReader {
    pub amounts: AmountReader,
    range: Table<()>,
    spoken: Vec<String>,
    from: Vec<String>,
    share: Table<()>,
}

impl GroupReader {
    pub(super) fn new(amounts: AmountReader, join: &Join) -> Self {
        let unmarked = |list: &[String]| {
            let words: Vec<_> = list.iter().map(|it| (it.clone(), ())).collect();
            Table::by_first(words)
        };
        Self {
            amounts,
            range: unmarked(&join.range),
            spoken: join.spoken.clone(),
            from: join.from.clone(),
            share: unmarked(&join.share),
        }
    }

    /// The numbers that begin at `at` and end before `limit`.
    pub(super) fn read(&self, text: &str, at: usize, limit: usize) -> Option<Group> {
        let text = cursor::head(text, limit);
        let mut group = Group::default();
        let mut start = at;
        while let Some(amount) = self.amounts.read(text, start) {
            let item = self.item(text, amount);
            group.end = item.end;
            let open = item.amount.unit.is_none();
            group.items.push(item);
            let next = self.share.start(cursor::rest(text, group.end));
            let listed = cursor::previous(text, at).is_some_and(char::is_alphanumeric);
            match next {
                Some((length, ())) if open && listed => start = group.end + length,
                _ => break,
            }
        }
        distribute(&mut group.items);
        (!group.items.is_empty()).then_some(group)
    }

    /// The amount, with the upper end of its range if it has one.
    fn item(&self, text: &str, amount: Amount) -> Item {
        let alone = |amount: Amount| Item {
            end: amount.end,
            upper: None,
            amount,
        };
        let Some((length, ())) = self.range.start(cursor::rest(text, amount.end)) else {
            return alone(amount);
        };
        if amount.whole && amount.unit.is_none() || self.starts_from(text, &amount) {
            return alone(amount);
        }
        let upper = self.amounts.read(text, amount.end + length);
        match upper.and_then(|upper| range(&amount, &upper)) {
            Some(item) => item,
            None => alone(amount),
        }
    }

    /// Whether 从 or 由 stands before the number and 到 or 至 behind it: two values, not a range.
    fn starts_from(&self, text: &str, amount: &Amount) -> bool {
        let rest = cursor::rest(text, amount.end);
        let head = cursor::head(text, amount.start);
        self.spoken.iter().any(|it| rest.starts_with(it.as_str()))
            && self.from.iter().any(|it| head.ends_with(it.as_str()))
    }
}

/// The range between two amounts; `None` where they make none.
fn range(lower: &Amount, upper: &Amount) -> Option<Item> {
    let same_unit = match (&lower.unit, &upper.unit) {
        (Some(lower), Some(upper)) => lower.text == upper.text,
        (None, Some(_)) => true,
        (None, None) => upper.large,
        (Some(_), None) => false,
    };
    if !same_unit || lower.script != upper.script {
        return None;
    }
    let shares = lower.unit.is_none() && !lower.large && lower.raw < upper.raw;
    let mut amount = lower.clone();
    if shares {
        amount.scale = upper.scale;
    }
    amount.large |= upper.large;
    amount.unit.clone_from(&upper.unit);
    amount.comparator = amount.comparator.or(upper.comparator);
    amount.number_end = upper.number_end;
    let highest = upper.value()?;
    (amount.value()? < highest).then_some(Item {
        amount,
        upper: Some(highest),
        end: upper.end,
    })
}

/// Gives the last unit of an enumeration, and its 万 or 亿, to the numbers before it.
fn distribute(items: &mut [Item]) {
    let Some((last, others)) = items.split_last_mut() else {
        return;
    };
    let Some(unit) = last.amount.unit.clone() else {
        return;
    };
    for item in others {
        if item.amount.script != last.amount.script {
            continue;
        }
        item.amount.unit = Some(unit.clone());
        if !item.amount.large {
            item.amount.scale = last.amount.scale;
            item.amount.large = last.amount.large;
        }
    }
}
