// swift-tools-version: 6.0
// At the root because SwiftPM reads the manifest of a dependency only there; the package itself
// lies in bindings-uniffi/swift. Its generated parts come from `cargo xtask bindings`.

import PackageDescription

#if os(Linux)
// Links lib/libservqual_ffi.a, whose directory the caller names: `swift build -Xlinker -L<dir>`.
let native: Target = .systemLibrary(name: "ServqualFFI", path: "bindings-uniffi/swift/Sources/ServqualFFI")
#else
let native: Target = .binaryTarget(name: "ServqualFFI", path: "bindings-uniffi/swift/lib/ServqualFFI.xcframework")
#endif

let package = Package(
    name: "servqual",
    platforms: [.iOS(.v15), .macOS(.v12)],
    products: [.library(name: "Servqual", targets: ["Servqual"])],
    targets: [
        native,
        .target(
            name: "Servqual",
            dependencies: ["ServqualFFI"],
            path: "bindings-uniffi/swift/Sources/Servqual",
            swiftSettings: [.swiftLanguageMode(.v6)],
            linkerSettings: [.linkedLibrary("servqual_ffi", .when(platforms: [.linux]))]
        ),
        // Language mode 5: XCTest of Swift 6.0 finds no tests in mode 6 on Linux.
        .testTarget(
            name: "ServqualTests",
            dependencies: ["Servqual"],
            path: "bindings-uniffi/swift/Tests/ServqualTests",
            swiftSettings: [.swiftLanguageMode(.v5)]
        ),
    ]
)
