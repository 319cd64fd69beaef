import JSON

/// However an input is cut, the same lines come out.
enum JSONLinesFuzz {
    static func run(_ input: UnsafeRawBufferPointer) {
        guard let seed = input.first else { return }
        let text = UnsafeRawBufferPointer(rebasing: input.dropFirst())
        let limits = JSONLimits(maximumBytes: 64 + Int(seed & 1) * 4096, maximumDepth: 50)
        let whole = lines(CollectionOfOne(text), limits)
        precondition(lines(Pieces(of: text, seed: seed), limits) == whole, "the cuts change the lines")
    }

    private static func lines(_ pieces: some Sequence<UnsafeRawBufferPointer>, _ limits: JSONLimits) -> [String] {
        var reader = JSONLinesReader(limits: limits)
        var found: [String] = []
        func take(_ line: JSONLinesReader.Line) {
            switch line.outcome {
            case .success(let document): found.append("\(line.number) \(document.root.jsonText)")
            case .failure(let error): found.append("\(line.number) \(error.code) \(error.byteOffset)")
            }
        }
        for piece in pieces {
            reader.feed(piece, take)
            precondition(reader.bufferedBytes <= limits.maximumBytes, "more held than the limit")
        }
        reader.finish(take)
        return found
    }
}
