//! What Kotlin and Swift users see: the public declarations of the generated source, in one
//! committed text file for each language, so that a review shows every change of them.

/// How the declarations of a language begin.
struct Grammar {
    types: &'static [&'static str],
    members: &'static [&'static str],
    /// Whether a line within a type is a case of an enumeration.
    is_case: fn(&str) -> bool,
}

const KOTLIN: Grammar = Grammar {
    types: &["data class ", "sealed class ", "enum class ", "open class ", "public typealias "],
    members: &["data class ", "class ", "object ", "fun `", "constructor(", "@Throws "],
    is_case: |line| {
        line.ends_with([',', ';'])
            && line[..line.len() - 1].chars().all(|c| c == '_' || c.is_ascii_uppercase() || c.is_ascii_digit())
    },
};

const SWIFT: Grammar = Grammar {
    types: &["public struct ", "public enum ", "open class ", "public typealias "],
    members: &["open func ", "public func ", "public static func ", "public convenience init", "public init("],
    is_case: |line| line.starts_with("case ") && !line.starts_with("case let ") && !line.contains(": return"),
};

/// What the generator writes for itself.
const INTERNAL: [&str; 9] = [
    "niffi",
    "FfiConverter",
    "RustBuffer",
    "RustCall",
    "ForeignBytes",
    "oHandle",
    "InternalException",
    "_ buf:",
    "into buf:",
];

/// The public declarations of the generated Kotlin.
pub(crate) fn kotlin(source: &str) -> String {
    let source = source.replace("@Throws(QualityException::class)", "@Throws ").replace("override fun `", "fun `");
    declarations(&source, &KOTLIN).replace('`', "").replace("kotlin.", "").replace("io.servqual.", "")
}

/// The public declarations of the generated Swift.
pub(crate) fn swift(source: &str) -> String {
    declarations(&source.replace("public \n", "public "), &SWIFT)
}

fn declarations(source: &str, grammar: &Grammar) -> String {
    let source = without_comments(source);
    let mut found = String::new();
    // The kind of type that is open: none, one that is shown, or one that is not.
    let mut open: Option<bool> = None;
    let mut lines = source.lines();
    while let Some(line) = lines.next() {
        let text = line.trim();
        let outermost = !line.starts_with([' ', '}']) && !text.is_empty();
        if line.starts_with('}') {
            open = None;
            continue;
        }
        let begins = |words: &[&str]| words.iter().any(|word| text.starts_with(word));
        let is_type = outermost && begins(grammar.types);
        let is_other = outermost
            && !is_type
            && (text.contains(" interface ")
                || text.contains("protocol ")
                || text.contains("enum ")
                || text.contains("class ")
                || text.contains("object "));
        let is_member = begins(grammar.members) && open != Some(false);
        let is_case = open == Some(true) && line.starts_with("    ") && (grammar.is_case)(text);
        if is_other {
            open = Some(false);
        }
        if !(is_type || is_member || is_case) {
            continue;
        }
        let mut whole = text.to_owned();
        while depth(&whole) > 0 {
            let Some(next) = lines.next() else { break };
            whole = format!("{whole} {}", next.trim());
        }
        let shown = !INTERNAL.iter().any(|word| whole.split("Protocol").next().unwrap_or_default().contains(word));
        if is_type && !text.contains("typealias") {
            open = Some(shown);
        }
        if shown {
            write(&mut found, &whole, if is_type || open.is_none() { "" } else { "    " });
        }
    }
    found
}

/// One declaration without its body; long lists of parameters take a line for each.
fn write(found: &mut String, declaration: &str, indent: &str) {
    let mut level = 0;
    let end = declaration.char_indices().find(|&(at, character)| {
        level += match character {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        let rest = &declaration[at..];
        level == 0
            && (character == '{'
                || rest.starts_with(": this(")
                || rest.starts_with(":\n")
                || rest.starts_with(": Disposable")
                || rest.contains("Protocol,") && character == ':')
    });
    let shown = end.map_or(declaration, |(at, _)| &declaration[..at]);
    let words: Vec<&str> = shown.split_whitespace().collect();
    let line = words
        .join(" ")
        .replace("( ", "(")
        .replace(" )", ")")
        .replace(" , ", ", ")
        .replace(")throws", ") throws")
        .replace(" (", "(");
    let line = line.trim_end_matches([':', ' ', ',', ';']);
    if indent.len() + line.len() <= 120 {
        found.push_str(&format!("{indent}{line}\n"));
        return;
    }
    let mut level = 0;
    found.push_str(indent);
    for character in line.chars() {
        level += match character {
            '(' | '<' | '[' => 1,
            ')' | '>' | ']' => -1,
            _ => 0,
        };
        match character {
            '(' if level == 1 => found.push_str(&format!("(\n{indent}    ")),
            ',' if level == 1 => found.push_str(&format!(",\n{indent}   ")),
            _ => found.push(character),
        }
    }
    found.push('\n');
}

fn depth(text: &str) -> i64 {
    text.chars().map(|character| i64::from(character == '(') - i64::from(character == ')')).sum()
}

fn without_comments(source: &str) -> String {
    let mut plain = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(start) = rest.find("/*") {
        plain.push_str(&rest[..start]);
        rest = rest[start..].find("*/").map_or("", |end| &rest[start + end + 2..]);
    }
    plain + rest
}
