public import JSON

/// An encounter with its combatants (contract: adapters, section 7).
public struct Combat: FoundryDocument {
    public static var kind: DocumentKind { .combat }
    public let json: JSONView

    public init(_ json: JSONView) { self.json = json }

    /// The current round; 0 before the encounter has started.
    public var round: Int { json["round"].lenientInt ?? 0 }

    /// The index of the current turn among the combatants in turn order; nil when no turn is current.
    public var turn: Int? { json["turn"].lenientInt }

    /// Whether the encounter is its scene's current one.
    public var isActive: Bool { json["active"].isTrue }

    /// Whether the encounter has started; not stored, but a started one has a round.
    public var isStarted: Bool { round > 0 }

    /// The id of the scene the encounter is bound to.
    public var sceneID: String? { json["scene"].nonEmptyString }

    /// The combatants in **stored** order, which is not the turn order; see ``TurnOrder``.
    public var combatants: [Combatant] {
        json["combatants"].array.compactMap { $0.isObject ? Combatant($0) : nil }
    }
}

/// One participant of an encounter.
public struct Combatant: FoundryDocument {
    public static var kind: DocumentKind { .combatant }
    public let json: JSONView

    public init(_ json: JSONView) { self.json = json }

    /// The id of the world actor, shared by all unlinked tokens made from it; nil for a combatant without actor.
    public var actorID: String? {
        json["actorId"].nonEmptyString ?? json["actor"].nonEmptyString ?? json["actor"].documentID
    }

    /// The id of the token.
    public var tokenID: String? { json["tokenId"].nonEmptyString ?? json["token"].documentID }

    /// The initiative rolled; nil before. 0 is an initiative.
    public var initiative: Double? { json["initiative"].lenientDouble }

    /// Whether the combatant is hidden from the players: hidden itself, or not visible as a prepared document says.
    public var isHidden: Bool { json["hidden"].isTrue || json["visible"].bool == false || tokenIsHidden }

    private var tokenIsHidden: Bool { json["token"]["hidden"].isTrue }

    /// Whether the combatant is out of the fight.
    public var isDefeated: Bool { json["isDefeated"].bool ?? json["defeated"].isTrue }

    /// The name the table sees: the combatant's own, else its token's, else its actor's; nil when none is known.
    /// - Parameter actor: the actor that ``actorID`` names, when the world has it.
    public func displayName(actor: Actor?) -> String? {
        // The prototype token's name comes before the actor's: it is the one chosen for the players to see.
        name ?? json["token"]["name"].nonEmptyString ?? actor?.prototypeToken["name"].nonEmptyString ?? actor?.name
    }

    /// The address of the picture the table sees, by the rules of ``assetPath(_:)``.
    /// - Parameter actor: the actor that ``actorID`` names, when the world has it.
    public func imageURL(actor: Actor?) -> String? {
        assetPath(json["img"].nonEmptyString) ?? actor?.avatarURL
    }
}
