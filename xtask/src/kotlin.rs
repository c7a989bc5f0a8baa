//! The Kotlin package.

use std::process::Command;

use crate::command::{root, run};

/// Builds the Kotlin package around the generated source and runs its tests.
///
/// # Errors
///
/// Names the command that failed.
pub(crate) fn test() -> Result<(), String> {
    // From scratch: the compiler leaves the classes of deleted tests and types behind.
    run(Command::new("mvn")
        .args(["--batch-mode", "--no-transfer-progress", "clean", "test"])
        .current_dir(root().join("bindings-uniffi/kotlin")))
}
