/// Why a formula could not be parsed or evaluated.
public struct RollFormulaError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong.
    public enum Code: Sendable, Equatable {
        /// There is nothing to roll.
        case empty
        /// The formula, or what it became when its references were replaced, is longer than the limit.
        case tooLong(maximum: Int)
        /// Parentheses, functions or pools are nested deeper than the limit.
        case tooDeep(maximum: Int)
        /// There are more terms than the limit.
        case tooManyTerms(maximum: Int)
        /// A term has more modifiers than the limit.
        case tooManyModifiers(maximum: Int)
        /// More dice than the limit would be rolled, explosions and rerolls included.
        case tooManyDice(maximum: Int)
        /// A die has fewer than one face, or more than the limit, or a number of faces that is not whole.
        case badFaces(String, maximum: Int)
        /// A number of dice is negative or not whole.
        case badCount(String)
        /// A character that cannot stand where it does.
        case unexpected(String)
        /// The formula ends where an operand should follow.
        case unexpectedEnd
        /// A bracket is not closed.
        case unclosed(String)
        /// Two operands follow each other without an operator.
        case missingOperator
        /// A number has too many digits.
        case badNumber(String)
        /// There is no such function.
        case unknownFunction(String)
        /// The function takes another number of arguments.
        case wrongArguments(String)
        /// There is no such modifier for this kind of die.
        case unknownModifier(String)
        /// The modifier's numbers or comparison make no sense.
        case badModifier(String)
        /// A word that is neither die, number nor function.
        case unresolvedText(String)
        /// A reference has no value.
        case missingData(String)
        /// A reference is an object or a list, which no formula can use.
        case unusableData(String)
        /// The outcome is infinite, or not a number: a division by zero, say.
        case notANumber
    }

    /// What is wrong.
    public let code: Code
    /// Where, in bytes from the start of the formula (after its references were replaced); nil when no place is to blame.
    public let byteOffset: Int?

    init(_ code: Code, at byteOffset: Int? = nil) {
        self.code = code.clipped
        self.byteOffset = byteOffset
    }

    public var description: String {
        let place = byteOffset.map { " at byte \($0)" } ?? ""
        return "The dice formula \(problem)\(place). \(nextStep)"
    }

    private var problem: String {
        switch code {
        case .empty: "is empty"
        case .tooLong(let maximum): "is longer than \(maximum) bytes"
        case .tooDeep(let maximum): "is nested deeper than \(maximum) levels"
        case .tooManyTerms(let maximum): "has more than \(maximum) terms"
        case .tooManyModifiers(let maximum): "has a term with more than \(maximum) modifiers"
        case .tooManyDice(let maximum): "rolls more than \(maximum) dice"
        case .badFaces(let text, let maximum): "has a die of \(text) faces, where 1 to \(maximum) are possible,"
        case .badCount(let text): "asks for \(text) dice"
        case .unexpected(let text): "has an unexpected “\(text)”"
        case .unexpectedEnd: "ends where something to roll or count should follow"
        case .unclosed(let bracket): "does not close its “\(bracket)”"
        case .missingOperator: "lacks an operator between two terms"
        case .badNumber(let text): "has the number “\(text)”, which is too long,"
        case .unknownFunction(let name): "calls “\(name)”, which is no function,"
        case .wrongArguments(let name): "gives “\(name)” a wrong number of arguments"
        case .unknownModifier(let text): "has “\(text)”, which is no modifier of such dice,"
        case .badModifier(let text): "has the modifier “\(text)”, whose numbers make no sense,"
        case .unresolvedText(let text): "has the word “\(text)”, which stands for no number,"
        case .missingData(let path): "refers to “@\(path)”, which has no value"
        case .unusableData(let path): "refers to “@\(path)”, which is no number and no text"
        case .notANumber: "has no finite result"
        }
    }

    /// What to do about it.
    public var nextStep: String {
        switch code {
        case .empty: "Write what to roll, such as 1d20 + 5."
        case .tooLong, .tooDeep, .tooManyTerms, .tooManyModifiers: "Shorten it."
        case .tooManyDice: "Roll fewer dice, or limit explosions and rerolls (x3=6, r1=1)."
        case .badFaces: "Choose another die."
        case .badCount: "Use whole numbers from 0, with floor() where a division is involved."
        case .unexpected, .unexpectedEnd, .unclosed, .missingOperator: "Complete or correct it there."
        case .badNumber: "Use a shorter number."
        case .unknownFunction: "Known are \(RollFunction.names)."
        case .wrongArguments: "Check the commas between its parentheses."
        case .unknownModifier:
            "Check the spelling; k kh kl d dh dl r rr x xo cs cf df sf even odd min max are common ones."
        case .badModifier: "Write it like kh2, r1=1, x>=5 or min10."
        case .unresolvedText: "Put names in brackets, 1d6[fire], and data after an @."
        case .missingData, .unusableData: "Check the path, or roll with the document that has it."
        case .notANumber: "Check for a division by zero."
        }
    }
}

extension RollFormulaError.Code {
    /// What came from the formula is quoted in a few characters at most.
    fileprivate var clipped: Self {
        switch self {
        case .badFaces(let text, let maximum): .badFaces(Self.clip(text), maximum: maximum)
        case .badCount(let text): .badCount(Self.clip(text))
        case .unexpected(let text): .unexpected(Self.clip(text))
        case .badNumber(let text): .badNumber(Self.clip(text))
        case .unknownFunction(let text): .unknownFunction(Self.clip(text))
        case .wrongArguments(let text): .wrongArguments(Self.clip(text))
        case .unknownModifier(let text): .unknownModifier(Self.clip(text))
        case .badModifier(let text): .badModifier(Self.clip(text))
        case .unresolvedText(let text): .unresolvedText(Self.clip(text))
        case .missingData(let text): .missingData(Self.clip(text, 120))
        case .unusableData(let text): .unusableData(Self.clip(text, 120))
        default: self
        }
    }

    private static func clip(_ text: String, _ length: Int = 24) -> String {
        text.unicodeScalars.count <= length
            ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(length))) + "…"
    }
}
