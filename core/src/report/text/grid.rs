//! Tables of text in which Chinese characters are two columns wide.

use unicode_width::UnicodeWidthStr;

use super::super::wrapping::cut;

/// The first column is cut at this width, so that one long name does not push the numbers away.
const LONGEST_NAME: usize = 56;

/// A titled table; empty columns are not shown, nor is a table without rows.
pub(in super::super) struct Grid {
    /// `<` for a column aligned left, `>` for right.
    alignment: Vec<char>,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Grid {
    pub(in super::super) fn new(title: &str, alignment: &str) -> Self {
        Self { alignment: alignment.chars().collect(), header: vec![title.to_owned()], rows: vec![] }
    }

    /// The headers beside the title, which heads the first column.
    pub(in super::super) fn header<'a>(&mut self, names: impl IntoIterator<Item = &'a str>) {
        self.header.extend(names.into_iter().map(str::to_owned));
    }

    pub(in super::super) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let mut cells: Vec<_> = cells.into_iter().collect();
        if let Some(name) = cells.first_mut() {
            *name = format!("  {}", cut(name, LONGEST_NAME));
        }
        self.rows.push(cells);
    }

    pub(in super::super) fn show(&self) -> String {
        if self.rows.is_empty() {
            return String::new();
        }
        let columns: Vec<usize> = (0..self.alignment.len()).filter(|&column| self.is_used(column)).collect();
        let mut text = "\n".to_owned();
        for row in std::iter::once(&self.header).chain(&self.rows) {
            let cells = columns.iter().map(|&column| self.pad(row.get(column).map_or("", String::as_str), column));
            let line = cells.collect::<Vec<_>>().join("  ");
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }

    fn is_used(&self, column: usize) -> bool {
        self.rows.iter().any(|row| row.get(column).is_some_and(|cell| !cell.is_empty()))
    }

    fn pad(&self, cell: &str, column: usize) -> String {
        let cells = std::iter::once(&self.header).chain(&self.rows).filter_map(|row| row.get(column));
        let width = cells.map(|cell| cell.width()).max().unwrap_or(0);
        let space = " ".repeat(width.saturating_sub(cell.width()));
        match self.alignment.get(column) {
            Some('>') => space + cell,
            _ => cell.to_owned() + &space,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Grid;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn columns_are_aligned_in_both_languages() {
        let mut grid = Grid::new("标准", "<>");
        grid.header(["n"]);
        grid.row(["两分钟内响应".to_owned(), "7".to_owned()]);
        grid.row(["Answer".to_owned(), "12,345".to_owned()]);
        let text = grid.show();
        let widths: Vec<_> = text.lines().skip(1).map(UnicodeWidthStr::width).collect();
        assert_eq!(widths, [22, 22, 22]);
    }
}
