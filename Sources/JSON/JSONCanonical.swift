extension JSONWriter {
    /// A value in its canonical form: no spaces, the members of each object sorted by key (bytewise, UTF-8) and each key
    /// once with its last value, strings with only the required escapes. Equal values give equal bytes as long as their
    /// numbers are written alike (numbers keep their text), so the form can be hashed to see whether something changed.
    ///
    /// Recursion is bounded by the depth limit under which the document was parsed.
    public mutating func canonical(_ view: JSONView) {
        switch view.kind {
        case .array:
            beginArray()
            for element in view.array { canonical(element) }
            endArray()
        case .object:
            var last: [String: JSONView] = [:]
            for member in view.object { last[member.key] = member.value }
            beginObject()
            for key in last.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
                self.key(key)
                canonical(last[key] ?? .missing)
            }
            endObject()
        case .string: string(view.string ?? "")
        default: value(view)
        }
    }
}
