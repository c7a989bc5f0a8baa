//! Writes SVG: every text is escaped, every number has one digit after the point.

use std::fmt::Write;

/// A place on the drawing: x to the right, y down.
pub(super) type Point = [f64; 2];

/// What a chart says to those who do not see it.
pub(in super::super) struct Caption {
    /// Unique on the page.
    pub(in super::super) id: String,
    /// What the chart shows.
    pub(in super::super) title: String,
    /// What can be read from it.
    pub(in super::super) description: String,
}

/// Which end of a text stands at its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    /// The anchor with which a label at `x` stays between 0 and `width`.
    pub(super) fn within(x: f64, width: f64, label: &str) -> Self {
        use unicode_width::UnicodeWidthStr;
        // A digit at ten units is about six wide.
        let half = 3.1 * label.width() as f64;
        match (x - half < 0.0, x + half > width) {
            (true, _) => Self::Start,
            (false, true) => Self::End,
            (false, false) => Self::Middle,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// A drawing in progress.
pub(super) struct Svg {
    width: f64,
    height: f64,
    body: String,
}

impl Svg {
    pub(super) fn new(width: f64, height: f64) -> Self {
        Self { width, height, body: String::new() }
    }

    pub(super) fn line(&mut self, class: &str, [x1, y1]: Point, [x2, y2]: Point) {
        let [x1, y1, x2, y2] = [x1, y1, x2, y2].map(number);
        self.push(format_args!(r#"<line class="{class}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>"#));
    }

    /// A rectangle between two corners, in any order.
    pub(super) fn rectangle(&mut self, class: &str, [x1, y1]: Point, [x2, y2]: Point) {
        let [x, y, width, height] = [x1.min(x2), y1.min(y2), (x2 - x1).abs(), (y2 - y1).abs()].map(number);
        self.push(format_args!(r#"<rect class="{class}" x="{x}" y="{y}" width="{width}" height="{height}"/>"#));
    }

    pub(super) fn circle(&mut self, class: &str, [x, y]: Point, radius: f64) {
        let [x, y, radius] = [x, y, radius].map(number);
        self.push(format_args!(r#"<circle class="{class}" cx="{x}" cy="{y}" r="{radius}"/>"#));
    }

    pub(super) fn polygon(&mut self, class: &str, points: &[Point]) {
        self.push(format_args!(r#"<polygon class="{class}" points="{}"/>"#, list(points)));
    }

    pub(super) fn polyline(&mut self, class: &str, points: &[Point]) {
        self.push(format_args!(r#"<polyline class="{class}" points="{}"/>"#, list(points)));
    }

    pub(super) fn text(&mut self, class: &str, [x, y]: Point, anchor: Anchor, text: &str) {
        let ([x, y], anchor, text) = ([x, y].map(number), anchor.name(), escape(text));
        self.push(format_args!(r#"<text class="{class}" x="{x}" y="{y}" text-anchor="{anchor}">{text}</text>"#));
    }

    pub(super) fn finish(self, class: &str, caption: &Caption) -> String {
        let ([width, height], body) = ([self.width, self.height].map(number), self.body);
        let [id, title, description] = [&caption.id, &caption.title, &caption.description].map(|text| escape(text));
        format!(
            r#"<svg class="{class}" role="img" aria-labelledby="{id}-title {id}-description" viewBox="0 0 {width} {height}" width="{width}" height="{height}"><title id="{id}-title">{title}</title><desc id="{id}-description">{description}</desc>{body}</svg>"#
        )
    }

    fn push(&mut self, arguments: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.body.write_fmt(arguments);
    }
}

fn list(points: &[Point]) -> String {
    let each = points.iter().map(|&[x, y]| format!("{},{}", number(x), number(y)));
    each.collect::<Vec<_>>().join(" ")
}

fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    match text.strip_suffix(".0").unwrap_or(&text) {
        "-0" => "0".into(),
        short => short.into(),
    }
}

/// The text as content or attribute of an element.
pub(in super::super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // Not allowed in the document, escaped or not.
            control if control.is_control() => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{Anchor, Caption, Svg, number};

    #[test]
    fn texts_are_escaped_and_numbers_are_short() {
        let mut svg = Svg::new(100.0, 50.0);
        svg.text("name", [0.04, -0.04], Anchor::Start, "<script>&\"'\u{7}");
        let caption = Caption { id: "a".into(), title: "<t>".into(), description: "d".into() };
        let text = svg.finish("chart", &caption);
        assert!(text.contains(r#"x="0" y="0" text-anchor="start">&lt;script&gt;&amp;&quot;&#39; </text>"#));
        assert!(text.contains(r#"<title id="a-title">&lt;t&gt;</title><desc id="a-description">d</desc>"#));
        assert_eq!(number(1.25), "1.2");
    }
}
