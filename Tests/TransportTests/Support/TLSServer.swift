@testable import Transport

/// `openssl s_server` on a port of its own.
final class TLSServer: Sendable {
    let port: UInt16
    let process: Child
    private let folder: String

    /// - Parameter mode: `-rev` answers each line reversed, and closes at the line `CLOSE`; `-www` answers HTTP.
    init(_ certificate: String = "good", _ mode: String...) throws {
        guard let folder = Certificates.folder,
            let process = Child(
                [
                    "openssl", "s_server", "-accept", "127.0.0.1:0", "-cert", "\(folder)/\(certificate).pem", "-key",
                    "\(folder)/\(certificate).key",
                ] + mode)
        else { throw NeverHappened(state: "no openssl") }
        let words = process.read(until: "ACCEPT ")
        guard let number = words.split(separator: ":").last?.prefix(while: \.isNumber), let port = UInt16(number) else {
            throw NeverHappened(state: "openssl said: \(words)")
        }
        self.folder = folder
        self.port = port
        self.process = process
    }

    func address(_ host: String = "localhost") throws -> ServerAddress { try ServerAddress("https://\(host):\(port)/") }

    /// Trusts the tests' own authority.
    var trusted: ConnectOptions { options(authority: "ca") }

    func options(authority: String) -> ConnectOptions {
        ConnectOptions(timeLimit: .seconds(10), tls: TLSOptions(authorityFile: "\(folder)/\(authority).pem"))
    }
}
