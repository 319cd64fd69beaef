import Foundry
import Glibc
import JSON
import Testing

/// The real documents that the adapters are measured against. They are not part of the package: where they are absent the
/// tests that need them are skipped, and say so.
enum Fixtures {
    /// `../shared/fixtures` beside the package's checkout, or where `TUMULTE_FIXTURES` says.
    static let root: String? = {
        let beside = packageRoot.split(separator: "/").dropLast().map { "/\($0)" }.joined() + "/shared/fixtures"
        let named = getenv("TUMULTE_FIXTURES").map { String(cString: $0) }
        return [named, beside].compactMap(\.self).first(where: isFolder)
    }()

    /// Skips a test where the documents are absent.
    static let condition: ConditionTrait = .enabled(
        if: root != nil, "the fixtures are not beside the package; set TUMULTE_FIXTURES to their folder")

    private static var packageRoot: String {
        // Tests/AdapterTests/Fixtures.swift
        "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    }

    /// The names of the documents in one folder; empty where there are none.
    static func names(in folder: String) -> [String] {
        guard let root, let entries = try? listFolder("\(root)/\(folder)") else { return [] }
        return entries.map(\.name).filter { $0.hasSuffix(".json") }
    }

    static func document(_ folder: String, _ name: String) throws -> JSONView {
        try JSONDocument(try readFile("\(#require(root))/\(folder)/\(name)", limit: 64 << 20)).root
    }

    /// The derived truths of one folder: file name to truth. An absent key is no opinion.
    static func expected(_ folder: String) -> [Truth] {
        guard let root, let bytes = try? readFile("\(root)/expected/\(folder).json", limit: 64 << 20),
            let document = try? JSONDocument(bytes)
        else { return [] }
        return document.root.object.map { Truth(folder: folder, name: $0.key, truth: $0.value) }
    }

    /// What an adapter writes as `stats`, parsed.
    static func stats(of actor: Actor, by adapter: some SystemAdapter) throws -> JSONView {
        try JSONDocument.writing { adapter.writeStats(of: actor, into: &$0) }.root
    }
}

/// One document's truth, shown in test results by its file's name.
struct Truth: Sendable, CustomTestStringConvertible {
    let folder: String
    let name: String
    let truth: JSONView

    var testDescription: String { name }
    var document: JSONView { get throws { try Fixtures.document(folder, name) } }

    /// Compares one value with the truth's, unless the truth has no opinion.
    func expect(
        _ key: String, equals value: Double?, in truth: JSONView? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let wanted = (truth ?? self.truth)[key]
        guard wanted.exists else { return }
        #expect(value == wanted.double, "\(key) of \(name)", sourceLocation: sourceLocation)
    }

    func expect(
        _ key: String, equals value: String?, in truth: JSONView? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let wanted = (truth ?? self.truth)[key]
        guard wanted.exists else { return }
        #expect(value == wanted.string, "\(key) of \(name)", sourceLocation: sourceLocation)
    }

    func expect(
        _ key: String, equals value: Bool?, in truth: JSONView? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let wanted = (truth ?? self.truth)[key]
        guard wanted.exists else { return }
        #expect(value == wanted.bool, "\(key) of \(name)", sourceLocation: sourceLocation)
    }

    func expect(
        _ key: String, equals value: [Int], in truth: JSONView? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let wanted = (truth ?? self.truth)[key]
        guard wanted.isArray else { return }
        #expect(value == wanted.array.compactMap(\.int), "\(key) of \(name)", sourceLocation: sourceLocation)
    }
}

/// The comparisons that every game system's truths share.
extension Truth {
    /// Name, type, classification, inventory and the ids of spells and features.
    func compareCharacter(with actor: Actor, by adapter: some SystemAdapter) {
        expect("name", equals: actor.name)
        expect("type", equals: actor.type)
        if let wanted = truth["classification"].string {
            let classification = adapter.classify(actor, hasPlayerOwner: nil)
            #expect((classification.characterType?.rawValue ?? "excluded") == wanted, "classification of \(name)")
        }
        let items = adapter.items(of: actor)
        if truth["inventory"].isArray {
            #expect(items.inventory.map(\.id) == ids("inventory"), "inventory of \(name)")
            for (entry, wanted) in zip(items.inventory, truth["inventory"].array) {
                expect("name", equals: entry.name, in: wanted)
                expect("type", equals: entry.type, in: wanted)
                expect("quantity", equals: entry.quantity, in: wanted)
                expect("equipped", equals: entry.equipped, in: wanted)
            }
        }
        if truth["spells"].isArray { #expect(items.spells.map(\.id) == ids("spells"), "spells of \(name)") }
        if truth["features"].isArray { #expect(items.features.map(\.id) == ids("features"), "features of \(name)") }
    }

    private func ids(_ key: String) -> [String] { truth[key].array.compactMap { $0["id"].string } }

    /// Stored hit points, in `stats` as `hp`.
    func compareHitPoints(in stats: JSONView) {
        let hp = truth["hp"]
        expect("current", equals: stats["hp"]["current"].double, in: hp)
        expect("temp", equals: stats["hp"]["temp"].double, in: hp)
        if hp["storedMax"].isNumber { expect("storedMax", equals: stats["hp"]["max"].double, in: hp) }
        if truth["hpMax"].isObject { expect("value", equals: stats["hp"]["max"].double, in: truth["hpMax"]) }
    }

    /// Everything of a message that no game system decides.
    func compareMessage(_ message: ChatMessage) {
        expect("id", equals: message.id)
        expect("hidden", equals: message.isHidden)
        expect("blind", equals: message.isBlind)
        expect("whisperCount", equals: Double(message.whisper.count))
        expect("userId", equals: message.authorID)
        expect("actorId", equals: message.actorID)
        expect("alias", equals: message.alias)
        expect("initiative", equals: message.isInitiative)
        expect("rollTable", equals: message.isTableDraw)
        let rolls = message.rolls
        expect("rollCount", equals: Double(rolls.count))
        for (roll, wanted) in zip(rolls, truth["rolls"].array) {
            expect("class", equals: roll.className, in: wanted)
            expect("formula", equals: roll.formula, in: wanted)
            expect("total", equals: roll.total?.value, in: wanted)
            expect("diceTerms", equals: Double(roll.dice.count), in: wanted)
            expect("allResults", equals: roll.dice.flatMap { $0.results.map(\.face) }, in: wanted)
            expect("activeResults", equals: roll.activeValues, in: wanted)
            for (die, wanted) in zip(roll.dice, wanted["dice"].array) {
                expect("faces", equals: die.faces.map(Double.init), in: wanted)
                expect("results", equals: die.results.map(\.face), in: wanted)
                expect("active", equals: die.activeValues, in: wanted)
                expect("discarded", equals: die.discardedValues, in: wanted)
                expect("rerolled", equals: die.results.filter(\.isRerolled).map(\.face), in: wanted)
            }
        }
    }
}
