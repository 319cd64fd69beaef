import Foundry
import JSON

/// A world that ships with the sample: three heroes, what waits for them at a ford, and the people who play them.
///
/// Names, numbers and texts were written for this sample. The documents have the shape that Foundry 13 stores.
struct DemoWorld: Sendable {
    let id: String
    let title: String
    /// The game system's id.
    let system: String
    let systemVersion: String
    let coreVersion: String
    let users: [JSONView]
    let actors: [JSONView]
    /// What the script knows of the actors, in their order.
    let sheets: [DemoSheet]
    let rules: any DemoRules

    /// The user id of the game master.
    static let gameMasterID = "UserFerrywarden0"
    /// The scene everything happens on.
    static let sceneID = "SceneLanternFord"
    /// What ``load(system:)`` knows.
    static let systems = ["dnd5e", "pf2e", "generic"]

    /// Loads the world made for a game system.
    /// - Parameter system: `dnd5e`, `pf2e`, or `generic` for a small system that no adapter knows.
    /// - Throws: ``DemoError/unknownSystem(_:)`` for any other; a `JSONError` would be a defect of this file's neighbours.
    static func load(system: String) throws -> DemoWorld {
        switch system {
        case "dnd5e":
            try DemoWorld(
                id: "lantern-ford", title: "The Lantern Ford", system: "dnd5e", version: "5.1.9", cast: Dnd5eCast.all,
                rules: Dnd5eDemoRules())
        case "pf2e":
            try DemoWorld(
                id: "lantern-ford-two", title: "The Lantern Ford, Retold", system: "pf2e", version: "7.8.0",
                cast: Pf2eCast.all, rules: Pf2eDemoRules())
        case "generic":
            try DemoWorld(
                id: "lantern-ford-plain", title: "The Lantern Ford, Plainly", system: "lanternlight", version: "1.2.0",
                cast: GenericCast.all, rules: GenericDemoRules())
        default: throw DemoError.unknownSystem(system)
        }
    }

    private init(
        id: String, title: String, system: String, version: String, cast: [(document: String, sheet: DemoSheet)],
        rules: any DemoRules
    ) throws {
        self.id = id
        self.title = title
        self.system = system
        systemVersion = version
        coreVersion = "13.350"
        users = Array(try JSONDocument(DemoUsers.all).root.array)
        actors = try cast.map { try JSONDocument($0.document).root }
        sheets = cast.map(\.sheet)
        self.rules = rules
    }

    /// A world with the users and actors in it, before anything happened.
    func makeWorld() -> World {
        let world = World(id: id, title: title, system: system, systemVersion: systemVersion, coreVersion: coreVersion)
        for user in users { world.apply(.create(.user, user)) }
        for actor in actors { world.apply(.create(.actor, actor)) }
        return world
    }
}

/// Why a demo cannot be made.
enum DemoError: Error, Equatable, CustomStringConvertible {
    case unknownSystem(String)

    var description: String {
        switch self {
        case .unknownSystem(let name):
            "There is no demo world for the system “\(name.prefix(40))”. Choose one of \(DemoWorld.systems.joined(separator: ", "))."
        }
    }
}
