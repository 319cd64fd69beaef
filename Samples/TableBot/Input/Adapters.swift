import Dnd5e
import Foundry
import Generic
import Pf2e

extension AdapterRegistry {
    /// The game systems the bot knows.
    static let shipped = AdapterRegistry([Dnd5eAdapter(), Pf2eAdapter()], fallback: GenericAdapter())
}
