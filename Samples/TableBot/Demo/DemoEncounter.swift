import Foundry

/// An encounter that plays itself: the same seed, rounds and start time give the same steps, ids and dice included.
///
/// Its steps are what the hooks of Foundry 13 would announce, in that order: the combat and its combatants are created,
/// initiative is rolled, the combat starts, everyone who stands acts in turn for some rounds, the combat is deleted. In
/// every round somebody rolls what not everyone may see.
struct DemoEncounter: Sendable {
    /// Everything that happens, in order.
    let steps: [DemoStep]
    /// How many rolls are made, hidden ones included.
    let rolls: Int
    /// How many of them not everyone at the table may see.
    let hiddenRolls: Int

    /// How many rolls the audience may see.
    var publicRolls: Int { rolls - hiddenRolls }

    /// Writes the script of an encounter.
    /// - Parameters:
    ///   - world: who takes part.
    ///   - seed: what the dice show.
    ///   - rounds: how many rounds are played, 5 by default, at least 1 and at most 10 000.
    ///   - startTime: when the encounter begins, in milliseconds since 1970.
    /// - Throws: when a formula or document of the script itself is wrong, which its tests exclude.
    init(world: DemoWorld, seed: UInt64, rounds: Int = 5, startTime: Int) throws {
        var director = try DemoDirector(world: world, seed: seed, startTime: startTime)
        try director.play(rounds: min(max(1, rounds), 10_000))
        steps = director.steps
        rolls = steps.reduce(0) { $0 + $1.rolls }
        hiddenRolls = steps.reduce(0) { $0 + ($1.isHidden ? $1.rolls : 0) }
    }
}
