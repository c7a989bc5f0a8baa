//! Small repairs of the generated source, until the generator knows them.

/// Kotlin: the message of an exception is its text, not a list of its fields, and the
/// documentation speaks no Rust.
pub(crate) fn kotlin(source: &str) -> Result<String, String> {
    let mut lines: Vec<String> = documentation(source).lines().map(str::to_owned).collect();
    let mut changed = 0;
    for at in 1..lines.len() {
        if lines[at - 1].trim() == "override val message" && lines[at].trim_start().starts_with("get() = \"") {
            // toString() asks the library for the text.
            lines[at] = "            get() = toString()".into();
            changed += 1;
        }
    }
    if changed == 0 {
        return Err("kotlin: no exception message was found; does the generator write them differently now?".into());
    }
    Ok(lines.join("\n") + "\n")
}

/// Swift: error cases begin in lower case, like all other cases, and the documentation speaks no
/// Rust.
pub(crate) fn swift(source: &str) -> Result<String, String> {
    let mut source = documentation(source);
    let start = source.find("enum QualityError:").ok_or("swift: the error type is missing")?;
    let end = start + source[start..].find("\n}").ok_or("swift: the error type has no end")?;
    let cases: Vec<String> = source[start..end]
        .lines()
        .filter_map(|line| line.strip_prefix("    case "))
        .map(|case| case.split('(').next().unwrap_or_default().trim().to_owned())
        .collect();
    if cases.is_empty() {
        return Err("swift: no error case was found; does the generator write them differently now?".into());
    }
    for case in cases {
        let lower = case[..1].to_lowercase() + &case[1..];
        for (before, after) in [("    case ", "("), (".", "(")] {
            source = source.replace(&format!("{before}{case}{after}"), &format!("{before}{lower}{after}"));
        }
    }
    Ok(source)
}

/// Leaves out examples in Rust, and the targets of links between Rust items.
fn documentation(source: &str) -> String {
    let mut kept: Vec<String> = Vec::new();
    let mut fence = false;
    for line in source.lines() {
        let text = line.trim_start().strip_prefix("* ").unwrap_or_default();
        let fenced = line.trim_start().starts_with("* ```");
        fence ^= fenced;
        if fence || fenced || text.trim() == "# Example" {
            continue;
        }
        let is_text = line.trim_start().starts_with('*');
        let blank = line.trim() == "*";
        // What stood before and after an example is now one gap, or none at the end.
        let end = line.trim_start().starts_with("*/");
        while (blank || end) && kept.last().is_some_and(|last| last.trim() == "*") {
            kept.pop();
        }
        kept.push(if is_text { unlinked(line) } else { line.to_owned() });
    }
    kept.join("\n") + "\n"
}

/// The line with `[name](path)` and `[name]` as the name alone, where the name is code.
fn unlinked(line: &str) -> String {
    let mut rest = line;
    let mut plain = String::new();
    while let Some(start) = rest.find("[`") {
        let Some(length) = rest[start..].find("`]") else { break };
        plain.push_str(&rest[..start]);
        plain.push_str(&rest[start + 1..start + length + 1]);
        rest = &rest[start + length + 2..];
        if rest.starts_with('(') {
            rest = rest.find(')').map_or(rest, |end| &rest[end + 1..]);
        }
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    #[test]
    fn documentation_speaks_no_rust() {
        let before = "/**\n * See [`KpiTally`](crate::kpi::KpiTally) or [`other`].\n *\n * # Example\n * ```\n * let x = 1;\n * ```\n */\nval x = a[`b`]\n";
        assert_eq!(super::documentation(before), "/**\n * See `KpiTally` or `other`.\n */\nval x = a[`b`]\n");
    }

    #[test]
    fn swift_error_cases_begin_in_lower_case() {
        let before =
            "enum QualityError: Swift.Error {\n    case MissingValue(place: String)\n}\nreturn .MissingValue(\n";
        let after =
            "enum QualityError: Swift.Error {\n    case missingValue(place: String)\n}\nreturn .missingValue(\n";
        assert_eq!(super::swift(before).as_deref(), Ok(after));
    }
}
