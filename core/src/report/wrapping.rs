//! Text cut and wrapped by the columns that it takes on a screen.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A text of at most `width` columns on one line; what is cut off leaves an ellipsis.
pub(super) fn cut(text: &str, width: usize) -> String {
    let plain = plain(text);
    if plain.width() <= width {
        return plain;
    }
    let mut kept = String::new();
    for character in plain.chars() {
        if kept.width() + character.width().unwrap_or(0) >= width {
            break;
        }
        kept.push(character);
    }
    kept + "…"
}

/// Lines of at most `width` columns, broken at spaces and between Chinese characters.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![];
    let mut line = String::new();
    for word in words(&plain(text)) {
        if !line.is_empty() && line.width() + word.trim_end().width() > width {
            lines.push(line.trim_end().to_owned());
            line.clear();
        }
        line.push_str(&word);
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// The text without control characters, which could make a terminal do things.
fn plain(text: &str) -> String {
    text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect()
}

/// The parts between which a line may break.
fn words(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = vec![];
    let mut may_break = true;
    for character in text.chars() {
        let wide = character.width().unwrap_or(0) == 2;
        // Chinese stops and commas stay with what they end.
        let closing = "，。、：；！？）》」".contains(character);
        match parts.last_mut() {
            Some(part) if closing || !(may_break || wide) => part.push(character),
            _ => parts.push(character.to_string()),
        }
        may_break = wide || character.is_whitespace();
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::{cut, wrap};

    #[test]
    fn lines_break_between_words_and_chinese_characters() {
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("服务，标准。", 6), ["服务，", "标准。"]);
        assert_eq!(wrap("", 8), [""]);
    }

    #[test]
    fn what_is_cut_off_leaves_an_ellipsis() {
        assert_eq!(cut("服务质量", 5), "服务…");
        assert_eq!(cut("a\u{1b}[31mb", 20), "a [31mb");
    }
}
