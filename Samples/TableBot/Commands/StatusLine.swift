import JSON
import TumulteKit

/// A connection state, for people and programs.
struct StatusLine {
    let status: ConnectionState

    func show(on console: Console) {
        let (name, members, text) = parts(console)
        console.emit("state") { writer in
            writer.member("state", name)
            members(&writer)
        }
        if let text { console.say(text) }
    }

    private func parts(_ console: Console) -> (String, (inout JSONWriter) -> Void, String?) {
        switch status {
        case .stopped:
            return ("stopped", { _ in }, nil)
        case .unpaired:
            return ("unpaired", { _ in }, nil)
        case .connecting(let attempt):
            return (
                "connecting", { $0.member("attempt", attempt) },
                console.style(console.text(en: "Connecting…", fr: "Connexion…"), .faint)
            )
        case .authenticating:
            return ("authenticating", { _ in }, nil)
        case .ready:
            return (
                "ready", { _ in }, console.style("● ", .green) + console.text(en: "Connected.", fr: "Connecté.")
            )
        case .waiting(let retryIn, let attempt, let reason):
            let cause = reason.hasSuffix(".") ? String(reason.dropLast()) : reason
            let milliseconds =
                Int(retryIn.components.seconds) * 1000
                + Int(retryIn.components.attoseconds / 1_000_000_000_000_000)
            return (
                "waiting",
                { writer in
                    writer.member("retry_in_ms", milliseconds)
                    writer.member("attempt", attempt)
                    writer.member("reason", reason)
                },
                console.style("○ ", .yellow)
                    + console.text(
                        en: "Not connected: \(cause). Next try in \(milliseconds) ms.",
                        fr: "Pas connecté : \(cause). Nouvel essai dans \(milliseconds) ms.")
            )
        case .revoked(let reason):
            return ("revoked", { $0.member("reason", reason) }, nil)
        case .campaignDeleted(let reason):
            return ("campaign_deleted", { $0.member("reason", reason) }, nil)
        }
    }
}

/// What became of an event, for programs; people see what went wrong.
struct ReportLine {
    let report: DeliveryReport

    func show(on console: Console) {
        switch report {
        case .settled(let reference):
            console.emit("settled") { write(reference, into: &$0) }
        case .refused(let reference, let reason):
            console.emit("refused") { writer in
                write(reference, into: &writer)
                writer.member("reason", reason)
            }
            console.fail(
                console.text(
                    en: "\(reference.event) \(reference.id ?? "") was not delivered: \(reason)",
                    fr: "\(reference.event) \(reference.id ?? "") n’a pas été livré : \(reason)"))
        case .withheld(let rollID):
            console.emit("withheld") { $0.member("id", rollID) }
        case .reduced(let reference, let reason):
            console.emit("reduced") { writer in
                write(reference, into: &writer)
                writer.member("reason", reason)
            }
        case .notJournalled(let reference, let reason):
            console.emit("not_journalled") { writer in
                write(reference, into: &writer)
                writer.member("reason", reason)
            }
            console.fail(reason)
        }
    }

    private func write(_ reference: EventReference, into writer: inout JSONWriter) {
        writer.member("kind", reference.event)
        writer.member("id", reference.id)
    }
}
