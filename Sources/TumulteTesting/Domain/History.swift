/// The newest entries of a log that must not grow without end.
package struct History<Element: Sendable>: Sendable {
    private let limit: Int
    private var kept: [Element] = []
    /// How many of the oldest entries were forgotten.
    package private(set) var dropped = 0

    package init(limit: Int) { self.limit = max(1, limit) }

    package var elements: [Element] { kept }

    /// The number of entries ever appended.
    package var total: Int { dropped + kept.count }

    /// - Returns: the entries that were forgotten to make room.
    @discardableResult
    package mutating func append(_ element: Element) -> [Element] {
        kept.append(element)
        // Forgetting a quarter at a time keeps appending cheap.
        guard kept.count > limit + limit / 4 else { return [] }
        let excess = kept.count - limit
        let forgotten = Array(kept.prefix(excess))
        kept.removeFirst(excess)
        dropped += excess
        return forgotten
    }

    /// The entries from position `start` of everything ever appended.
    package func elements(from start: Int) -> ArraySlice<Element> {
        kept[min(max(0, start - dropped), kept.count)...]
    }
}
