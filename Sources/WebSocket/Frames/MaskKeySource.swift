#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif
import Synchronization

/// Where mask keys come from. Every frame gets a new one, and nobody may be able to foresee it (RFC 6455, section 5.3):
/// otherwise an application could be made to send chosen bytes through a proxy that does not know WebSocket.
package struct MaskKeySource: Sendable {
    private let draw: @Sendable () -> UInt32

    /// - Parameter draw: gives the next key; called from any thread.
    package init(_ draw: @escaping @Sendable () -> UInt32) { self.draw = draw }

    package func next() -> UInt32 { draw() }

    /// The system's randomness, fetched 4 KB at a time and shared by all connections: an idle connection pays nothing,
    /// and a key costs 10 ns instead of a system call.
    package static let system = MaskKeySource {
        systemBlock.withLock { $0.next() }
    }

    private static let systemBlock = Mutex(RandomBlock())
}

/// A block of random bytes, handed out four at a time and filled anew when it is used up.
private struct RandomBlock: ~Copyable {
    private static let byteCount = 4096
    private var bytes = [UInt8](repeating: 0, count: RandomBlock.byteCount)
    private var used = RandomBlock.byteCount

    mutating func next() -> UInt32 {
        if used &+ 4 > bytes.count { refill() }
        let key = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: used, as: UInt32.self) }
        used &+= 4
        return key
    }

    private mutating func refill() {
        used = 0
        bytes.withUnsafeMutableBytes { space in
            // The kernel's generator (getrandom) by way of getentropy, which gives at most 256 bytes a call.
            for start in stride(from: 0, to: space.count, by: 256) {
                let part = UnsafeMutableRawBufferPointer(rebasing: space[start..<min(start + 256, space.count)])
                guard let base = part.baseAddress, getentropy(base, part.count) != 0 else { continue }
                // Refused (a very old or locked-down kernel): the standard generator has its own ways to the source.
                var generator = SystemRandomNumberGenerator()
                for index in part.indices { part[index] = UInt8.random(in: .min ... .max, using: &generator) }
            }
        }
    }
}
