import Foundation

extension Array where Element == Double {
    /// These values in the layout that functions with a `Data` parameter read: 8 bytes each in the
    /// byte order of this machine. An array of numbers would cross to the library one by one.
    public var nativeBytes: Data {
        withUnsafeBytes { Data($0) }
    }
}
