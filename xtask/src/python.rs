//! The Python package.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{root, run};

/// Builds the wheel, checks its stubs, installs it into an environment of its own and runs its
/// tests; leaves the bits of every golden result in `target/bits`.
///
/// # Errors
///
/// Names the command that failed.
pub(crate) fn test() -> Result<(), String> {
    let package = root().join("bindings-python");
    let target = root().join("target");
    let python = environment(&target.join("python-venv"), &package.join("requirements-test.txt"))?;
    let in_package = |arguments: &[&str]| {
        let mut command = Command::new(&python);
        command.args(arguments).current_dir(&package);
        command
    };

    let wheels = target.join("wheels");
    if wheels.exists() {
        fs::remove_dir_all(&wheels).map_err(|error| format!("{}: {error}", wheels.display()))?;
    }
    // The descriptions of the signatures add nothing to the code; one build serves both.
    run(in_package(&["-m", "maturin", "build", "--quiet", "--release", "--features", "stubs", "--out"]).arg(&wheels))?;
    run(&mut in_package(&["stubs.py", "--check", "--release"]))?;
    let wheel = wheel(&wheels)?;
    run(in_package(&["-m", "pip", "install", "--quiet", "--no-deps", "--force-reinstall"]).arg(&wheel))?;
    run(&mut in_package(&["-m", "pytest"]))?;
    run(in_package(&["tests/print_bits.py"]).arg(target.join("bits/python.txt")))
}

/// The interpreter of a virtual environment with the test requirements, made where it is absent.
fn environment(folder: &Path, requirements: &Path) -> Result<PathBuf, String> {
    let windows = cfg!(windows);
    let python = folder.join(if windows { "Scripts/python.exe" } else { "bin/python" });
    if !python.exists() {
        let system = if windows { "python" } else { "python3" };
        run(Command::new(system).args(["-m", "venv"]).arg(folder))?;
    }
    // pip takes seconds to see that nothing is to be done.
    let stamp = folder.join("installed.txt");
    let wanted = fs::read_to_string(requirements).map_err(|error| format!("{}: {error}", requirements.display()))?;
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    run(Command::new(&python).args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(requirements))?;
    fs::write(&stamp, wanted).map_err(|error| format!("{}: {error}", stamp.display()))?;
    Ok(python)
}

/// The one wheel of the folder, which must serve every Python from 3.11 on.
fn wheel(folder: &Path) -> Result<PathBuf, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let wheel =
        entries.flatten().map(|entry| entry.path()).find(|path| path.extension().is_some_and(|end| end == "whl"));
    let wheel = wheel.ok_or_else(|| format!("{}: no wheel", folder.display()))?;
    if wheel.to_string_lossy().contains("-cp311-abi3-") {
        Ok(wheel)
    } else {
        Err(format!("{} is not abi3", wheel.display()))
    }
}
