//! Builds the native library and writes the Kotlin and Swift source around it.

use std::env::consts;
use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{cargo, root, run};
use crate::{api, polish};

/// Where cargo puts what it builds.
fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// Builds the native library and fills the generated parts of both packages.
///
/// # Errors
///
/// Names the command or the file that failed.
pub(crate) fn generate() -> Result<(), String> {
    let bindings = root().join("bindings-uniffi");
    let kotlin = bindings.join("kotlin/generated");
    let swift = bindings.join("swift");
    let scratch = target().join("uniffi");

    run(cargo().args(["build", "--release", "-p", "servqual-uniffi"]))?;
    // The generator reads the static library: unlike the shared one it is never stripped, and a
    // stripped library has no description of its interface.
    let archive = target().join("release/libservqual_ffi.a");
    clear(&scratch)?;
    clear(&kotlin)?;
    run(cargo()
        .args(["run", "-p", "servqual-uniffi", "--features", "bindgen", "--bin", "uniffi-bindgen", "--"])
        .arg(&archive)
        .arg(bindings.join("uniffi.toml"))
        .arg(kotlin.join("kotlin"))
        .arg(&scratch))?;

    edit(&kotlin.join("kotlin/io/servqual/servqual.kt"), polish::kotlin)?;
    edit(&scratch.join("Servqual.swift"), polish::swift)?;

    let shared = shared_library();
    copy(&target().join("release").join(&shared), &kotlin.join("resources").join(jna_platform()).join(&shared))?;
    let module = swift.join("Sources/ServqualFFI");
    copy(&scratch.join("Servqual.swift"), &swift.join("Sources/Servqual/Generated/Servqual.swift"))?;
    copy(&scratch.join("ServqualFFI.h"), &module.join("ServqualFFI.h"))?;
    copy(&scratch.join("ServqualFFI.modulemap"), &module.join("module.modulemap"))?;
    // Alone in its directory: the linker would prefer a shared library next to it, and a test
    // program linked to that one finds it only with a search path.
    copy(&archive, &swift.join("lib/libservqual_ffi.a"))
}

/// Writes what the generated source declares to the two `api.txt`.
///
/// # Errors
///
/// Names the file that failed.
pub(crate) fn write_api() -> Result<(), String> {
    declared()?.iter().try_for_each(|(file, api)| write(file, api))
}

/// Refuses generated source that declares something else than the two `api.txt`.
///
/// # Errors
///
/// Names the file that is out of date, with the first line that differs.
pub(crate) fn check_api() -> Result<(), String> {
    for (file, api) in declared()? {
        let committed = fs::read_to_string(&file).unwrap_or_default();
        let mut lines = committed.lines().map(Some).chain(std::iter::repeat(None)).zip(api.lines());
        if committed != api {
            let difference = lines.find(|(old, new)| *old != Some(new));
            let now = difference.map_or("an earlier end", |(_, new)| new);
            return Err(format!(
                "{}: the declarations have changed, now with `{}`; run `cargo xtask bindings` and commit the file",
                file.display(),
                now.trim()
            ));
        }
    }
    Ok(())
}

/// What the generated source declares, with the files that keep it.
fn declared() -> Result<[(PathBuf, String); 2], String> {
    let bindings = root().join("bindings-uniffi");
    let kotlin = read(&bindings.join("kotlin/generated/kotlin/io/servqual/servqual.kt"))?;
    let swift = read(&bindings.join("swift/Sources/Servqual/Generated/Servqual.swift"))?;
    Ok([(bindings.join("kotlin/api.txt"), api::kotlin(&kotlin)), (bindings.join("swift/api.txt"), api::swift(&swift))])
}

fn read(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

fn write(file: &Path, text: &str) -> Result<(), String> {
    fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))
}

fn edit(file: &Path, change: fn(&str) -> Result<String, String>) -> Result<(), String> {
    write(file, &change(&read(file)?)?)
}

/// The file name of the shared library here.
fn shared_library() -> String {
    format!("{}servqual_ffi{}", consts::DLL_PREFIX, consts::DLL_SUFFIX)
}

/// The directory in which JNA looks for the library in a jar.
fn jna_platform() -> String {
    let system = match consts::OS {
        "macos" => "darwin",
        "windows" => "win32",
        other => other,
    };
    let processor = match consts::ARCH {
        "x86_64" => "x86-64",
        other => other,
    };
    format!("{system}-{processor}")
}

/// What an older interface left behind must not be compiled.
fn clear(directory: &Path) -> Result<(), String> {
    match fs::remove_dir_all(directory) {
        Err(error) if directory.exists() => Err(format!("{}: {error}", directory.display())),
        _ => Ok(()),
    }
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let parent = to.parent().expect("a file lies in a directory");
    fs::create_dir_all(parent)
        .and_then(|()| fs::copy(from, to))
        .map(|_| ())
        .map_err(|error| format!("{} to {}: {error}", from.display(), to.display()))
}
