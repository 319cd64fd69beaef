import JSON
import Testing

@Suite("Reading JSON Lines")
struct LinesTests {
    /// Each line as `number:text`, or `number!` and the defect.
    private func read(_ text: [UInt8], chunk: Int, limits: JSONLimits = .standard) -> [String] {
        var reader = JSONLinesReader(limits: limits)
        var lines: [String] = []
        func take(_ line: JSONLinesReader.Line) {
            switch line.outcome {
            case .success(let document): lines.append("\(line.number):\(document.root.jsonText)")
            case .failure(let error): lines.append("\(line.number)! \(error.code)")
            }
        }
        var start = 0
        while start < text.count {
            let end = min(start + chunk, text.count)
            reader.feed(Array(text[start..<end]), take)
            start = end
        }
        reader.finish(take)
        return lines
    }

    @Test("gives the same lines however the input is cut", arguments: 1...40)
    func chunks(size: Int) {
        let text = "{\"a\":1}\r\n\n  \t\r\n[2,\"été 😀\"]\nnul\n\r\n\"x\" \n3"
        #expect(
            read(Array(text.utf8), chunk: size) == [
                "1:{\"a\":1}", "4:[2,\"été 😀\"]", "5! unexpectedEnd", "7:\"x\"", "8:3",
            ])
    }

    @Test(
        "takes a last line with or without an end, and no line where there is none",
        arguments: [
            ("", []), ("\n", []), ("1", ["1:1"]), ("1\n", ["1:1"]), ("1\r\n", ["1:1"]), ("1\r", ["1:1"]),
            ("\n\n1", ["3:1"]), ("  ", []), ("1\n{", ["1:1", "2! unexpectedEnd"]),
            ("\u{FEFF}1\n2", ["1:1", "2:2"]), ("1 2\n3", ["1! trailingContent", "2:3"]),
        ] as [(String, [String])])
    func ends(text: String, lines: [String]) {
        #expect(read(Array(text.utf8), chunk: 1000) == lines)
        #expect(read(Array(text.utf8), chunk: 1) == lines)
    }

    @Test("skips a line over the limit, says so once, and goes on", arguments: [1, 3, 7, 64, 1000])
    func longLine(chunk: Int) {
        let long = "\"" + String(repeating: "x", count: 98) + "\""
        let text = "1\n\(long)\n2\n\"\(long)\n3\n\(long)x"
        #expect(
            read(Array(text.utf8), chunk: chunk, limits: JSONLimits(maximumBytes: 100)) == [
                "1:1", "2:\(long)", "3:2", "4! tooLarge(bytes: 101, limit: 100)", "5:3",
                "6! tooLarge(bytes: 101, limit: 100)",
            ])
    }

    @Test("holds no more than the limit of a line that never ends")
    func endless() {
        var reader = JSONLinesReader(limits: JSONLimits(maximumBytes: 10_000))
        let chunk = [UInt8](repeating: UInt8(ascii: "["), count: 4096)
        var lines = 0
        for _ in 0..<1000 {
            reader.feed(chunk) { _ in lines += 1 }
            #expect(reader.bufferedBytes <= 10_000)
        }
        #expect(lines == 0)
        reader.finish { line in
            lines += 1
            #expect(throws: JSONError.self) { try line.outcome.get() }
        }
        #expect(lines == 1)
    }

    @Test("starts anew after the end")
    func reuse() {
        var reader = JSONLinesReader()
        var numbers: [Int] = []
        for _ in 0..<2 {
            reader.feed(Array("1\n2".utf8)) { numbers.append($0.number) }
            reader.finish { numbers.append($0.number) }
        }
        #expect(numbers == [1, 2, 1, 2])
    }

    @Test("stops when the caller throws")
    func throwing() {
        struct Stop: Error {}
        var reader = JSONLinesReader()
        #expect(throws: Stop.self) {
            try reader.feed(Array("1\n2\n".utf8)) { (line) throws(Stop) in throw Stop() }
        }
    }
}
