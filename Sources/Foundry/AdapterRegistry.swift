/// Chooses the adapter for a game system.
///
/// Threading: a value; build it once, use it from any thread.
public struct AdapterRegistry: Sendable {
    private var adapters: [String: any SystemAdapter] = [:]
    /// Reads the systems that no other adapter knows.
    public let fallback: any SystemAdapter

    /// Makes a registry.
    /// - Parameters:
    ///   - adapters: one or more systems each; of two adapters for a system the later one counts.
    ///   - fallback: for every other system, usually the generic adapter.
    public init(_ adapters: [any SystemAdapter] = [], fallback: any SystemAdapter) {
        self.fallback = fallback
        for adapter in adapters { register(adapter) }
    }

    /// Adds an adapter; it replaces the one known for its systems.
    public mutating func register(_ adapter: any SystemAdapter) {
        for id in adapter.systemIDs { adapters[id.lowercased()] = adapter }
    }

    /// The adapter for a system, the fallback when none knows it or the system is not known.
    public func adapter(for systemID: String?) -> any SystemAdapter {
        systemID.flatMap { adapters[$0.lowercased()] } ?? fallback
    }

    /// The ids of the systems that have an adapter of their own, sorted.
    public var systemIDs: [String] { adapters.keys.sorted() }
}
