/// What one formula may cost. A formula may come from a chat command, so every part of it has a bound.
public struct RollLimits: Sendable, Hashable {
    /// The most bytes, before and after `@path` references are replaced.
    public var length: Int
    /// The deepest nesting of parentheses, functions and pools.
    public var depth: Int
    /// The most terms, operators included.
    public var terms: Int
    /// The most modifiers of one term.
    public var modifiers: Int
    /// The most dice rolled in one evaluation, rerolled and exploded ones included.
    public var dice: Int
    /// The most faces of a die.
    public var faces: Int

    /// Makes limits; values out of range become the nearest that is allowed.
    /// - Parameters:
    ///   - length: 10 000 by default: the longest formulas of automation modules have some hundreds.
    ///   - depth: 50 by default, at most 60, so that no formula exhausts a small thread's stack and every reader of the
    ///     roll, ``Roll`` included, reaches its innermost dice.
    ///   - terms: 1 000 by default.
    ///   - modifiers: 32 by default.
    ///   - dice: 1 000 by default, as Foundry allows 999 in one term.
    ///   - faces: 1 000 000 by default.
    public init(
        length: Int = 10_000, depth: Int = 50, terms: Int = 1_000, modifiers: Int = 32, dice: Int = 1_000,
        faces: Int = 1_000_000
    ) {
        self.length = max(1, length)
        self.depth = min(max(1, depth), 60)
        self.terms = max(1, terms)
        self.modifiers = max(1, modifiers)
        self.dice = max(1, dice)
        self.faces = min(max(2, faces), 1 << 31)
    }

    /// The limits described at each parameter of the initializer.
    public static let standard = RollLimits()
}
