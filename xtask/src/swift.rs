//! The Swift package.

use std::process::Command;

use crate::command::{root, run};

/// Builds the Swift package around the generated source and runs its tests, with the Swift on PATH
/// or, on a Linux without one, in a chroot that is made the first time.
///
/// # Errors
///
/// Names the command that failed.
pub(crate) fn test() -> Result<(), String> {
    // The path is relative because the chroot sees the repository in another place.
    run(Command::new("bindings-uniffi/swift/toolchain.sh")
        .args(["swift", "test", "--disable-swift-testing", "--scratch-path", "target/swift"])
        .args(["-Xlinker", "-Lbindings-uniffi/swift/lib"])
        .current_dir(root()))
}
