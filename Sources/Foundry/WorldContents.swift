import JSON

/// The world's documents, and what a change does to them: no locks, no observers.
struct WorldContents: Sendable {
    var snapshot: WorldSnapshot
    let limits: WorldLimits

    init(snapshot: WorldSnapshot, limits: WorldLimits) {
        self.snapshot = snapshot
        self.limits = limits
    }

    /// Applies a change and says what it changed; empty when it changed nothing.
    mutating func apply(_ change: WorldChange) throws(WorldError) -> [WorldEvent] {
        guard change.action != .canvasReady else { return [.canvasReady] }
        if let owner = try owner(of: change) { return try applyEmbedded(change, in: owner) }
        guard let store = Self.store(of: change.kind) else {
            throw .malformed("\(change.kind.rawValue) documents are not kept")
        }
        guard let id = change.id else { throw .missingID(change.kind) }
        let before = snapshot[keyPath: store][id]
        guard change.action != .delete else { return delete(change, id: id, before: before, from: store) }
        let after = try change.result(over: before)
        if let before, before.saysTheSame(as: after) { return [] }
        snapshot[keyPath: store].set(id, after)
        if change.kind == .chatMessage {
            snapshot.messageStore.trim(toCount: limits.messages, bytes: limits.messageBytes)
        }
        return events(change, id: id, before: before, after: after)
    }

    private typealias StorePath = WritableKeyPath<WorldSnapshot, DocumentStore>

    private static func store(of kind: DocumentKind) -> StorePath? {
        switch kind {
        case .user: \.userStore
        case .actor: \.actorStore
        case .item: \.itemStore
        case .chatMessage: \.messageStore
        case .combat: \.combatStore
        case .combatant, .roll: nil
        }
    }

    private mutating func delete(
        _ change: WorldChange, id: String, before: JSONView?, from store: StorePath
    ) -> [WorldEvent] {
        guard let before else { return [] }
        snapshot[keyPath: store].remove(id)
        return [
            .document(
                DocumentEvent(
                    action: .deleted, kind: change.kind, id: id, before: before, after: nil, change: nil, parent: nil))
        ]
    }

    /// The events of a changed document that stands on its own: first its embedded documents, then itself.
    private func events(_ change: WorldChange, id: String, before: JSONView?, after: JSONView) -> [WorldEvent] {
        var events: [WorldEvent] = []
        let own = DocumentEvent(
            action: change.action == .create && before == nil ? .created : .updated, kind: change.kind, id: id,
            before: before, after: after, change: change.change, parent: nil)
        guard let before, let embedded = change.kind.embedded else { return [.document(own)] }
        embeddedEvents(
            embedded.kind, in: DocumentReference(change.kind, id), before: before[embedded.key],
            after: after[embedded.key], into: &events)
        // Only what is not told through the embedded documents is the document's own change.
        if events.isEmpty || !before.sameMembers(as: after, except: embedded.member) { events.append(.document(own)) }
        return events
    }

    private func embeddedEvents(
        _ kind: DocumentKind, in parent: DocumentReference, before: JSONView, after: JSONView,
        into events: inout [WorldEvent]
    ) {
        var old: [String: JSONView] = [:]
        for entry in before.array where entry.isObject {
            if let id = entry.documentID { old[id] = entry }
        }
        var gone = old
        for entry in after.array where entry.isObject {
            guard let id = entry.documentID else { continue }
            gone[id] = nil
            let previous = old[id]
            if let previous, previous.saysTheSame(as: entry) { continue }
            events.append(
                .document(
                    DocumentEvent(
                        action: previous == nil ? .created : .updated, kind: kind, id: id, before: previous,
                        after: entry, change: nil, parent: parent)))
        }
        for entry in before.array where entry.isObject {
            guard let id = entry.documentID, let previous = gone.removeValue(forKey: id) else { continue }
            events.append(
                .document(
                    DocumentEvent(
                        action: .deleted, kind: kind, id: id, before: previous, after: nil, change: nil, parent: parent)
                ))
        }
    }
}

extension DocumentKind {
    /// The collection of documents that a document of this kind owns and this library follows.
    var embedded: (kind: DocumentKind, key: String, member: StaticString)? {
        switch self {
        case .actor: (.item, "items", "items")
        case .combat: (.combatant, "combatants", "combatants")
        default: nil
        }
    }

    /// The embedded collections, whose arrays merge by id.
    var embeddedCollections: EmbeddedCollections {
        switch self {
        case .actor: ["items": ["effects"], "effects": []]
        case .item: ["effects": []]
        case .combat: ["combatants": [], "groups": []]
        default: [:]
        }
    }
}

extension WorldChange {
    /// The document as the change leaves it.
    /// - Parameter stored: the document as the world has it.
    func result(over stored: JSONView?) throws(WorldError) -> JSONView {
        var result = stored
        if let document, document.isObject {
            if action == .create || isWhole(document) {
                result =
                    try stored.map { stored throws(WorldError) in
                        try DocumentMerge(replacingMembersBy: document, collections: kind.embeddedCollections).apply(
                            to: stored)
                    } ?? document
            } else if let stored, document.count > 1 {
                result = try DocumentMerge(document, collections: kind.embeddedCollections).apply(to: stored)
            }
        }
        guard let base = result else { throw .unknownDocument(kind, id: id ?? "") }
        guard let change, change.isObject, change.count > 0 else { return base }
        return try DocumentMerge(change, collections: kind.embeddedCollections).apply(to: base)
    }

    /// Whether a document is complete, rather than an id with some of its members. Foundry's own documents always carry
    /// these fields; a partial one that has them all would be an odd thing to send.
    private func isWhole(_ document: JSONView) -> Bool {
        switch kind {
        case .actor, .item:
            document["type"].isString && (document["system"].isObject || document["data"].isObject)
        case .chatMessage: document["timestamp"].exists || document["speaker"].isObject
        case .combat: document["combatants"].isArray && document["round"].exists
        case .combatant: document["actorId"].exists && (document["initiative"].exists || document["tokenId"].exists)
        case .user: document["name"].isString && document["role"].exists
        case .roll: true
        }
    }
}
