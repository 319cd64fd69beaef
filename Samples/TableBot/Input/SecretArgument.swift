import Foundry

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A secret named on the command line, best not by its own text: other users can see command lines.
enum SecretArgument {
    /// - Parameter word: `env:NAME`, `file:PATH`, or the secret itself, which earns a warning.
    static func read(_ word: String, console: Console) throws -> String {
        if word.hasPrefix("env:") {
            let name = String(word.dropFirst(4))
            guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else {
                throw UsageError(
                    console.text(en: "The variable \(name) is empty.", fr: "La variable \(name) est vide."))
            }
            return value
        }
        if word.hasPrefix("file:") {
            let path = String(word.dropFirst(5))
            do throws(FileProblem) {
                let bytes = try readFile(path, limit: 65_536)
                return String(decoding: bytes, as: UTF8.self).trimmingSpaces
            } catch {
                throw UsageError(
                    console.text(
                        en: "The file \(path) cannot be read: \(error.reason).",
                        fr: "Le fichier \(path) ne peut pas être lu : \(error.reason)."))
            }
        }
        console.say(
            console.style("! ", .yellow)
                + console.text(
                    en: "A token on the command line can be seen by others: use env:NAME or file:PATH.",
                    fr: "Un jeton sur la ligne de commande est visible par d’autres : utilisez env:NOM ou file:CHEMIN.")
        )
        return word
    }
}
