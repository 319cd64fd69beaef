import Foundry
import Glibc
import JSON
import Testing

/// Real documents of every kind, which are no part of the package.
private enum Fixtures {
    /// `../shared/fixtures` beside the package's checkout, or where `TUMULTE_FIXTURES` says.
    static let folder: String = {
        if let named = getenv("TUMULTE_FIXTURES") { return String(cString: named) }
        return "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/") + "/shared/fixtures"
    }()

    static let all: [(name: String, document: JSONView)] = ["dnd5e", "pf2e", "generic", "messages", "combats"]
        .flatMap { kind -> [(String, JSONView)] in
            guard let entries = try? listFolder("\(folder)/\(kind)") else { return [] }
            return entries.filter { $0.name.hasSuffix(".json") }.compactMap { entry in
                let bytes = try? readFile("\(folder)/\(kind)/\(entry.name)", limit: 64 << 20)
                return bytes.flatMap { try? JSONDocument($0).root }.map { ("\(kind)/\(entry.name)", $0) }
            }
        }
}

@Suite(
    "Real documents",
    .enabled(if: !Fixtures.all.isEmpty, "the fixtures are not beside the package; set TUMULTE_FIXTURES to their folder")
)
struct RoundTripTests {
    @Test("are equal after reading and writing them back, as views and as values")
    func roundTrips() throws {
        #expect(Fixtures.all.count > 400)
        for (name, document) in Fixtures.all {
            let copied = try JSONDocument.writing { $0.value(document) }.root
            let rebuilt = try JSONDocument.writing { $0.value(document.value) }.root
            #expect(copied.jsonText == document.jsonText, "\(name)")
            #expect(rebuilt.saysTheSame(as: document), "\(name)")
            #expect(rebuilt.value == document.value, "\(name)")
        }
    }

    @Test("are stored in a world as they are, and a change of nothing leaves them equal")
    func throughAWorld() throws {
        let world = World(
            id: "w", title: "W", system: "x", limits: WorldLimits(messages: 10_000, messageBytes: 1 << 30))
        var known: [(kind: DocumentKind, id: String, document: JSONView)] = []
        for (name, document) in Fixtures.all {
            let kind = try #require(DocumentKind(detecting: document), "\(name)")
            guard kind != .roll, let id = document.documentID else { continue }
            known.removeAll { $0.kind == kind && $0.id == id }
            world.apply(.delete(kind, id))
            guard case .applied = world.apply(.create(kind, document)) else {
                Issue.record("\(name)")
                continue
            }
            let merged = try DocumentMerge(document).apply(to: document)
            #expect(merged.saysTheSame(as: document), "\(name)")
            known.append((kind, id, document))
        }
        let snapshot = world.snapshot
        for (kind, id, document) in known {
            let stored =
                switch kind {
                case .actor: snapshot.actor(id)?.json
                case .item: snapshot.items.first { $0.id == id }?.json
                case .chatMessage: snapshot.message(id)?.json
                case .combat: snapshot.combat(id)?.json
                default: JSONView?.none
                }
            #expect(stored?.saysTheSame(as: document) == true, "\(kind) \(id)")
        }
    }
}
