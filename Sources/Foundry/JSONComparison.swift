package import JSON

extension JSONView {
    /// Whether both values say the same: members in any order, numbers by value, however either is spelled.
    package func saysTheSame(as other: JSONView) -> Bool {
        switch (kind, other.kind) {
        case (.missing, .missing), (.null, .null): return true
        case (.bool, .bool): return bool == other.bool
        case (.string, .string): return sameText(as: other) || string == other.string
        case (.number, .number):
            return sameText(as: other) || (int != nil && int == other.int)
                || (int == nil && other.int == nil && double == other.double)
        case (.array, .array):
            guard count == other.count else { return false }
            if sameText(as: other) { return true }
            return zip(array, other.array).allSatisfy { $0.saysTheSame(as: $1) }
        case (.object, .object): return sameText(as: other) || sameMembers(as: other, except: "")
        default: return false
        }
    }

    /// Whether both objects have the same members, leaving one key out of the comparison.
    package func sameMembers(as other: JSONView, except ignored: StaticString) -> Bool {
        guard isObject, other.isObject else { return false }
        // Documents keep their order between updates, so walking both together rarely has to look anything up.
        var theirs = other.object.makeIterator()
        var inStep = true
        var compared = 0
        for member in self.object where !member.keyEquals(ignored) {
            compared += 1
            var partner: JSONView?
            if inStep {
                var next = theirs.next()
                if let candidate = next, candidate.keyEquals(ignored) { next = theirs.next() }
                if let candidate = next, candidate.key == member.key {
                    partner = candidate.value
                } else {
                    inStep = false
                }
            }
            let value = partner ?? other[member.key]
            guard value.exists, member.value.saysTheSame(as: value) else { return false }
        }
        var expected = 0
        for member in other.object where !member.keyEquals(ignored) { expected += 1 }
        return compared == expected
    }

    private func sameText(as other: JSONView) -> Bool {
        withJSONText { mine in
            other.withJSONText { theirs in mine.count == theirs.count && mine.elementsEqual(theirs) }
        }
    }
}
