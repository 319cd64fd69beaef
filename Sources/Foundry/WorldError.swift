public import JSON

/// Why a change, an input line or a file could not be used.
public enum WorldError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The line, file or document is not JSON.
    case notJSON(JSONError)
    /// The input line names a hook this library does not listen to.
    case unknownHook(String)
    /// The input line or change is not shaped as it must be; the text says what is missing.
    case malformed(String)
    /// The document has no `_id`.
    case missingID(DocumentKind)
    /// The change concerns a document that the world does not have, and does not bring the whole of it.
    case unknownDocument(DocumentKind, id: String)
    /// The owner of an embedded document is not in the world, or was not named and cannot be told.
    case unknownParent(DocumentKind, id: String?)
    /// The owner is of a kind that cannot own this document.
    case unsupportedParent(String)
    /// The change names a path with more than 100 steps.
    case pathTooLong
    /// The changed document would be deeper or larger than documents may be.
    case tooLarge(JSONError)

    public var description: String {
        switch self {
        case .notJSON(let error): "This is not JSON: \(error)."
        case .unknownHook(let name):
            "There is no hook \"\(clipped(name, to: 60))\" here: use createX, updateX or deleteX for Actor, Item, ChatMessage, "
                + "Combat, Combatant or User, combatStart, combatTurn, combatRound or canvasReady."
        case .malformed(let what): "The change cannot be read: \(what)."
        case .missingID(let kind): "The \(kind.rawValue) has no _id: give the document's own 16 letter id."
        case .unknownDocument(let kind, let id):
            "The world has no \(kind.rawValue) \"\(clipped(id, to: 60))\": create it first, or send the whole document with the change."
        case .unknownParent(let kind, let id):
            if let id {
                "The world has no \(kind.rawValue) \"\(clipped(id, to: 60))\" to own this document: create the owner first."
            } else {
                "The document's owner is not named: add \"parent\":{\"type\":\"\(kind.rawValue)\",\"id\":…}."
            }
        case .unsupportedParent(let type):
            "A document owned by a \(clipped(type, to: 40)) is not followed: only items of an Actor and combatants of a Combat are."
        case .pathTooLong:
            "The change names a path of more than \(DocumentMerge.maximumPathLength) steps: nothing in Foundry is that deep."
        case .tooLarge(let error): "The changed document would be too large or too deep: \(error)."
        }
    }
}
