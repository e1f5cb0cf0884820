//! Figures over time as a drawing (SVG), made on the server.

use maud::{Markup, html};
use oxrdf::NamedNodeRef;

use crate::serve::page::part::link;
use crate::serve::page::statement::{grouped, sign};
use crate::serve::view::{Point, Series, Threshold, View};
use crate::store::Error;

/// Size of a drawing.
const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 200.0;

/// Space around the plot: left for the numbers, below for the years.
const LEFT: f64 = 58.0;
const RIGHT: f64 = 16.0;
const TOP: f64 = 14.0;
const BOTTOM: f64 = 26.0;

/// A range of numbers and where it is drawn.
#[derive(Clone, Copy, Debug)]
struct Scale {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
}

impl Scale {
    /// Where a number is drawn.
    fn place(self, number: f64) -> f64 {
        let share = (number - self.low) / (self.high - self.low);
        self.from + share * (self.to - self.from)
    }
}

/// The chart of a series on the page of `entity`: the caption names the indicator and the subject, unless it is their page.
pub(super) fn figure(
    view: &View<'_>,
    (series, thresholds): (&Series, &[Threshold]),
    entity: NamedNodeRef<'_>,
) -> Result<Markup, Error> {
    let name = view.name(series.indicator.as_ref())?;
    let named = series.subject.iter().chain([&series.indicator]);
    let named = named.filter(|it| it.as_ref() != entity);
    let values = series.points.iter().map(|it| it.value);
    let values: Vec<f64> = values.chain(thresholds.iter().map(|it| it.value)).collect();
    let ticks = ticks(&values);
    let (low, high) = (ticks[0], ticks[ticks.len() - 1]);
    let y = Scale {
        low,
        high,
        from: HEIGHT - BOTTOM,
        to: TOP,
    };
    let x = years(&series.points);
    Ok(html! {
        figure .chart {
            figcaption {
                @for node in named { (link(view, node.as_ref())?) " " }
                @if !series.unit.is_empty() { " " span .quiet lang="zh" { (series.unit) } }
            }
            svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="group" aria-label=(name) {
                @for tick in &ticks {
                    line .grid x1=(LEFT) x2=(WIDTH - RIGHT) y1=(round(y.place(*tick))) y2=(round(y.place(*tick))) {}
                    text .axis text-anchor="end" x=(LEFT - 6.0) y=(round(y.place(*tick) + 4.0)) { (short(*tick)) }
                }
                @for year in year_ticks(&series.points) {
                    text .axis text-anchor="middle" x=(round(x.place(year))) y=(HEIGHT - 8.0) { (year) }
                }
                @for it in thresholds { (demand(view, it, round(y.place(it.value)))?) }
                path .line d=(path(series, x, y)) fill="none" {}
                @for point in &series.points { (dot(view, point, (x.place(point.year), y.place(point.value)))) }
            }
        }
    })
}

/// A threshold as a line that leads to the demand of its standard.
fn demand(view: &View<'_>, threshold: &Threshold, y: f64) -> Result<Markup, Error> {
    let standard = threshold.standard.as_ref();
    let standard = standard.map(|it| view.name(it.as_ref())).transpose()?;
    let sign = sign(threshold.comparator);
    let label = format!("{sign}{}", threshold.written);
    let title = format!("{} {label}", standard.unwrap_or_default());
    Ok(html! {
        a href=(view.href(threshold.criterion.as_str())) aria-label=(title) {
            title { (title) }
            line .threshold x1=(LEFT) x2=(WIDTH - RIGHT) y1=(y) y2=(y) {}
            text .threshold text-anchor="end" x=(WIDTH - RIGHT) y=(y - 4.0) { (label) }
        }
    })
}

/// A figure as a dot that leads to its fact.
fn dot(view: &View<'_>, point: &Point, (x, y): (f64, f64)) -> Markup {
    let plan = if point.is_planned {
        format!(" ({})", view.locale.say("planned"))
    } else {
        String::new()
    };
    let label = format!(
        "{}: {}{}{plan}",
        point.date,
        sign(point.comparator),
        point.written
    );
    html! {
        a href=(view.href(point.fact.as_str())) aria-label=(label) {
            title { (label) }
            circle class=(if point.is_planned { "dot planned" } else { "dot" }) cx=(round(x)) cy=(round(y)) r="4.5" {}
        }
    }
}

/// The line through the figures that are not plans.
fn path(series: &Series, x: Scale, y: Scale) -> String {
    let actual = series.points.iter().filter(|it| !it.is_planned);
    let places = actual.map(|it| (round(x.place(it.year)), round(y.place(it.value))));
    let places: Vec<String> = places.map(|(x, y)| format!("{x} {y}")).collect();
    if places.is_empty() {
        return String::new();
    }
    format!("M{}", places.join("L"))
}

/// The years that the figures span, with some air on both sides.
fn years(points: &[Point]) -> Scale {
    let years = points.iter().map(|it| it.year);
    let low = years.clone().fold(f64::INFINITY, f64::min);
    let high = years.fold(f64::NEG_INFINITY, f64::max);
    let air = (high - low).max(1.0) * 0.06;
    Scale {
        low: low - air,
        high: high + air,
        from: LEFT,
        to: WIDTH - RIGHT,
    }
}

/// Whole years to write below, seven at most.
fn year_ticks(points: &[Point]) -> Vec<f64> {
    let mut years: Vec<f64> = points.iter().map(|it| it.year.floor()).collect();
    years.sort_by(f64::total_cmp);
    years.dedup();
    let step = years.len().div_ceil(7).max(1);
    years.into_iter().step_by(step).collect()
}

/// Round numbers from below the lowest to above the highest figure; at least two. Zero is among them unless all figures
/// are far from it.
fn ticks(values: &[f64]) -> Vec<f64> {
    let values = values.iter().copied();
    let lowest = values.clone().fold(f64::INFINITY, f64::min);
    let highest = values.fold(f64::NEG_INFINITY, f64::max);
    let from = if lowest > 0.0 && lowest < highest * 0.7 {
        0.0
    } else {
        lowest
    };
    let step = step((highest - from) / 4.0, highest.abs());
    let mut tick = (from / step).floor() * step;
    let mut ticks = vec![tick];
    while tick < highest && ticks.len() < 12 {
        tick += step;
        ticks.push(tick);
    }
    if ticks.len() == 1 {
        ticks.push(tick + step);
    }
    ticks
}

/// A round number at least as large as `raw`: 1, 2 or 5 times a power of ten. Where there is no difference, a tenth of the
/// size of the numbers.
fn step(raw: f64, size: f64) -> f64 {
    let raw = if raw > 0.0 {
        raw
    } else {
        (size / 10.0).max(1e-9)
    };
    let power = 10_f64.powf(raw.log10().floor());
    let round = [1.0, 2.0, 5.0, 10.0].iter().map(|it| it * power);
    round.into_iter().find(|it| *it >= raw).unwrap_or(raw)
}

/// A coordinate with one decimal.
fn round(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

/// A number in few characters: `7.4e9` as `7.4×10⁹` would be hard to read, so thousands, millions, billions.
pub(super) fn short(number: f64) -> String {
    for (size, sign) in [(1e9, "G"), (1e6, "M"), (1e4, "k")] {
        if number.abs() >= size {
            let unit = if sign == "k" { 1e3 } else { size };
            return format!("{}{sign}", trimmed(number / unit));
        }
    }
    trimmed(number)
}

/// A number with up to three decimals and its thousands apart.
fn trimmed(number: f64) -> String {
    let text = format!("{number:.3}");
    grouped(text.trim_end_matches('0').trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_hold_all_figures() {
        assert_eq!(ticks(&[3.0, 17.0]), [0.0, 5.0, 10.0, 15.0, 20.0]);
        assert_eq!(ticks(&[98.0, 99.5]), [98.0, 98.5, 99.0, 99.5]);
        for values in [
            &[5.0, 5.0][..],
            &[0.0, 0.0],
            &[-3.0, 4.0],
            &[1e12, 3e12],
            &[1e-6, 0.0],
        ] {
            let ticks = ticks(values);
            assert!(ticks.len() >= 2, "{values:?}: {ticks:?}");
            let last = ticks[ticks.len() - 1];
            assert!(values.iter().all(|it| ticks[0] <= *it && *it <= last));
        }
    }

    #[test]
    fn numbers_on_axes_are_short() {
        assert_eq!(short(7_390_000_000.0), "7.39G");
        assert_eq!(short(250_000.0), "250k");
        assert_eq!(short(2022.0), "2022");
        assert_eq!(short(0.5), "0.5");
    }
}
