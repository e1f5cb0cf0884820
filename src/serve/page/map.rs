//! Where an entity is, as a drawing (SVG): a grid of degrees, the seats of provinces for orientation, a scale.

use std::sync::LazyLock;

use maud::{Markup, html};

use crate::serve::locale::Language;
use crate::serve::page::neighbour::style;
use crate::serve::view::{Entity, Position, View, positions};
use crate::store::Error;

/// Cities for orientation.
const CITIES: &str = include_str!("../../../data/page/city.tsv");

/// Size of the drawing.
const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 420.0;

/// Least height of what is shown, in degrees: about 400 kilometres, so that a city for orientation is in sight.
const SPAN: f64 = 3.6;

/// Highest span at which cities have their names; above they would cover each other.
const NAMED: f64 = 16.0;

/// How many points are drawn.
const POINTS: usize = 60;

/// Kilometres of a degree of latitude.
const DEGREE: f64 = 111.2;

/// A city for orientation.
struct City {
    names: [&'static str; 2],
    latitude: f64,
    longitude: f64,
}

static ALL: LazyLock<Vec<City>> = LazyLock::new(|| CITIES.lines().filter_map(city).collect());

/// A line of the table; none for its head.
fn city(line: &'static str) -> Option<City> {
    let mut cells = line.split('\t');
    Some(City {
        names: [cells.next()?, cells.next()?],
        latitude: cells.next()?.parse().ok()?,
        longitude: cells.next()?.parse().ok()?,
    })
}

/// What part of the world is drawn, and how: degrees are as wide as they are in its middle.
#[derive(Clone, Copy, Debug)]
struct Frame {
    latitude: f64,
    longitude: f64,
    /// Points of the drawing for a degree of latitude.
    scale: f64,
    /// How much narrower a degree of longitude is.
    narrow: f64,
}

impl Frame {
    /// A frame around some points.
    fn around(points: &[Position]) -> Self {
        let [south, north] = ends(points.iter().map(|it| it.latitude));
        let [west, east] = ends(points.iter().map(|it| it.longitude));
        let latitude = f64::midpoint(south, north);
        let narrow = latitude.to_radians().cos().max(0.2);
        let wide = (east - west) * narrow * HEIGHT / WIDTH;
        let span = ((north - south).max(wide) * 1.3).max(SPAN);
        Self {
            latitude,
            longitude: f64::midpoint(west, east),
            scale: HEIGHT / span,
            narrow,
        }
    }

    /// Degrees from top to bottom.
    fn span(&self) -> f64 {
        HEIGHT / self.scale
    }

    fn x(&self, longitude: f64) -> f64 {
        tenths(WIDTH / 2.0 + (longitude - self.longitude) * self.narrow * self.scale)
    }

    fn y(&self, latitude: f64) -> f64 {
        tenths(HEIGHT / 2.0 - (latitude - self.latitude) * self.scale)
    }

    /// The grid lines between these ends, every so many degrees.
    fn grid(&self, middle: f64, half: f64) -> Vec<f64> {
        let step = round_below(self.span() / 3.0);
        let first = ((middle - half) / step).ceil();
        let lines = (0..40).map(|it| (first + f64::from(it)) * step);
        lines.take_while(|it| *it < middle + half).collect()
    }
}

/// The lowest and the highest.
fn ends(numbers: impl Iterator<Item = f64> + Clone) -> [f64; 2] {
    [
        numbers.clone().fold(f64::INFINITY, f64::min),
        numbers.fold(f64::NEG_INFINITY, f64::max),
    ]
}

/// The largest of 1, 2 and 5 times a power of ten that is no larger.
fn round_below(number: f64) -> f64 {
    let power = 10_f64.powf(number.log10().floor());
    let steps = [5.0, 2.0, 1.0].map(|it| it * power);
    steps.into_iter().find(|it| *it <= number).unwrap_or(power)
}

fn tenths(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

/// The map; nothing where no coordinates are known.
pub(super) fn section(view: &View<'_>, entity: &Entity) -> Result<Markup, Error> {
    let mut points = positions(view, entity)?;
    points.truncate(POINTS);
    if points.is_empty() {
        return Ok(html! {});
    }
    let frame = Frame::around(&points);
    let mut marks = Vec::new();
    for point in &points {
        marks.push(mark(view, &frame, point)?);
    }
    // What is drawn first lies below.
    marks.reverse();
    Ok(html! {
        section aria-labelledby="map" {
            h2 #map { (view.locale.say("map")) }
            div .wide tabindex="0" role="region" aria-labelledby="map" {
                svg .map viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="group" aria-label=(view.locale.say("map")) {
                    (grid(&frame))
                    (cities(&frame, view.locale.language))
                    (scale(&frame))
                    @for mark in marks { (mark) }
                }
            }
            p .note { (view.locale.say("map.note")) }
        }
    })
}

/// A point with its name, which leads to its page.
fn mark(view: &View<'_>, frame: &Frame, point: &Position) -> Result<Markup, Error> {
    let name = view.name(point.iri.as_ref())?;
    let (x, y) = (frame.x(point.longitude), frame.y(point.latitude));
    let place = format!("{:.3}°, {:.3}°", point.latitude, point.longitude);
    let kind = style(view, point.iri.as_ref())?;
    Ok(html! {
        a href=(view.href(point.iri.as_str())) class=(kind) aria-label={ (name) " " (place) } {
            title { (name) " (" (place) ")" }
            circle .dot cx=(x) cy=(y) r="6" {}
            text .name x=(tenths(x + 10.0)) y=(tenths(y + 5.0)) { (name) }
        }
    })
}

/// Lines of latitude and longitude with their degrees.
fn grid(frame: &Frame) -> Markup {
    let half_wide = WIDTH / 2.0 / (frame.scale * frame.narrow);
    html! {
        g aria-hidden="true" {
            @for latitude in frame.grid(frame.latitude, frame.span() / 2.0) {
                line .grid x1="0" x2=(WIDTH) y1=(frame.y(latitude)) y2=(frame.y(latitude)) {}
                text .axis x="4" y=(frame.y(latitude) - 4.0) { (tenths(latitude)) "°" }
            }
            @for longitude in frame.grid(frame.longitude, half_wide) {
                line .grid y1="0" y2=(HEIGHT) x1=(frame.x(longitude)) x2=(frame.x(longitude)) {}
                text .axis x=(frame.x(longitude) + 4.0) y=(HEIGHT - 4.0) { (tenths(longitude)) "°" }
            }
        }
    }
}

/// The cities that are in sight, with their names where there is room for them.
fn cities(frame: &Frame, language: Language) -> Markup {
    let seen = ALL
        .iter()
        .map(|it| (it, frame.x(it.longitude), frame.y(it.latitude)));
    let seen = seen.filter(|(_, x, y)| (0.0..WIDTH).contains(x) && (0.0..HEIGHT).contains(y));
    html! {
        g .cities aria-hidden="true" {
            @for (city, x, y) in seen {
                circle cx=(x) cy=(y) r="3.5" {}
                @if frame.span() <= NAMED {
                    text .axis x=(tenths(x + 7.0)) y=(tenths(y - 5.0)) {
                        (match language { Language::Chinese => city.names[0], Language::English => city.names[1] })
                    }
                }
            }
        }
    }
}

/// A line of a round number of kilometres.
fn scale(frame: &Frame) -> Markup {
    let kilometres = round_below(frame.span() * DEGREE / 4.0);
    let length = tenths(kilometres / DEGREE * frame.scale);
    let (right, top) = (WIDTH - 12.0, 22.0);
    html! {
        g aria-hidden="true" {
            line .scale x1=(tenths(right - length)) x2=(right) y1=(top) y2=(top) {}
            text .axis text-anchor="end" x=(right) y=(top - 6.0) { (kilometres) " km" }
        }
    }
}

#[cfg(test)]
mod tests {
    use oxrdf::NamedNode;

    use super::*;

    fn at(latitude: f64, longitude: f64) -> Position {
        Position {
            iri: NamedNode::new_unchecked("urn:x"),
            latitude,
            longitude,
        }
    }

    #[test]
    fn every_city_is_read_and_lies_in_or_near_china() {
        assert_eq!(ALL.len(), 34);
        for City {
            names,
            latitude,
            longitude,
        } in ALL.iter()
        {
            assert!((18.0..54.0).contains(latitude), "{names:?}");
            assert!((73.0..136.0).contains(longitude), "{names:?}");
        }
    }

    #[test]
    fn all_points_are_in_the_frame_and_the_grid_is_fine_enough() {
        for points in [
            vec![at(31.3, 120.6)],
            vec![at(20.0, 110.0), at(45.8, 126.6), at(43.8, 87.6)],
            vec![at(90.0, 180.0), at(-90.0, -180.0)],
        ] {
            let frame = Frame::around(&points);
            for point in &points {
                let (x, y) = (frame.x(point.longitude), frame.y(point.latitude));
                assert!(
                    (0.0..=WIDTH).contains(&x) && (0.0..=HEIGHT).contains(&y),
                    "{frame:?}"
                );
            }
            let lines = frame.grid(frame.latitude, frame.span() / 2.0).len();
            assert!((2..=8).contains(&lines), "{lines}");
        }
    }
}
