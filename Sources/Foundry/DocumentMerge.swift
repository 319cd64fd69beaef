package import JSON

/// Applies a change to a document the way Foundry does.
///
/// Keys may be nested or dotted (`system.attributes.hp.value`); objects merge, everything else replaces; the embedded
/// collections of the document merge by `_id`. `-=key` removes a key and `==key` replaces an object instead of merging it;
/// Foundry 14 says the same with operators in the place of the value: `{"__$OPERATOR$__":"ForcedDeletion"}` and
/// `{"__$OPERATOR$__":"ForcedReplacement","value":…}`. The result is a new document: documents never change in place.
package struct DocumentMerge {
    /// The most steps a dotted path may have.
    package static let maximumPathLength = 100

    fileprivate let root: ChangeNode

    /// Reads a change.
    /// - Parameter collections: the embedded collections of the document, whose arrays merge by `_id`.
    package init(_ change: JSONView, collections: EmbeddedCollections = [:]) throws(WorldError) {
        root = try ChangeNode(change, collections: collections, depth: 0)
    }

    /// A change that replaces whole members of the document instead of merging into them. A collection that brings only
    /// ids, as database records do, replaces nothing.
    package init(replacingMembersBy document: JSONView, collections: EmbeddedCollections = [:]) {
        root = ChangeNode()
        for member in document.object {
            let key = member.key
            let onlyIDs = member.value.count > 0 && !member.value.array.contains(where: \.isObject)
            if collections[key] != nil, onlyIDs || !member.value.isArray { continue }
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

/// The keys of the embedded collections of a document, each with those of its own documents.
package typealias EmbeddedCollections = [String: Set<String>]

/// What a change asks for at one place.
private enum ChangeOperator {
    case delete
    /// Replaces what is there by the value.
    case replace(JSONView)

    private static let marker = "__$OPERATOR$__"

    /// Reads an operator of Foundry 14 in the place of a value; nil when the value is an ordinary one.
    static func reading(_ value: JSONView) throws(WorldError) -> Self? {
        guard value.isObject else { return nil }
        let name = value[marker]
        guard name.exists else { return nil }
        if name.stringEquals("ForcedDeletion") { return .delete }
        if name.stringEquals("ForcedReplacement") { return .replace(value["value"]) }
        throw .malformed("it uses the operator \(clipped(name.string ?? "", to: 40)), which Foundry does not have")
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
        /// Merges into the documents of the collection that is there, by `_id`; into none when it was removed before.
        case collection([(id: String, change: ChangeNode)], renews: Bool)
    }

    private var effect = Effect.merge
    private var children: [(key: String, node: ChangeNode)] = []
    private var positions: [String: Int] = [:]
    /// Whether `==key.…` paths are filling the node.
    private var isReplacing = false

    func child(_ key: String) -> ChangeNode {
        if let position = positions[key] { return children[position].node }
        let node = ChangeNode()
        positions[key] = children.count
        children.append((key, node))
        return node
    }

    init() {}

    /// The change of a whole document.
    init(_ change: JSONView, collections: EmbeddedCollections, depth: Int) throws(WorldError) {
        try add(change, collections: collections, depth: depth)
        dropStale()
    }

    func replace(by value: JSONView) { become(.set(value)) }

    private func become(_ effect: Effect) {
        self.effect = effect
        children = []
        positions = [:]
    }

    private func add(_ change: JSONView, collections: EmbeddedCollections, depth: Int) throws(WorldError) {
        for member in change.object {
            let path = member.key.split(separator: ".", omittingEmptySubsequences: false)
            guard depth + path.count <= JSONLimits.standard.maximumDepth, path.count <= DocumentMerge.maximumPathLength
            else {
                throw .pathTooLong
            }
            try add(member.value, at: path, collections: collections, depth: depth + path.count)
        }
    }

    private func add(
        _ value: JSONView, at path: [Substring], collections: EmbeddedCollections, depth: Int
    ) throws(WorldError) {
        var node = self
        for step in path.dropLast() {
            // Foundry expands paths before it looks for deletions: "-=a.b" removes all of "a".
            if step.hasPrefix("-=") { return node.child(String(step.dropFirst(2))).become(.delete) }
            if step.hasPrefix("==") {
                node = node.child(String(step.dropFirst(2)))
                if !node.isReplacing { node.become(.renew) }
                node.isReplacing = true
            } else {
                node = node.entering(String(step))
            }
        }
        let last = path.last.map(String.init) ?? ""
        if last.hasPrefix("-=") {
            node.child(String(last.dropFirst(2))).become(.delete)
        } else if last.hasPrefix("==") {
            try node.child(String(last.dropFirst(2))).renew(with: value, depth: depth)
        } else if let change = try ChangeOperator.reading(value) {
            switch change {
            case .delete: node.child(last).become(.delete)
            case .replace(let value): try node.child(last).renew(with: value, depth: depth)
            }
        } else if value.isObject {
            try node.entering(last).add(value, collections: [:], depth: depth)
        } else if path.count == 1, value.isArray, let inner = collections[last] {
            let child = node.child(last)
            try child.become(
                .collection(Self.changes(value, collections: inner, depth: depth), renews: !child.isUntouched))
        } else {
            node.child(last).replace(by: value)
        }
    }

    /// Replaces what is there. Deletions inside the new value have nothing to delete, and leave no trace.
    private func renew(with value: JSONView, depth: Int) throws(WorldError) {
        guard value.isObject else { return replace(by: value) }
        become(.renew)
        try add(value, collections: [:], depth: depth)
    }

    /// Whether nothing has asked for anything here yet.
    private var isUntouched: Bool { if case .merge = effect { children.isEmpty } else { false } }

    /// The changes of the documents of a collection; those that name no document change none.
    private static func changes(
        _ entries: JSONView, collections: Set<String>, depth: Int
    ) throws(WorldError) -> [(id: String, change: ChangeNode)] {
        var changes: [(id: String, change: ChangeNode)] = []
        var positions: [String: Int] = [:]
        let inner = EmbeddedCollections(uniqueKeysWithValues: collections.map { ($0, []) })
        for entry in entries.array where entry.isObject {
            guard let id = entry.documentID else { continue }
            if let position = positions[id] {
                try changes[position].change.add(entry, collections: inner, depth: depth + 1)
            } else {
                positions[id] = changes.count
                changes.append((id, try ChangeNode(entry, collections: inner, depth: depth + 1)))
            }
        }
        return changes
    }

    /// Members that a running game derives from others: a change of the source makes them stale, so they go. Only
    /// combatants have them.
    private static let derived = ["defeated": "isDefeated", "hidden": "visible"]

    private func dropStale() {
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
            node.become(.renew)
            for member in value.object { node.child(member.key).replace(by: member.value) }
        case .delete, .collection: node.become(.renew)
        }
        return node
    }

    func write(over value: JSONView, into writer: inout JSONWriter) {
        switch effect {
        case .set(let replacement): writer.value(replacement)
        case .delete: writer.null()
        case .collection(let changes, let renews):
            writeCollection(changes, over: renews ? .missing : value, into: &writer)
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

    private func writeCollection(
        _ changes: [(id: String, change: ChangeNode)], over stored: JSONView, into writer: inout JSONWriter
    ) {
        var pending: [String: ChangeNode] = [:]
        for (id, change) in changes { pending[id] = change }
        writer.beginArray()
        for entry in stored.array {
            guard let id = entry.documentID ?? entry.string, let change = pending.removeValue(forKey: id) else {
                writer.value(entry)
                continue
            }
            change.write(over: entry.isObject ? entry : .missing, into: &writer)
        }
        for (id, change) in changes where pending[id] != nil { change.write(over: .missing, into: &writer) }
        writer.endArray()
    }
}
