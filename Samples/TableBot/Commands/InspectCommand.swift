import Foundry
import JSON
import TumulteKit

/// `inspect`: what Foundry documents become on the wire.
struct InspectCommand {
    private let arguments: Arguments
    private let console: Console
    private let worldID: String
    private let system: String?

    init(_ arguments: Arguments, console: Console) throws {
        self.arguments = arguments
        self.console = console
        worldID = arguments["world"] ?? "inspect"
        system = arguments["system"]
        guard !arguments.operands.isEmpty else {
            throw UsageError(console.text(en: "Which file?", fr: "Quel fichier ?"))
        }
    }

    func run() async throws -> ExitCode {
        var failures = 0
        for file in arguments.operands { failures += await inspect(file) }
        return failures == 0 ? .done : .badInput
    }

    /// - Returns: how many documents could not be read.
    private func inspect(_ file: String) async -> Int {
        // Line by line from the start: a database need not fit into memory.
        if isLineFile(file) { return await inspectLines(of: file) }
        let bytes: [UInt8]
        do throws(FileProblem) {
            bytes = try readFile(file, limit: LineReader.maximumLine)
        } catch {
            return report(file, nil, error.reason)
        }
        do throws(JSONError) {
            let root = try JSONDocument(bytes).root
            guard root.isArray else { return inspect(root, file: file, line: nil) }
            return root.array.reduce(0) { $0 + inspect($1, file: file, line: nil) }
        } catch {
            return error.code == .trailingContent ? await inspectLines(of: file) : report(file, nil, error.description)
        }
    }

    private func isLineFile(_ file: String) -> Bool {
        [".db", ".jsonl", ".ndjson"].contains { file.hasSuffix($0) }
    }

    private func inspectLines(of file: String) async -> Int {
        var failures = 0
        do {
            let reader = LineReader(try LineSource(path: file, console: console))
            while let line = await reader.next() {
                guard let bytes = line.bytes else {
                    failures += report(file, line.number, "the line is too long")
                    continue
                }
                if bytes.allSatisfy({ $0 <= 0x20 }) { continue }
                do throws(JSONError) {
                    failures += inspect(try JSONDocument(bytes).root, file: file, line: line.number)
                } catch {
                    failures += report(file, line.number, error.description)
                }
            }
        } catch {
            failures += report(file, nil, (error as? BotError)?.message ?? "\(error)")
        }
        return failures
    }

    private func inspect(_ json: JSONView, file: String, line: Int?) -> Int {
        guard let kind = DocumentKind(detecting: json) else {
            return report(file, line, "this is no Foundry document of a kind that is read here")
        }
        let systemID = system ?? json["_stats"]["systemId"].string ?? ""
        let adapter = AdapterRegistry.shipped.adapter(for: systemID)
        switch kind {
        case .actor:
            inspect(Actor(json), adapter: adapter, systemID: systemID, file: file, line: line)
        case .item:
            print(file, line, "item") { adapter.write(Item(json), into: &$0) }
        case .chatMessage:
            inspect(ChatMessage(json), adapter: adapter, systemID: systemID, file: file, line: line)
        case .roll:
            printRoll(Roll(json), in: nil, adapter: adapter, systemID: systemID, file: file, line: line)
        case .combat:
            guard let combat = CombatSnapshot(Combat(json), adapter: adapter) else {
                return report(file, line, "the combat has no _id")
            }
            print(file, line, "combat") { combat.writeSync(worldID: worldID, timestamp: nil, into: &$0) }
        case .combatant, .user:
            return report(file, line, "a \(kind.rawValue) on its own is never sent")
        }
        return 0
    }

    private func inspect(_ actor: Actor, adapter: any SystemAdapter, systemID: String, file: String, line: Int?) {
        switch adapter.classify(actor, hasPlayerOwner: actor.hasPlayerOwner(among: nil)) {
        case .excluded(let reason):
            console.line { writer in
                writer.object { writer in
                    writeHead(file, line, "excluded", into: &writer)
                    writer.member("reason", "\(reason)")
                }
            }
        case .character(let type):
            let payload = CharacterPayload(
                actor: actor, adapter: adapter, type: type, worldID: worldID, system: systemID)
            print(file, line, "character") { payload.write(into: &$0) }
        }
    }

    private func inspect(
        _ message: ChatMessage, adapter: any SystemAdapter, systemID: String, file: String, line: Int?
    ) {
        let rolls = adapter.carriesRolls(message) ? message.rolls : []
        for roll in rolls { printRoll(roll, in: message, adapter: adapter, systemID: systemID, file: file, line: line) }
        guard rolls.isEmpty else { return }
        console.line { writer in
            writer.object { writeHead(file, line, "message", into: &$0) }
        }
    }

    private func printRoll(
        _ roll: Roll, in message: ChatMessage?, adapter: any SystemAdapter, systemID: String, file: String, line: Int?
    ) {
        let payload = DiceRollPayload(
            roll: roll, reading: adapter.read(roll, in: message), message: message,
            speaker: RollSpeaker(of: message, actor: nil, author: nil, tableName: worldID), worldID: worldID,
            system: systemID, isHidden: message?.isHidden ?? false, withholdsCritical: false)
        print(file, line, "roll") { payload.write(into: &$0) }
    }

    // MARK: Lines

    private func print(_ file: String, _ line: Int?, _ kind: String, _ payload: (inout JSONWriter) -> Void) {
        console.line { writer in
            writer.object { writer in
                writeHead(file, line, kind, into: &writer)
                writer.key("payload")
                payload(&writer)
            }
        }
    }

    private func writeHead(_ file: String, _ line: Int?, _ kind: String, into writer: inout JSONWriter) {
        writer.member("file", file)
        if let line { writer.member("line", line) }
        writer.member("kind", kind)
    }

    private func report(_ file: String, _ line: Int?, _ reason: String) -> Int {
        console.line { writer in
            writer.object { writer in
                writer.member("file", file)
                if let line { writer.member("line", line) }
                writer.member("error", reason)
            }
        }
        return 1
    }
}
