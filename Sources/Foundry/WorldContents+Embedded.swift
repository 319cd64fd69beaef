import JSON

extension WorldContents {
    /// The owner of the document that the change is about; nil when the document stands on its own.
    func owner(of change: WorldChange) throws(WorldError) -> DocumentReference? {
        switch change.kind {
        case .combatant:
            if let parent = change.parent {
                guard parent.kind == .combat else { throw .unsupportedParent(parent.kind.rawValue) }
                guard snapshot.combatStore[parent.id] != nil else { throw .unknownParent(.combat, id: parent.id) }
                return parent
            }
            return try combat(owning: change)
        case .item:
            if let parent = change.parent {
                guard parent.kind == .actor else { throw .unsupportedParent(parent.kind.rawValue) }
                guard snapshot.actorStore[parent.id] != nil else { throw .unknownParent(.actor, id: parent.id) }
                return parent
            }
            guard change.action != .create, let id = change.id, snapshot.itemStore[id] == nil else { return nil }
            return owner(.actor, of: id, in: snapshot.actorStore)
        default:
            return nil
        }
    }

    /// The encounter of a combatant whose owner is not named: the one that has it, or the only one there is.
    private func combat(owning change: WorldChange) throws(WorldError) -> DocumentReference {
        guard let id = change.id else { throw .missingID(.combatant) }
        if let owner = owner(.combat, of: id, in: snapshot.combatStore) { return owner }
        guard snapshot.combatStore.count == 1, let only = snapshot.combatStore.order.first else {
            throw .unknownParent(.combat, id: nil)
        }
        return DocumentReference(.combat, only)
    }

    private func owner(_ kind: DocumentKind, of id: String, in store: DocumentStore) -> DocumentReference? {
        guard let embedded = kind.embedded else { return nil }
        for ownerID in store.order {
            guard let owner = store[ownerID] else { continue }
            if Self.entry(id, in: owner[embedded.key]) != nil { return DocumentReference(kind, ownerID) }
        }
        return nil
    }

    static func entry(_ id: String, in collection: JSONView) -> JSONView? {
        for entry in collection.array where entry.isObject && entry.documentID == id { return entry }
        return nil
    }

    /// Applies a change to a document inside its owner.
    mutating func applyEmbedded(_ change: WorldChange, in parent: DocumentReference) throws(WorldError) -> [WorldEvent]
    {
        let isActor = parent.kind == .actor
        let stored = isActor ? snapshot.actorStore[parent.id] : snapshot.combatStore[parent.id]
        guard let owner = stored, let embedded = parent.kind.embedded else {
            throw .unknownParent(parent.kind, id: parent.id)
        }
        guard let id = change.id else { throw .missingID(change.kind) }
        let before = Self.entry(id, in: owner[embedded.key])
        let after = change.action == .delete ? nil : try change.result(over: before)
        switch (before, after) {
        case (nil, nil): return []
        case (let before?, let after?) where before.saysTheSame(as: after): return []
        default: break
        }
        let changed = try Self.replacing(id, by: after, in: owner, at: embedded.key)
        if isActor { snapshot.actorStore.set(parent.id, changed) } else { snapshot.combatStore.set(parent.id, changed) }
        let action: DocumentEvent.Action = after == nil ? .deleted : before == nil ? .created : .updated
        return [
            .document(
                DocumentEvent(
                    action: action, kind: change.kind, id: id, before: before, after: after, change: change.change,
                    parent: parent))
        ]
    }

    /// The owner with one embedded document replaced, added (at the end) or removed.
    private static func replacing(
        _ id: String, by replacement: JSONView?, in owner: JSONView, at key: String
    ) throws(WorldError) -> JSONView {
        do {
            return try JSONDocument.writing { writer in
                writer.beginObject()
                for member in owner.object {
                    let name = member.key
                    guard name != key else { continue }
                    writer.key(name)
                    writer.value(member.value)
                }
                writer.key(key)
                writer.beginArray()
                var isPlaced = false
                for entry in owner[key].array {
                    guard entry.documentID == id || entry.string == id else {
                        writer.value(entry)
                        continue
                    }
                    guard !isPlaced, let replacement else { continue }
                    writer.value(replacement)
                    isPlaced = true
                }
                if !isPlaced, let replacement { writer.value(replacement) }
                writer.endArray()
                writer.endObject()
            }.root
        } catch {
            throw .tooLarge(error)
        }
    }
}
