import Glibc

/// Certificates made on the spot with the `openssl` tool, in a folder of their own.
///
/// `good` is for localhost and signed by the authority `ca`; `other` is for another name, `expired` is over, and `self`
/// vouches for itself.
enum Certificates {
    /// The folder; nil when there is no `openssl` tool.
    static let folder: String? = {
        var template = Array("\(P_tmpdir)/tumulte-tls-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { return nil }
        let folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        let script = """
            set -e
            cd '\(folder)'
            new="-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
            here="-addext subjectAltName=DNS:localhost,IP:127.0.0.1"
            by="-CA ca.pem -CAkey ca.key"
            openssl req -x509 $new -subj /CN=Authority -days 2 -keyout ca.key -out ca.pem
            openssl req -x509 $new -subj /CN=localhost $here -days 2 -keyout self.key -out self.pem
            openssl req -x509 $new -subj /CN=localhost $here -days 2 $by -keyout good.key -out good.pem
            openssl req -x509 $new -subj /CN=other.test -addext subjectAltName=DNS:other.test -days 2 $by \
                -keyout other.key -out other.pem
            openssl req -new $new -subj /CN=localhost $here -keyout expired.key -out expired.csr
            openssl x509 -req -in expired.csr -CAcreateserial -days -1 -copy_extensions copy $by -out expired.pem
            """
        guard let made = Child(["sh", "-c", script]), made.waitForEnd() == 0 else { return nil }
        atexit { Certificates.removeFolder() }
        return folder
    }()

    static var areAvailable: Bool { folder != nil }

    private static func removeFolder() {
        guard let folder, let listing = opendir(folder) else { return }
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            unlink("\(folder)/\(name)")
        }
        closedir(listing)
        rmdir(folder)
    }
}

/// A process of a test, with its standard output and input in our hands; ended with the object.
final class Child: Sendable {
    private let process: pid_t
    private let output: Int32
    private let input: Int32

    init?(_ arguments: [String]) {
        var outputs: [Int32] = [-1, -1]
        var inputs: [Int32] = [-1, -1]
        guard pipe(&outputs) == 0, pipe(&inputs) == 0 else { return nil }
        // The child must not hold the ends that are ours.
        for end in outputs + inputs { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, inputs[0], 0)
        posix_spawn_file_actions_adddup2(&actions, outputs[1], 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        var made: pid_t = 0
        let error = posix_spawnp(&made, arguments[0], &actions, nil, &words, environ)
        for word in words { free(word) }
        posix_spawn_file_actions_destroy(&actions)
        close(inputs[0])
        close(outputs[1])
        process = made
        output = outputs[0]
        input = inputs[1]
        if error != 0 { return nil }
    }

    deinit {
        kill(process, SIGKILL)
        var status: Int32 = 0
        waitpid(process, &status, 0)
        close(output)
        close(input)
    }

    func end() { kill(process, SIGKILL) }

    /// Reads what the process says until `text` is in it; empty at its end or after ten seconds.
    func read(until text: String) -> String {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            var ready = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            guard poll(&ready, 1, 10_000) > 0 else { return "" }
            let count = Glibc.read(output, &buffer, buffer.count)
            guard count > 0 else { return "" }
            all += buffer.prefix(count)
            let soFar = String(decoding: all, as: UTF8.self)
            if soFar.contains(text) { return soFar }
        }
    }

    func write(_ text: String) { _ = Array(text.utf8).withUnsafeBytes { Glibc.write(input, $0.baseAddress, $0.count) } }

    /// The process's exit status.
    func waitForEnd() -> Int32 {
        _ = read(until: "\u{0}")
        var information = siginfo_t()
        // Leaves the process to `deinit`.
        waitid(P_PID, id_t(process), &information, WEXITED | WNOWAIT)
        return information._sifields._sigchld.si_status
    }
}
