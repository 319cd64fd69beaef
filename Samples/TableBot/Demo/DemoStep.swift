import Foundry

/// One thing that happens in a demo encounter: a change of the world, as a hook of Foundry would announce it.
struct DemoStep: Sendable {
    /// What happens, for people.
    let caption: String
    /// What changes; apply it to the world.
    let change: WorldChange
    /// How many rolls the step's message carries.
    let rolls: Int
    /// Whether the step is a message that not everyone at the table may see.
    let isHidden: Bool
}
