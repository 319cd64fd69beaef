import JSON

/// Documents of one kind by id, in the order in which they came. A value: copies share their storage.
struct DocumentStore: Sendable {
    private(set) var order: [String] = []
    private var documents: [String: JSONView] = [:]
    private var byteCount = 0

    var count: Int { order.count }

    subscript(id: String) -> JSONView? { documents[id] }

    /// The documents in order.
    var all: [JSONView] { order.compactMap { documents[$0] } }

    mutating func set(_ id: String, _ document: JSONView) {
        if let old = documents.updateValue(document, forKey: id) {
            byteCount -= Self.size(old)
        } else {
            order.append(id)
        }
        byteCount += Self.size(document)
    }

    mutating func remove(_ id: String) {
        guard let old = documents.removeValue(forKey: id) else { return }
        byteCount -= Self.size(old)
        if let position = order.lastIndex(of: id) { order.remove(at: position) }
    }

    /// Forgets the oldest documents until the rest stays within both limits.
    mutating func trim(toCount count: Int, bytes: Int) {
        while let oldest = order.first, order.count > count || (byteCount > bytes && order.count > 1) { remove(oldest) }
    }

    private static func size(_ document: JSONView) -> Int { document.withJSONText { $0.count } }
}
