import Foundry
import JSON

/// `bench documents`: how fast documents are parsed, and how fast their payloads are built and serialized.
struct BenchDocuments {
    private let files: [String]
    private let console: Console

    init(files: [String], console: Console) throws {
        self.files = files
        self.console = console
        guard !files.isEmpty else {
            throw UsageError(console.text(en: "Which file?", fr: "Quel fichier ?"))
        }
    }

    func run() throws -> ExitCode {
        var documents: [BenchedDocument] = []
        var failures = 0
        for file in files {
            do {
                documents.append(try BenchedDocument(readFile(file, limit: LineReader.maximumLine)))
            } catch {
                let reason = (error as? FileProblem)?.reason ?? "\(error)"
                console.fail("\(file): \(reason)")
                failures += 1
            }
        }
        guard !documents.isEmpty else { return .badInput }
        let parse = documents.map { $0.medianParse() }.reduce(0, +)
        let payload = documents.map { $0.medianPayload() }.reduce(0, +)
        let bytes = documents.reduce(0) { $0 + $1.byteCount }
        let count = Double(documents.count)
        console.line { writer in
            writer.object { writer in
                writer.member("documents", documents.count)
                writer.member("bytes", bytes)
                writer.member("parse_mb_s", (Double(bytes) / parse / 1e4).rounded() / 100)
                writer.member("parse_us", (parse / count * 1e8).rounded() / 100)
                writer.member("payload_us", (payload / count * 1e8).rounded() / 100)
                writer.member("payload_bytes", documents.reduce(0) { $0 + $1.writePayload() })
            }
        }
        return failures == 0 ? .done : .badInput
    }
}
