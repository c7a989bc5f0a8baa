//! Results as small tables for notebooks.

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, UInt64Type};
use arrow_array::{Array, ArrayRef, RecordBatch};
use servqual::measure::{Language, Measure, Verdict};

use crate::record::word;

/// A measure: one row for each thing to know.
pub(crate) fn measure(measure: &Measure) -> String {
    let unit = &measure.definition.unit;
    let mut rows =
        vec![("estimate", measure.estimate.map_or("–".into(), |value| unit.show(value))), ("n", measure.n.to_string())];
    if let Some(interval) = &measure.interval {
        let method = word(&interval.method);
        rows.insert(1, ("interval", format!("{} to {}", unit.show(interval.lower), unit.show(interval.upper))));
        rows.push(("level, method", format!("{}, {method}", interval.level)));
    }
    rows.extend(measure.excluded.iter().map(|part| (part.reason.name(), part.count.to_string())));
    let parameters = measure.definition.parameters.iter().map(|part| format!("{}: {}", part.name, part.value));
    rows.push(("definition", parameters.collect::<Vec<_>>().join(", ")));
    pairs(measure.definition.label.text(Language::English), &rows)
}

/// A verdict with its target.
pub(crate) fn verdict(verdict: &Verdict) -> String {
    let unit = &verdict.target.unit;
    let rows = [
        ("target", verdict.target.show()),
        ("distance", verdict.distance.map_or("–".into(), |value| unit.show(value))),
        ("further observations", verdict.further_observations.map_or("–".into(), |count| count.to_string())),
    ];
    pairs(&word(&verdict.outcome), &rows)
}

fn pairs(caption: &str, rows: &[(&str, String)]) -> String {
    let rows: String = rows
        .iter()
        .map(|(name, value)| format!("<tr><th>{}</th><td>{}</td></tr>", escape(name), escape(value)))
        .collect();
    format!("<table><caption>{}</caption><tbody>{rows}</tbody></table>", escape(caption))
}

/// A table with its head.
pub(crate) fn table(batch: &RecordBatch, caption: &str) -> String {
    let schema = batch.schema();
    let head: String = schema.fields().iter().map(|field| format!("<th>{}</th>", escape(field.name()))).collect();
    let row = |row: usize| -> String {
        batch.columns().iter().map(|column| format!("<td>{}</td>", escape(&cell(column, row)))).collect()
    };
    let body: String = (0..batch.num_rows()).map(|position| format!("<tr>{}</tr>", row(position))).collect();
    let caption = escape(caption);
    format!("<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")
}

/// One row as a table that stands upright; what is not there is left out.
pub(crate) fn turned(batch: &RecordBatch, caption: &str) -> String {
    let schema = batch.schema();
    let cells = schema.fields().iter().zip(batch.columns());
    let cells = cells.map(|(field, column)| (field.name().as_str(), cell(column, 0)));
    pairs(caption, &cells.filter(|(_, cell)| !cell.is_empty()).collect::<Vec<_>>())
}

fn cell(column: &ArrayRef, row: usize) -> String {
    if column.is_null(row) {
        return String::new();
    }
    if let Some(texts) = column.as_string_opt::<i32>() {
        return texts.value(row).into();
    }
    if let Some(numbers) = column.as_primitive_opt::<UInt64Type>() {
        return numbers.value(row).to_string();
    }
    if let Some(truths) = column.as_boolean_opt() {
        return truths.value(row).to_string();
    }
    column.as_primitive_opt::<Float64Type>().map_or(String::new(), |numbers| format!("{:.4}", numbers.value(row)))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
