import JSON
import Testing

/// The cases are those of nst/JSONTestSuite, folder `test_parsing`.
@Suite("Conformance with the public JSON parsing suite")
struct ConformanceTests {
    @Test("holds every case once")
    func complete() {
        let cases =
            ConformanceCase.accepted + ConformanceCase.refused + ConformanceCase.openAndAccepted
            + ConformanceCase.openAndRefused
        #expect(Set(cases.map(\.name)).count == cases.count)
        #expect(ConformanceCase.accepted.count == 95)
        #expect(ConformanceCase.refused.count == 193)
        #expect(ConformanceCase.openAndAccepted.count + ConformanceCase.openAndRefused.count == 35)
    }

    @Test("accepts what must be accepted, and writes it back equal", arguments: ConformanceCase.accepted)
    func accepts(_ example: ConformanceCase) throws {
        try expectAccepted(example)
    }

    @Test("refuses what must be refused", arguments: ConformanceCase.refused)
    func refuses(_ example: ConformanceCase) {
        #expect(throws: JSONError.self) { try JSONDocument(example.bytes) }
    }

    @Test("accepts what it may where nothing is lost", arguments: ConformanceCase.openAndAccepted)
    func acceptsOpen(_ example: ConformanceCase) throws {
        try expectAccepted(example)
    }

    @Test("refuses what it may because it is not UTF-8", arguments: ConformanceCase.openAndRefused)
    func refusesOpen(_ example: ConformanceCase) {
        #expect(throws: JSONError.self) { try JSONDocument(example.bytes) }
    }

    private func expectAccepted(_ example: ConformanceCase) throws {
        let root = try JSONDocument(example.bytes).root
        let value = root.value
        var writer = JSONWriter()
        writer.value(value)
        #expect(try JSONDocument(writer.finish()).root.value == value)
        var copy = JSONWriter()
        copy.value(root)
        #expect(try JSONDocument(copy.finish()).root.value == value)
    }
}
