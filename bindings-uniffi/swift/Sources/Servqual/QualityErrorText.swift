/// Without this, printing an error or asking for its `localizedDescription` shows its fields instead
/// of its text.
extension QualityError: CustomStringConvertible {}
