/// `bench`: measures the library, one JSON line for each measurement.
struct BenchCommand {
    private let arguments: Arguments
    private let console: Console

    /// What can be measured.
    enum Subject: String, CaseIterable {
        case emit, idle, documents, serialize
    }

    init(_ arguments: Arguments, console: Console) {
        self.arguments = arguments
        self.console = console
    }

    func run() async throws -> ExitCode {
        let subjects = Subject.allCases.map(\.rawValue).joined(separator: ", ")
        guard let word = arguments.operands.first, let subject = Subject(rawValue: word) else {
            throw UsageError(
                console.text(
                    en: "What shall be measured? One of: \(subjects).", fr: "Mesurer quoi ? L’un de : \(subjects)."))
        }
        switch subject {
        case .emit: return try await BenchEmit(arguments, console: console).run()
        case .idle: return try await BenchIdle(arguments, console: console).run()
        case .documents:
            return try BenchDocuments(files: Array(arguments.operands.dropFirst()), console: console).run()
        case .serialize:
            return try BenchSerialize(file: arguments.required("payload"), console: console).run()
        }
    }
}
