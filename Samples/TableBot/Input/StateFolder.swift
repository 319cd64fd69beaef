import Foundry
import TumulteKit

/// Where the bot keeps credentials and outboxes: one folder for each world.
struct StateFolder {
    let path: String

    /// `--state`, else `$XDG_STATE_HOME/tumulte`, else `~/.local/state/tumulte`.
    init(_ arguments: Arguments, console: Console) throws {
        let variables = console.environment.variables
        if let given = arguments["state"], !given.isEmpty {
            path = given
        } else if let base = variables["XDG_STATE_HOME"], base.hasPrefix("/") {
            path = base + "/tumulte"
        } else if let home = variables["HOME"], !home.isEmpty {
            path = home + "/.local/state/tumulte"
        } else {
            throw UsageError(
                console.text(
                    en: "There is no home folder: give --state DIR.",
                    fr: "Pas de dossier personnel : donnez --state DIR."))
        }
    }

    /// The folder of one world.
    func folder(ofWorld id: String) -> String { path + "/" + Self.fileName(id) }

    func store(ofWorld id: String) -> FileCredentialStore { .file(in: folder(ofWorld: id)) }

    /// Where `serve` keeps what its server knows. The name is hidden: it is no world's.
    func folder(ofServerOnPort port: UInt16) -> String { path + "/.serve-\(port)" }

    /// The names of the worlds' folders.
    func worldFolders() -> [String] {
        ((try? listFolder(path)) ?? []).map(\.name).filter { !$0.hasPrefix(".") }
    }

    /// A world's id as a file name: whatever is no letter, digit, dash or underscore is written as `%XX`.
    static func fileName(_ id: String) -> String {
        var name = ""
        for byte in id.utf8.prefix(200) {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                name.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                name += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return name.isEmpty ? "%" : name
    }
}
