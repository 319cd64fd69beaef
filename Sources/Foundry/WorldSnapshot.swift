import JSON

/// The world's documents at one moment. Taking one costs nothing; it never changes and may be kept and passed on.
public struct WorldSnapshot: Sendable {
    /// The game system's version, when the world says it.
    public let systemVersion: String?
    /// Foundry's version, when the world says it.
    public let coreVersion: String?
    var userStore = DocumentStore()
    var actorStore = DocumentStore()
    var itemStore = DocumentStore()
    var messageStore = DocumentStore()
    var combatStore = DocumentStore()

    init(systemVersion: String?, coreVersion: String?) {
        self.systemVersion = systemVersion
        self.coreVersion = coreVersion
    }

    /// All actors, in the order in which they came.
    public var actors: [Actor] { actorStore.all.map(Actor.init) }
    /// The items of the world that no actor owns.
    public var items: [Item] { itemStore.all.map(Item.init) }
    /// The latest messages, oldest first; see ``WorldLimits``.
    public var messages: [ChatMessage] { messageStore.all.map(ChatMessage.init) }
    /// All encounters.
    public var combats: [Combat] { combatStore.all.map(Combat.init) }
    /// All users; nil when none is known, which is not the same as no player owning anything.
    public var users: [User]? { userStore.count == 0 ? nil : userStore.all.map(User.init) }

    /// The actor with this id.
    public func actor(_ id: String) -> Actor? { actorStore[id].map(Actor.init) }
    /// The message with this id, while the world remembers it.
    public func message(_ id: String) -> ChatMessage? { messageStore[id].map(ChatMessage.init) }
    /// The encounter with this id.
    public func combat(_ id: String) -> Combat? { combatStore[id].map(Combat.init) }
    /// The user with this id.
    public func user(_ id: String) -> User? { userStore[id].map(User.init) }

    /// Whether a player owns the actor; nil when it cannot be known.
    public func hasPlayerOwner(_ actor: Actor) -> Bool? { actor.hasPlayerOwner(among: users) }

    /// What ``TurnOrder`` needs of this snapshot.
    public var turnOrderContext: TurnOrderContext {
        let users = self.users
        let actors = actorStore
        let generation = coreVersion.flatMap(TurnOrder.generation)
        return TurnOrderContext(
            systemVersion: systemVersion, isBeforeFoundry10: generation.map { $0 <= 9 } ?? false,
            actorWithID: { actors[$0].map(Actor.init) },
            hasPlayerOwner: { $0.hasPlayerOwner(among: users) })
    }
}
