/// The elements of an array, in order.
public struct JSONElements: Sequence, Sendable {
    let view: JSONView

    init(_ view: JSONView) { self.view = view }

    /// Walks the elements once.
    public struct Iterator: IteratorProtocol {
        let storage: JSONStorage
        var index: Int
        let end: Int

        public mutating func next() -> JSONView? {
            guard index < end else { return nil }
            defer { index = storage.next(after: index) }
            return JSONView(storage: storage, index: index)
        }
    }

    public func makeIterator() -> Iterator {
        guard let word = view.word, word.kind == .array else {
            return Iterator(storage: view.storage, index: 0, end: 0)
        }
        return Iterator(storage: view.storage, index: view.index + 2, end: word.low)
    }

    public var underestimatedCount: Int { view.isArray ? view.count : 0 }
}

/// A key and its value.
public struct JSONMember: Sendable {
    /// The key as it stands in the text.
    let keyView: JSONView
    /// The value.
    public let value: JSONView

    /// The key with its escapes resolved.
    public var key: String { keyView.string ?? "" }

    /// Whether the key is exactly this one, without making a `String`.
    public func keyEquals(_ literal: StaticString) -> Bool { keyView.stringEquals(literal) }
}

/// The members of an object, in the order of the text; a repeated key appears each time.
public struct JSONMembers: Sequence, Sendable {
    let view: JSONView

    init(_ view: JSONView) { self.view = view }

    /// Walks the members once.
    public struct Iterator: IteratorProtocol {
        let storage: JSONStorage
        var index: Int
        let end: Int

        public mutating func next() -> JSONMember? {
            guard index < end else { return nil }
            let key = JSONView(storage: storage, index: index)
            let value = JSONView(storage: storage, index: index + 1)
            index = storage.next(after: index + 1)
            return JSONMember(keyView: key, value: value)
        }
    }

    public func makeIterator() -> Iterator {
        guard let word = view.word, word.kind == .object else {
            return Iterator(storage: view.storage, index: 0, end: 0)
        }
        return Iterator(storage: view.storage, index: view.index + 2, end: word.low)
    }

    public var underestimatedCount: Int { view.isObject ? view.count : 0 }
}
