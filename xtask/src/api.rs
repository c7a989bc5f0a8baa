//! What Kotlin and Swift users see: the public declarations of the generated source, in one
//! committed text file for each language, so that a review shows every change of them.

/// How the declarations of a language begin.
struct Grammar {
    types: &'static [&'static str],
    members: &'static [&'static str],
    /// How many braces deep members may stand.
    deepest: i64,
    /// Whether a line within a type is a case of an enumeration.
    is_case: fn(&str) -> bool,
}

const KOTLIN: Grammar = Grammar {
    types: &["data class ", "sealed class ", "enum class ", "open class ", "public interface ", "public typealias "],
    members: &["data class ", "class ", "object ", "fun `", "@Throws fun `", "constructor("],
    // In companion objects.
    deepest: 2,
    is_case: |line| {
        let name = line.trim_end_matches([',', ';']);
        name != line
            && name.chars().all(|letter| letter == '_' || letter.is_ascii_uppercase() || letter.is_ascii_digit())
    },
};

const SWIFT: Grammar = Grammar {
    types: &["public struct ", "public enum ", "public protocol ", "open class ", "public typealias "],
    // Those of protocols have no word before `func`.
    members: &[
        "func ",
        "open func ",
        "public func ",
        "public static func ",
        "public convenience init(",
        "public init(",
    ],
    deepest: 1,
    is_case: |line| line.starts_with("case "),
};

/// What the generator writes for itself.
const INTERNAL: [&str; 7] =
    ["niffi", "FfiConverter", "RustBuffer", "oHandle", "InternalException", "Disposable {", "Protocol:"];

/// The public declarations of the generated Kotlin.
pub(crate) fn kotlin(source: &str) -> String {
    let source = source.replace("@Throws(QualityException::class)", "@Throws");
    declarations(&source, &KOTLIN).replace('`', "").replace("kotlin.", "").replace("io.servqual.", "")
}

/// The public declarations of the generated Swift.
pub(crate) fn swift(source: &str) -> String {
    declarations(&source.replace("public \n", "public "), &SWIFT)
}

fn declarations(source: &str, grammar: &Grammar) -> String {
    let source = without_comments(source);
    let mut lines = source.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut found = String::new();
    // How many braces are open, and whether the type around is shown.
    let (mut level, mut within) = (0, false);
    while let Some(line) = lines.next() {
        let begins = |words: &[&str]| words.iter().any(|word| line.starts_with(word));
        let is_type = level == 0 && begins(grammar.types);
        let is_member = begins(grammar.members) && (level == 0 || within && level <= grammar.deepest);
        let is_case = within && level == 1 && (grammar.is_case)(line);
        let mut whole = line.to_owned();
        if is_type || is_member || is_case {
            while balance(&whole, '(', ')') > 0 {
                let Some(next) = lines.next() else { break };
                whole = format!("{whole} {next}");
            }
            let signature = signature(&whole);
            let shown = !INTERNAL.iter().any(|word| signature.contains(word));
            if level == 0 {
                within = is_type && shown;
            }
            if shown {
                write(&mut found, &signature, if level == 0 { "" } else { "    " });
            }
        } else if level == 0 && line.len() > 1 && line.contains('{') {
            within = false;
        }
        level += balance(&whole, '{', '}');
    }
    found
}

/// A declaration without its body and what it inherits, on one line.
fn signature(declaration: &str) -> String {
    let mut level = 0;
    let body = declaration.char_indices().find(|&(_, letter)| {
        level += i64::from(letter == '(') - i64::from(letter == ')');
        level == 0 && letter == '{'
    });
    let head = body.map_or(declaration, |(at, _)| &declaration[..at]);
    // Functions write their type without a space before the colon.
    let head = head.rfind(") :").map_or(head, |at| &head[..=at]);
    let head = if head.starts_with("open class ") { head.split(':').next().unwrap_or(head) } else { head };
    let words = head.split_whitespace().collect::<Vec<_>>().join(" ");
    let tidy = words.replace("( ", "(").replace(" )", ")").replace(" ,", ",").replace(")throws", ") throws");
    tidy.replace(" (", "(").trim_end_matches([',', ';', ' ']).to_owned()
}

/// Long lists of parameters take a line for each.
fn write(found: &mut String, line: &str, indent: &str) {
    found.push_str(indent);
    if indent.len() + line.len() <= 120 {
        found.push_str(line);
    } else {
        let mut level = 0;
        for letter in line.chars() {
            level += i64::from("(<[".contains(letter)) - i64::from(")>]".contains(letter));
            match letter {
                '(' if level == 1 => found.push_str(&format!("(\n{indent}    ")),
                ',' if level == 1 => found.push_str(&format!(",\n{indent}   ")),
                _ => found.push(letter),
            }
        }
    }
    found.push('\n');
}

fn balance(text: &str, open: char, close: char) -> i64 {
    text.chars().map(|letter| i64::from(letter == open) - i64::from(letter == close)).sum()
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

#[cfg(test)]
mod tests {
    #[test]
    fn declarations_lose_bodies_and_internals() {
        let source = "open class Tally: Disposable, TallyInterface\n{\n    /** Not (this. */\n    constructor(`a`: A) :\n        this(1)\n    override fun `f`() { x }\n}\nobject FfiConverterX {\n    fun `g`()\n}\n@Throws(QualityException::class) fun `h`(`b`: kotlin.Int\n): B {\n}\n";
        assert_eq!(super::kotlin(source), "open class Tally\n    constructor(a: A)\n@Throws fun h(b: Int): B\n");
    }

    /// The examples of the page are tests, so that they cannot grow old.
    #[test]
    fn the_examples_of_the_page_are_tested() {
        let bindings = crate::command::root().join("bindings-uniffi");
        let plain = |file: &str| {
            let text = std::fs::read_to_string(bindings.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
            text.lines().map(|line| format!("{}\n", line.trim())).collect::<String>()
        };
        let page = plain("README.md");
        for (language, file) in [
            ("kotlin", "kotlin/src/test/kotlin/io/servqual/ExampleTest.kt"),
            ("swift", "swift/Tests/ServqualTests/ExampleTests.swift"),
        ] {
            let (_, rest) = page.split_once(&format!("```{language}\n")).expect("an example");
            let (example, _) = rest.split_once("```").expect("its end");
            assert!(plain(file).contains(example), "{file} does not have the example of README.md");
        }
    }
}
