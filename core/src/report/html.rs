//! The assessment as one page in both languages.

mod definitions;
mod names;
mod summary;
mod survey;
mod view;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior};
use serde::Serialize;

use self::view::Article;
use super::{Assessment, shown};
use crate::measure::Language;

/// The name decides that everything is escaped but what the template marks as safe.
const NAME: &str = "page.html";
const TEMPLATE: &str = include_str!("html/page.html");
const STYLE: &str = include_str!("html/style.css");

/// What the template reads.
#[derive(Serialize)]
struct Page<'a> {
    title: &'a str,
    /// The tag of the language that is open at first.
    opened: &'static str,
    style: &'a str,
    articles: Vec<Article>,
}

impl Assessment {
    /// The assessment as one self-contained HTML page in Chinese and English.
    ///
    /// `language` is shown at first; the reader changes it on the page. The page holds no script
    /// and loads nothing, has charts as inline SVG with titles and descriptions, follows the
    /// reader's choice of light or dark, and prints. Every text of the handbook is escaped. The
    /// same assessment gives the same bytes.
    ///
    /// ```
    /// use servqual::handbook::Handbook;
    /// use servqual::measure::{Language, Tally};
    /// use servqual::report::AssessmentTally;
    /// let handbook = Handbook::from_toml(r#"
    ///     handbook = 1
    ///     organisation = { id = "desk", label = { zh = "服务台", en = "Desk <1>" } }
    ///     [[kpi]]
    ///     id = "satisfaction"
    ///     measure = { named = "customer_satisfaction" }
    ///     source = { ratings = "satisfaction" }
    /// "#)?;
    /// let mut tally = AssessmentTally::new(handbook);
    /// tally.observe_csv("satisfaction\n5\n4\n2\n".as_bytes(), |_| {})?;
    /// let page = tally.finish()?.to_html(Language::English);
    /// assert!(page.contains("Desk &lt;1&gt;") && page.contains("服务台"));
    /// # Ok::<(), servqual::QualityError>(())
    /// ```
    pub fn to_html(&self, language: Language) -> String {
        let style = format!("{STYLE}{}", super::scorecard::STYLE);
        let page = Page {
            title: shown::name(&self.label, &self.organisation, language),
            opened: language.tag(),
            style: &style,
            articles: Language::ALL.map(|language| Article::new(self, language)).into(),
        };
        render(Serde(page).into()).unwrap_or_else(|error| apology(&error))
    }
}

fn render(page: minijinja::Value) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    // A name that the template misspells is an error, which the tests see.
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.add_template(NAME, TEMPLATE)?;
    environment.get_template(NAME)?.render(page)
}

/// What stands there should the template fail, which no assessment can make it do.
fn apology(error: &minijinja::Error) -> String {
    let text = error.to_string().replace('&', "&amp;").replace('<', "&lt;");
    format!("<!doctype html><meta charset=\"utf-8\"><title>servqual</title><p>{text}</p>")
}
