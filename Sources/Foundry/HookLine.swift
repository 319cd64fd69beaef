public import JSON

/// One line of hook input: `{"hook":"updateActor","args":[…],"parent":{"type":"Actor","id":…}}` (design: section 5).
public struct HookLine: Sendable {
    /// The hook's name.
    public let hook: String
    /// What it says happened.
    public let change: WorldChange

    /// Reads a line.
    /// - Parameters:
    ///   - line: one JSON object, without its line break.
    ///   - limits: how large and deep a line may be.
    /// - Throws: ``WorldError`` when the line is no JSON, or no hook that the library knows.
    public init(_ line: String, limits: JSONLimits = .standard) throws(WorldError) {
        do {
            try self.init(JSONDocument(line, limits: limits).root)
        } catch let error as JSONError {
            throw .notJSON(error)
        } catch let error as WorldError {
            throw error
        } catch {
            throw .malformed("the line cannot be read")
        }
    }

    /// Reads a line that is parsed already.
    /// - Throws: ``WorldError`` when it is no hook that the library knows, or lacks what the hook needs.
    public init(_ line: JSONView) throws(WorldError) {
        guard line.isObject else { throw .malformed("the line is not a JSON object") }
        guard let hook = line["hook"].nonEmptyString else { throw .malformed("\"hook\" is missing or is no text") }
        self.hook = hook
        let arguments = line["args"]
        guard arguments.isNull || arguments.isArray || arguments.isObject else {
            throw .malformed("\"args\" is not an array")
        }
        let first = arguments.isObject ? arguments : arguments[0]
        let second = arguments[1]
        let parent = try Self.parent(line["parent"])
        switch hook {
        case "canvasReady": change = .canvasReady
        case "combatStart", "combatTurn", "combatRound":
            change = try Self.update(.combat, first, second, parent: nil)
        default:
            guard let (action, kind) = Self.documentHook(hook) else { throw .unknownHook(hook) }
            switch action {
            case .create:
                guard first.isObject else { throw .malformed("\(hook) needs the document as its first argument") }
                change = .create(kind, first, in: parent)
            case .delete: change = try Self.deletion(kind, first, parent: parent)
            default: change = try Self.update(kind, first, second, parent: parent)
            }
        }
        if change.id == nil, change.action != .canvasReady { throw .missingID(change.kind) }
    }

    private static func documentHook(_ name: String) -> (WorldChange.Action, DocumentKind)? {
        let actions: [(String, WorldChange.Action)] = [("create", .create), ("update", .update), ("delete", .delete)]
        for (prefix, action) in actions where name.hasPrefix(prefix) {
            guard let kind = DocumentKind(rawValue: String(name.dropFirst(prefix.count))), kind != .roll else {
                return nil
            }
            return (action, kind)
        }
        return nil
    }

    /// The owner as `{"type":…,"id":…}`; `_id`, `documentName` and a `uuid` such as `Actor.x` are understood too.
    private static func parent(_ view: JSONView) throws(WorldError) -> DocumentReference? {
        guard !view.isNull else { return nil }
        let uuid = view["uuid"].nonEmptyString?.split(separator: ".").map(String.init) ?? []
        let type = view["type"].nonEmptyString ?? view["documentName"].nonEmptyString ?? uuid.dropLast().last
        guard let id = view.documentID ?? uuid.last, let type else {
            throw .malformed("\"parent\" must be {\"type\":…,\"id\":…}")
        }
        guard let kind = DocumentKind(rawValue: type) else { throw .unsupportedParent(type) }
        return DocumentReference(kind, id)
    }

    private static func update(
        _ kind: DocumentKind, _ document: JSONView, _ change: JSONView, parent: DocumentReference?
    ) throws(WorldError) -> WorldChange {
        let partial: JSONView? = change.isObject ? change : nil
        if document.isObject { return .update(kind, document: document, change: partial, in: parent) }
        guard let id = document.nonEmptyString ?? partial?.documentID else {
            throw partial == nil
                ? .malformed("the update names no document and no change") : .missingID(kind)
        }
        guard let partial else {
            throw .malformed("the update of \(kind.rawValue) \(clipped(id, to: 60)) says no change")
        }
        return .update(kind, id, by: partial, in: parent)
    }

    private static func deletion(
        _ kind: DocumentKind, _ document: JSONView, parent: DocumentReference?
    ) throws(WorldError) -> WorldChange {
        guard let id = document.documentID ?? document.nonEmptyString else { throw .missingID(kind) }
        return .delete(kind, id, in: parent)
    }
}
