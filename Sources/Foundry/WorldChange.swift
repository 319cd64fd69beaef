public import JSON

/// Names a document by kind and id.
public struct DocumentReference: Sendable, Hashable {
    /// What kind of document it is.
    public let kind: DocumentKind
    /// The document's `_id`.
    public let id: String

    /// Names the document of a kind with an id.
    public init(_ kind: DocumentKind, _ id: String) {
        self.kind = kind
        self.id = id
    }

    /// The actor with this id.
    public static func actor(_ id: String) -> Self { Self(.actor, id) }
    /// The encounter with this id.
    public static func combat(_ id: String) -> Self { Self(.combat, id) }
}

/// Something that happened to a document of the world, as one of Foundry's hooks announces it.
public struct WorldChange: Sendable {
    /// What happened.
    public enum Action: Sendable, Hashable {
        /// A document was made.
        case create
        /// A document was changed.
        case update
        /// A document was deleted.
        case delete
        /// The game master looks at another scene. Changes no document.
        case canvasReady
    }

    /// What happened.
    public let action: Action
    /// The kind of the document; of ``Action/canvasReady`` without meaning.
    public let kind: DocumentKind
    /// The document's id, when it can be told.
    public let id: String?
    /// The document, whole or in part; nil when the change speaks of a document that the world has.
    public let document: JSONView?
    /// Foundry's partial update, with nested or dotted keys and `-=key` deletions.
    public let change: JSONView?
    /// The owner of an embedded document: the actor of an item, the combat of a combatant.
    public let parent: DocumentReference?

    init(
        _ action: Action, _ kind: DocumentKind, id: String?, document: JSONView? = nil, change: JSONView? = nil,
        parent: DocumentReference? = nil
    ) {
        self.action = action
        self.kind = kind
        self.id = id
        self.document = document
        self.change = change
        self.parent = parent
    }

    /// A document was made, or is known to the host and not yet to the world.
    public static func create(_ document: some FoundryDocument, in parent: DocumentReference? = nil) -> Self {
        create(type(of: document).kind, document.json, in: parent)
    }

    /// A document was made.
    public static func create(_ kind: DocumentKind, _ document: JSONView, in parent: DocumentReference? = nil) -> Self {
        Self(.create, kind, id: document.documentID, document: document, parent: parent)
    }

    /// A document that the world has was changed.
    /// - Parameters:
    ///   - kind: the kind of the document.
    ///   - id: the document's `_id`.
    ///   - change: Foundry's partial update.
    ///   - parent: the owner of an embedded document.
    public static func update(
        _ kind: DocumentKind, _ id: String, by change: JSONView, in parent: DocumentReference? = nil
    ) -> Self {
        Self(.update, kind, id: id, change: change, parent: parent)
    }

    /// A document was changed.
    /// - Parameters:
    ///   - kind: the kind of the document.
    ///   - document: the document, whole or in part, with its `_id`; before or after the change.
    ///   - change: Foundry's partial update; nil when the document says everything.
    ///   - parent: the owner of an embedded document.
    public static func update(
        _ kind: DocumentKind, document: JSONView, change: JSONView? = nil, in parent: DocumentReference? = nil
    ) -> Self {
        Self(
            .update, kind, id: document.documentID ?? change?.documentID, document: document, change: change,
            parent: parent)
    }

    /// A document was deleted.
    public static func delete(_ kind: DocumentKind, _ id: String, in parent: DocumentReference? = nil) -> Self {
        Self(.delete, kind, id: id, parent: parent)
    }

    /// The game master looks at another scene.
    public static var canvasReady: Self { Self(.canvasReady, .combat, id: nil) }
}

/// What became of a change.
public enum WorldOutcome: Sendable {
    /// The world changed; observers are told, if there are any.
    case applied
    /// The world already was as the change says; nobody is told.
    case unchanged
    /// The change could not be used; the world is as it was.
    case refused(WorldError)

    /// The error of a refused change.
    public var error: WorldError? {
        if case .refused(let error) = self { error } else { nil }
    }
}

/// What observers are told: exactly what changed in the world, once, whichever hook announced it.
public enum WorldEvent: Sendable {
    /// A document came, changed or went.
    case document(DocumentEvent)
    /// The game master looks at another scene.
    case canvasReady
}

/// A document of the world that came, changed or went.
///
/// An embedded document has events of its own: a changed combatant is told as a combatant with its combat as
/// ``parent``, even when the update came as a change of the combat; the combat itself is told only when a member of its
/// own changed as well.
public struct DocumentEvent: Sendable {
    /// What became of a document.
    public enum Action: Sendable, Hashable {
        /// It is new to the world.
        case created
        /// It is not as it was.
        case updated
        /// It is gone.
        case deleted
    }

    /// What became of the document.
    public let action: Action
    /// What kind of document it is.
    public let kind: DocumentKind
    /// The document's `_id`.
    public let id: String
    /// The document as it was; nil when it is new, or when the world did not have it before.
    public let before: JSONView?
    /// The document as it is; nil when it is gone.
    public let after: JSONView?
    /// The partial update as the hook gave it; nil when there was none, or when it was the owner's.
    public let change: JSONView?
    /// The owner of an embedded document.
    public let parent: DocumentReference?
}
