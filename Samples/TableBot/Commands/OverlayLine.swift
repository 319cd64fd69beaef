import JSON
import TumulteTesting

/// Something the overlay shows, for people and programs.
struct OverlayLine {
    let entry: OverlayEntry

    func show(on console: Console) {
        if console.isJSON {
            console.line { writer in
                writer.object { writer in
                    writer.member("event", "overlay")
                    writer.member("kind", entry.kind.rawValue)
                    writer.member("name", entry.event)
                    writer.member("world", entry.worldID)
                    writer.member("payload", entry.payload)
                }
            }
        } else {
            console.print(text(console))
        }
    }

    func text(_ console: Console) -> String {
        switch entry.kind {
        case .roll: rollText(console)
        case .combat: combatText(console)
        case .character: characterText(console)
        }
    }

    private func characterText(_ console: Console) -> String {
        let points = entry.payload["stats"]?["hp"]
        let health = points.flatMap { points -> String? in
            guard let current = Self.number(points["current"]) else { return nil }
            return current + (Self.number(points["max"]).map { " / \($0)" } ?? "")
        }
        return "  " + console.style(string("name"), .bold)
            + console.style(health.map { "  " + console.text(en: "\($0) hp", fr: "\($0) pv") } ?? "", .faint)
    }

    private func rollText(_ console: Console) -> String {
        let formula = string("rollFormula")
        let type = entry.payload["rollType"]?.string.map { " \($0)" } ?? ""
        var mark = ""
        switch entry.payload["criticalType"]?.string {
        case "success": mark = console.style(console.text(en: "  critical!", fr: "  critique !"), .green)
        case "failure": mark = console.style(console.text(en: "  fumble!", fr: "  échec critique !"), .red)
        default: break
        }
        return "  " + console.style(string("characterName"), .bold) + type + console.style("  \(formula) = ", .faint)
            + console.style(number("result"), .bold) + mark
    }

    private func combatText(_ console: Console) -> String {
        let name = entry.payload["currentCombatant"]?["name"]?.string
        let who = entry.payload["combatant"]?["name"]?.string ?? string("name")
        switch entry.event {
        case "combat:start":
            return console.style(console.text(en: "— combat —", fr: "— combat —"), .yellow)
        case "combat:round":
            return console.style(
                console.text(en: "— round \(number("round")) —", fr: "— round \(number("round")) —"), .yellow)
        case "combat:turn":
            return console.style(
                "  " + console.text(en: "\(name ?? "?")’s turn", fr: "au tour de \(name ?? "?")"), .faint)
        case "combat:end":
            return console.style(console.text(en: "— end of combat —", fr: "— fin du combat —"), .yellow)
        case "combat:combatant-add":
            return console.style("  " + console.text(en: "\(who) joins", fr: "\(who) arrive"), .faint)
        case "combat:combatant-remove":
            return console.style("  " + console.text(en: "\(who) leaves", fr: "\(who) s’en va"), .faint)
        case "combat:combatant-defeated" where entry.payload["defeated"] == true:
            return console.style("  " + console.text(en: "\(who) is defeated", fr: "\(who) est à terre"), .faint)
        case "combat:combatant-defeated":
            return console.style("  " + console.text(en: "\(who) stands again", fr: "\(who) se relève"), .faint)
        default:
            return console.style("  \(entry.event) \(who)", .faint)
        }
    }

    private func string(_ key: String) -> String { entry.payload[key]?.string ?? "?" }

    private func number(_ key: String) -> String { Self.number(entry.payload[key]) ?? "?" }

    private static func number(_ value: JSONValue?) -> String? {
        switch value {
        case .int(let value): "\(value)"
        case .uint(let value): "\(value)"
        case .double(let value): "\(value)"
        default: nil
        }
    }
}
