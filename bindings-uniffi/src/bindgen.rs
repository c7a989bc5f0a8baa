//! Writes the Kotlin and the Swift source of the bindings.
//!
//! `uniffi-bindgen LIBRARY CONFIG KOTLIN_DIR SWIFT_DIR`. It calls the generator directly: UniFFI's own
//! command line would add an argument parser and a run of `cargo metadata` for what is known anyway.
//! Start it through `cargo xtask bindings`, which knows the paths.

use std::process::ExitCode;

use uniffi::{GenerateOptions, TargetLanguage};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [library, config, kotlin, swift] = arguments.as_slice() else {
        eprintln!("usage: uniffi-bindgen LIBRARY CONFIG KOTLIN_DIR SWIFT_DIR");
        return ExitCode::FAILURE;
    };
    for (language, directory) in [(TargetLanguage::Kotlin, kotlin), (TargetLanguage::Swift, swift)] {
        let name = format!("{language:?}");
        let options = GenerateOptions {
            languages: vec![language],
            source: library.into(),
            out_dir: directory.into(),
            config_override: Some(config.into()),
            format: false,
            crate_filter: None,
            metadata_no_deps: true,
        };
        if let Err(error) = uniffi::generate(options) {
            eprintln!("uniffi-bindgen: {name} from {library}: {error:#}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
