package import JSON

/// Applies a change to a document the way Foundry does.
///
/// Keys may be nested or dotted (`system.attributes.hp.value`); objects merge, everything else replaces; `-=key` removes a
/// key, `==key` replaces an object instead of merging it; the embedded collections of the document merge by `_id`. The
/// result is a new document: documents never change in place.
package struct DocumentMerge {
    /// The most steps a dotted path may have.
    package static let maximumPathLength = 100

    fileprivate let root: ChangeNode

    /// Reads a change.
    /// - Parameter collections: the keys of embedded collections, whose arrays merge by `_id`.
    package init(_ change: JSONView, collections: Set<String> = []) throws(WorldError) {
        let root = ChangeNode()
        try root.add(change, collections: collections, depth: 0)
        root.dropStale()
        self.root = root
    }

    /// A change that replaces whole members of the document instead of merging into them. A collection that brings only
    /// ids, as database records do, replaces nothing.
    package init(replacingMembersBy document: JSONView, collections: Set<String> = []) {
        root = ChangeNode()
        for member in document.object {
            let key = member.key
            let onlyIDs = member.value.count > 0 && !member.value.array.contains(where: \.isObject)
            if collections.contains(key), onlyIDs || !member.value.isArray { continue }
            root.child(key).replace(by: member.value)
        }
    }

    /// The changed document.
    package func apply(to document: JSONView) throws(WorldError) -> JSONView {
        do {
            return try JSONDocument.writing { writer in root.write(over: document, into: &writer) }.root
        } catch {
            throw .tooLarge(error)
        }
    }
}

/// What a change does at one place of a document. Confined to one merge, never shared.
private final class ChangeNode {
    private enum Effect {
        /// Merges the children into what is there.
        case merge
        /// Starts anew with the children: what was there has been removed before.
        case renew
        case set(JSONView)
        case delete
        /// Merges these documents into the collection that is there, by `_id`.
        case collection(JSONView)
    }

    private var effect = Effect.merge
    private var children: [(key: String, node: ChangeNode)] = []
    private var positions: [String: Int] = [:]

    func child(_ key: String) -> ChangeNode {
        if let position = positions[key] { return children[position].node }
        let node = ChangeNode()
        positions[key] = children.count
        children.append((key, node))
        return node
    }

    func replace(by value: JSONView) {
        effect = .set(value)
        children = []
        positions = [:]
    }

    func add(_ change: JSONView, collections: Set<String>, depth: Int) throws(WorldError) {
        for member in change.object {
            let path = member.key.split(separator: ".", omittingEmptySubsequences: false)
            guard depth + path.count <= JSONLimits.standard.maximumDepth, path.count <= DocumentMerge.maximumPathLength
            else {
                throw .pathTooLong
            }
            var node = self
            for step in path.dropLast() { node = node.entering(String(step)) }
            let last = path.last.map(String.init) ?? ""
            if last.hasPrefix("-=") {
                let removed = node.child(String(last.dropFirst(2)))
                removed.replace(by: .missing)
                removed.effect = .delete
            } else if last.hasPrefix("==") {
                node.child(String(last.dropFirst(2))).replace(by: member.value)
            } else if member.value.isObject {
                try node.entering(last).add(member.value, collections: [], depth: depth + path.count)
            } else if depth == 0, path.count == 1, collections.contains(last), member.value.isArray {
                let collection = node.child(last)
                collection.replace(by: .missing)
                collection.effect = .collection(member.value)
            } else {
                node.child(last).replace(by: member.value)
            }
        }
    }

    /// Members that a running game derives from others: a change of the source makes them stale, so they go. Only
    /// combatants have them.
    private static let derived = ["defeated": "isDefeated", "hidden": "visible"]

    func dropStale() {
        for (source, derived) in Self.derived where positions[source] != nil && positions[derived] == nil {
            child(derived).effect = .delete
        }
    }

    /// The child, made ready to take changes of its own.
    private func entering(_ key: String) -> ChangeNode {
        let node = child(key)
        switch node.effect {
        case .merge, .renew: break
        case .set(let value):
            node.effect = .renew
            for member in value.object { node.child(member.key).replace(by: member.value) }
        case .delete, .collection: node.effect = .renew
        }
        return node
    }

    func write(over value: JSONView, into writer: inout JSONWriter) {
        switch effect {
        case .set(let replacement): writer.value(replacement)
        case .delete: writer.null()
        case .collection(let changes): writeCollection(changes, over: value, into: &writer)
        case .merge, .renew:
            let value = if case .renew = effect { JSONView.missing } else { value }
            writer.beginObject()
            // Of a repeated key the last one counts for readers, so it is the one that is merged.
            let changed = value.lastMembers { positions[$0] != nil }
            var met: Set<String> = []
            for member in value.object {
                let key = member.key
                guard let position = positions[key], let last = changed[key] else {
                    writer.key(key)
                    writer.value(member.value)
                    continue
                }
                guard met.insert(key).inserted else { continue }
                write(children[position], over: last, into: &writer)
            }
            for child in children where !met.contains(child.key) { write(child, over: .missing, into: &writer) }
            writer.endObject()
        }
    }

    private func write(_ child: (key: String, node: ChangeNode), over value: JSONView, into writer: inout JSONWriter) {
        if case .delete = child.node.effect { return }
        writer.key(child.key)
        child.node.write(over: value, into: &writer)
    }

    private func writeCollection(_ changes: JSONView, over stored: JSONView, into writer: inout JSONWriter) {
        var pending: [String: JSONView] = [:]
        var order: [String] = []
        for entry in changes.array {
            guard let id = entry.documentID else { continue }
            if pending.updateValue(entry, forKey: id) == nil { order.append(id) }
        }
        writer.beginArray()
        for entry in stored.array {
            if let id = entry.documentID ?? entry.string, let change = pending.removeValue(forKey: id) {
                // A change that cannot be read leaves its document as it was; the depth was checked when parsing.
                if entry.isObject, let merge = try? DocumentMerge(change) {
                    merge.root.write(over: entry, into: &writer)
                } else {
                    writer.value(entry.isObject ? entry : change)
                }
            } else {
                writer.value(entry)
            }
        }
        for id in order {
            if let added = pending[id] { writer.value(added) }
        }
        writer.endArray()
    }
}
