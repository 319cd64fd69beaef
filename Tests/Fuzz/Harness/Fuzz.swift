import CLibFuzzer

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Throws inputs that libFuzzer invents at one of the readers, which `FUZZ_TARGET` names. A broken promise traps.
@main
enum Fuzz {
    static let target: FuzzTarget? = getenv("FUZZ_TARGET").flatMap { FuzzTarget(rawValue: String(cString: $0)) }

    static func main() {
        guard target != nil else {
            print("FUZZ_TARGET is one of: " + FuzzTarget.allCases.map(\.rawValue).joined(separator: " "))
            exit(2)
        }
        var count = CommandLine.argc
        var words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        exit(
            LLVMFuzzerRunDriver(&count, &words) { data, size in
                Fuzz.target?.run(UnsafeRawBufferPointer(start: data, count: size))
                return 0
            })
    }
}

/// What is thrown at; each in a folder of its own.
enum FuzzTarget: String, CaseIterable {
    case jsonParser = "JSONParser"
    case jsonLines = "JSONLines"
    case foundryDocuments = "FoundryDocuments"
    case rollFormulas = "RollFormulas"
    case documentMerges = "DocumentMerges"
    case socketIOPackets = "SocketIOPackets"
    case webSocketFrames = "WebSocketFrames"
    case webSocketHandshakes = "WebSocketHandshakes"

    func run(_ input: UnsafeRawBufferPointer) {
        switch self {
        case .jsonParser: JSONParserFuzz.run(input)
        case .jsonLines: JSONLinesFuzz.run(input)
        case .foundryDocuments: FoundryDocumentsFuzz.run(input)
        case .rollFormulas: RollFormulasFuzz.run(input)
        case .documentMerges: DocumentMergesFuzz.run(input)
        case .socketIOPackets: SocketIOPacketsFuzz.run(input)
        case .webSocketFrames: WebSocketFramesFuzz.run(input)
        case .webSocketHandshakes: WebSocketHandshakesFuzz.run(input)
        }
    }
}

/// Cuts an input into pieces of sizes that a seed decides.
struct Pieces: Sequence, IteratorProtocol {
    private var rest: UnsafeRawBufferPointer
    private var state: UInt32

    init(of input: UnsafeRawBufferPointer, seed: UInt8) {
        rest = input
        state = UInt32(seed) &* 2_654_435_761 | 1
    }

    mutating func next() -> UnsafeRawBufferPointer? {
        if rest.isEmpty { return nil }
        state = state &* 1_664_525 &+ 1_013_904_223
        let size = Int(state >> 24) % (state & 0x40_0000 == 0 ? 4 : 40) + 1
        let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(size))
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(size))
        return piece
    }
}
