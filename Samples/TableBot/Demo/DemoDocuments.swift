import Foundry
import JSON

/// Makes the documents of an encounter, with ids and times that follow from the seed alone.
struct DemoDocuments {
    private let world: DemoWorld
    private var ids: SeededGenerator
    /// The time of the script, in milliseconds since 1970.
    private(set) var now: Int

    init(world: DemoWorld, seed: UInt64, startTime: Int) {
        self.world = world
        // Ids draw from a generator of their own, so that they do not depend on how many dice were rolled.
        ids = SeededGenerator(seed: seed ^ 0x5DEE_CE66_D1A4_F087)
        now = startTime
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")

    /// Sixteen letters and digits.
    mutating func makeID() -> String {
        String((0..<16).map { _ in Self.alphabet[ids.rollDie(faces: Self.alphabet.count) - 1] })
    }

    /// Time passes: some seconds.
    mutating func wait() { now &+= 1_000 &+ ids.rollDie(faces: 6) &* 500 }

    /// What Foundry writes about a document's making.
    private func stats(by author: String) -> JSONValue {
        [
            "compendiumSource": nil, "duplicateSource": nil, "exportSource": nil,
            "coreVersion": .string(world.coreVersion), "systemId": .string(world.system),
            "systemVersion": .string(world.systemVersion), "createdTime": .int(Int64(now)),
            "modifiedTime": .int(Int64(now)), "lastModifiedBy": .string(author),
        ]
    }

    func view(_ value: JSONValue) throws -> JSONView { try JSONDocument.writing { $0.value(value) }.root }

    // MARK: Combat

    func combat(id: String) throws -> JSONView {
        try view([
            "_id": .string(id), "type": "base", "system": [:], "scene": .string(DemoWorld.sceneID), "groups": [],
            "combatants": [], "active": true, "round": 0, "turn": nil, "sort": 0, "flags": [:],
            "_stats": stats(by: DemoWorld.gameMasterID),
        ])
    }

    func combatant(id: String, tokenID: String, of sheet: DemoSheet) throws -> JSONView {
        try view([
            "_id": .string(id), "type": "base", "system": [:], "actorId": .string(sheet.id),
            "tokenId": .string(tokenID), "sceneId": .string(DemoWorld.sceneID), "name": .string(sheet.name),
            "img": nil, "initiative": nil, "hidden": .bool(sheet.lurks), "defeated": false, "group": nil, "flags": [:],
            "_stats": stats(by: DemoWorld.gameMasterID),
        ])
    }

    /// A change as Foundry announces it: the changed members and the document's id.
    func change(of id: String, _ members: JSONObject) throws -> JSONView {
        var change = members
        change["_id"] = .string(id)
        return try view(.object(change))
    }

    // MARK: Messages

    /// A message with rolls.
    mutating func message(
        _ rolls: [DemoRoll], by sheet: DemoSheet, tokenID: String, mode: DemoMode
    ) throws -> (id: String, document: JSONView) {
        guard let first = rolls.first else { throw DemoError.unknownSystem(world.system) }
        let author = mode == .whispered ? DemoWorld.gameMasterID : sheet.userID ?? DemoWorld.gameMasterID
        return try message(
            author: author, flavor: first.flavor, content: first.shown, type: "base",
            speaker: [
                "scene": .string(DemoWorld.sceneID), "actor": .string(sheet.id), "token": .string(tokenID),
                "alias": .string(sheet.name),
            ],
            rolls: rolls.map(\.text), mode: mode, flags: first.flags)
    }

    /// What somebody says, without dice.
    mutating func message(
        saying text: String, by sheet: DemoSheet?, flags: JSONObject = [:]
    ) throws -> (id: String, document: JSONView) {
        try message(
            author: sheet?.userID ?? DemoWorld.gameMasterID, flavor: "", content: text, type: "base",
            speaker: [
                "scene": .string(DemoWorld.sceneID), "actor": sheet.map { .string($0.id) } ?? .null, "token": nil,
                "alias": .string(sheet?.name ?? "Ferrywarden"),
            ],
            rolls: [], mode: .open, flags: flags)
    }

    private mutating func message(
        author: String, flavor: String, content: String, type: String, speaker: JSONValue, rolls: [String],
        mode: DemoMode, flags: JSONObject
    ) throws -> (id: String, document: JSONView) {
        let id = makeID()
        wait()
        let document = try view([
            "_id": .string(id), "type": .string(type), "system": [:], "author": .string(author),
            "timestamp": .int(Int64(now)), "style": 0, "flavor": .string(flavor), "content": .string(content),
            "speaker": speaker, "whisper": mode == .open ? [] : [.string(DemoWorld.gameMasterID)],
            "blind": .bool(mode == .blind), "rolls": .array(rolls.map { .string($0) }),
            "sound": rolls.isEmpty ? .null : "sounds/dice.wav", "emote": false, "flags": .object(flags),
            "_stats": stats(by: author),
        ])
        return (id, document)
    }
}
