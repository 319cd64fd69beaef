public import JSON

extension JSONWriter {
    /// Writes a member that is a number or `null`; whole numbers without a fraction.
    public mutating func number(_ key: StaticString, _ value: Double?) {
        if let value, let whole = Int(exactly: value) {
            member(key, whole)
        } else {
            member(key, value)
        }
    }

    mutating func uses(_ uses: Uses?, withPeriod: Bool) {
        key("uses")
        guard let uses else { return null() }
        beginObject()
        number("value", uses.value)
        number("max", uses.max)
        if withPeriod { member("per", uses.per) }
        endObject()
    }
}
