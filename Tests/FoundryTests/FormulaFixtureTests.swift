import Foundry
import Glibc
import JSON
import Testing

/// Real documents, which are no part of the package: where they are absent, the tests that need them are skipped.
private enum RealDocuments {
    /// `../shared/fixtures` beside the package's checkout, or where `TUMULTE_FIXTURES` says.
    static let folder: String = {
        if let named = getenv("TUMULTE_FIXTURES") { return String(cString: named) }
        return "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/") + "/shared/fixtures"
    }()

    static let all: [JSONView] = ["dnd5e", "pf2e", "generic", "messages"].flatMap { name -> [JSONView] in
        guard let entries = try? listFolder("\(folder)/\(name)") else { return [] }
        return entries.filter { $0.name.hasSuffix(".json") }.compactMap { entry in
            (try? readFile("\(folder)/\(name)/\(entry.name)", limit: 64 << 20)).flatMap { try? JSONDocument($0).root }
        }
    }
}

@Suite(
    "Formulas of real documents",
    .enabled(
        if: !RealDocuments.all.isEmpty, "the fixtures are not beside the package; set TUMULTE_FIXTURES to their folder")
)
struct FormulaFixtureTests {
    @Test("of evaluated rolls parse, and their dice are as many")
    func rolls() throws {
        var seen = 0
        var refused: [String] = []
        for roll in RealDocuments.all.flatMap(Self.rolls) {
            guard let text = roll["formula"].string, roll["terms"].array.first(where: { _ in true }) != nil else {
                continue
            }
            seen += 1
            do {
                let formula = try RollFormula(parsing: text)
                var generator = SeededGenerator(seed: UInt64(seen))
                let evaluated = try formula.evaluate(using: &generator, options: RollOptions())
                let stored = Roll(roll)
                if !evaluated.dice.isEmpty, !stored.dice.isEmpty {
                    #expect(evaluated.dice.map(\.faces) == stored.dice.compactMap(\.faces), "\(text)")
                }
            } catch {
                refused.append(text)
            }
        }
        #expect(seen > 150)
        // A module's own modifier, which no other table knows.
        #expect(refused.filter { !$0.contains("mx2") } == [])
    }

    @Test("of weapons, spells and features parse")
    func items() {
        var formulas: Set<String> = []
        for document in RealDocuments.all { Self.collect(document, into: &formulas, depth: 0) }
        let refused = formulas.filter { (try? RollFormula(parsing: $0)) == nil }
        #expect(formulas.count > 150)
        #expect(refused.sorted() == [])
    }

    private static func rolls(of document: JSONView) -> [JSONView] {
        if document["terms"].isArray { return [document] }
        let entries = Array(document["rolls"].array) + [document["roll"]]
        return entries.compactMap { $0.isObject ? $0 : $0.string.flatMap { try? JSONDocument($0).root } }
    }

    private static func collect(_ value: JSONView, into formulas: inout Set<String>, depth: Int) {
        guard depth < 24 else { return }
        if value.isArray { for element in value.array { collect(element, into: &formulas, depth: depth + 1) } }
        for member in value.object {
            switch member.key {
            case "formula": add(member.value, to: &formulas)
            case "parts": for part in member.value.array { add(part.isArray ? part[0] : part, to: &formulas) }
            default: collect(member.value, into: &formulas, depth: depth + 1)
            }
        }
    }

    private static func add(_ value: JSONView, to formulas: inout Set<String>) {
        guard let text = value.string, !text.isEmpty, text.utf8.count < 200, !text.contains("mx2") else { return }
        formulas.insert(text)
    }
}
