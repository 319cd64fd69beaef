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
        case (.object, .object): return sameText(as: other) || sameMembers(as: other, except: nil)
        default: return false
        }
    }

    /// Whether both objects have the same members, leaving one key out of the comparison, or none.
    package func sameMembers(as other: JSONView, except ignored: StaticString?) -> Bool {
        guard isObject, other.isObject else { return false }
        func isIgnored(_ member: JSONMember) -> Bool { ignored.map(member.keyEquals) ?? false }
        // Documents keep their order between updates, so walking both together rarely has to look anything up.
        var theirs = other.object.makeIterator()
        var lookup: [String: JSONView]?
        var compared = 0
        for member in self.object where !isIgnored(member) {
            compared += 1
            var value: JSONView?
            if lookup == nil {
                var next = theirs.next()
                if let candidate = next, isIgnored(candidate) { next = theirs.next() }
                if let candidate = next, candidate.key == member.key {
                    value = candidate.value
                } else {
                    lookup = other.lastMembers { _ in true }
                }
            }
            guard let value = value ?? lookup?[member.key], member.value.saysTheSame(as: value) else { return false }
        }
        var expected = 0
        for member in other.object where !isIgnored(member) { expected += 1 }
        return compared == expected
    }

    /// The members by key, the last one of a repeated key; looking many keys up one by one would take quadratic time.
    func lastMembers(where isWanted: (String) -> Bool) -> [String: JSONView] {
        var members: [String: JSONView] = [:]
        for member in object {
            let key = member.key
            if isWanted(key) { members[key] = member.value }
        }
        return members
    }

    private func sameText(as other: JSONView) -> Bool {
        withJSONText { mine in
            other.withJSONText { theirs in mine.count == theirs.count && mine.elementsEqual(theirs) }
        }
    }
}
