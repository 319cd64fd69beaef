public import JSON

/// A character, creature, vehicle or other actor, with the items it owns.
public struct Actor: FoundryDocument {
    public static var kind: DocumentKind { .actor }
    public let json: JSONView

    public init(_ json: JSONView) { self.json = json }

    /// The items embedded in the actor, in stored order. Entries that are only ids, as a Foundry 11 database has them, are
    /// left out. Walks the array on each call: keep the result when it is needed twice.
    public var items: [Item] {
        let stored = json["items"]
        var items: [Item] = []
        items.reserveCapacity(stored.count)
        for entry in stored.array where entry.isObject { items.append(Item(entry)) }
        return items
    }

    /// Ownership levels by user id: 0 none, 1 limited, 2 observer, 3 owner; key `default` for everyone else.
    public var ownership: JSONView {
        let ownership = json["ownership"]
        return ownership.isObject ? ownership : json["permission"]
    }

    /// The prototype of the actor's tokens (`prototypeToken`, or `token` before Foundry 10).
    public var prototypeToken: JSONView {
        let token = json["prototypeToken"]
        return token.isObject ? token : json["token"]
    }

    /// The address of the actor's picture by the rules for `avatarUrl`; see ``assetPath(_:)``.
    public var avatarURL: String? { assetPath(json["img"].string) }

    /// Whether a player owns the actor; nil when it cannot be known.
    ///
    /// The document's own `hasPlayerOwner` decides when it is there. Otherwise the owners are compared with `users`: the
    /// game master who made an actor is stored as its owner, so without the list of users only `default` says anything
    /// (contract: adapters, section 1).
    /// - Parameter users: all users of the world, or nil when they are not known.
    public func hasPlayerOwner(among users: [User]?) -> Bool? {
        if let stated = json["hasPlayerOwner"].bool { return stated }
        let ownership = self.ownership
        let everyone = ownership["default"].lenientInt
        guard let users, !users.isEmpty else { return everyone == 3 ? true : nil }
        return users.contains { user in
            guard !user.isGameMaster, let id = user.id else { return false }
            return (ownership[id].lenientInt ?? everyone) == 3
        }
    }
}

/// A thing, spell, feature, class or other item, owned by an actor or of its own.
public struct Item: FoundryDocument {
    public static var kind: DocumentKind { .item }
    public let json: JSONView

    public init(_ json: JSONView) { self.json = json }
}

/// An account of the world.
public struct User: FoundryDocument {
    public static var kind: DocumentKind { .user }
    public let json: JSONView

    public init(_ json: JSONView) { self.json = json }

    /// 0 none, 1 player, 2 trusted player, 3 assistant, 4 game master; nil when absent.
    public var role: Int? { json["role"].lenientInt }

    /// Whether the user is a game master or an assistant. A user whose role is not known counts as a player.
    public var isGameMaster: Bool { json["isGM"].bool ?? ((role ?? 0) >= 3) }
}
