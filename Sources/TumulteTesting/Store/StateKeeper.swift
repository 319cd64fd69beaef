/// Writes down what changes in a state, before anybody is told of it.
final class StateKeeper {
    private let file: StoreFile
    private var recorder = StateRecorder()

    /// Goes on with `state`: writes all of it to the file.
    init(_ file: StoreFile, keeping state: inout ContractState) throws(ContractStoreError) {
        self.file = file
        try rewrite(&state)
    }

    /// Writes what changed since the last call.
    func keep(_ state: inout ContractState) throws(ContractStoreError) {
        switch recorder.changes(of: &state) {
        case .records(let records):
            guard !records.isEmpty else { return }
            try file.append(records.flatMap(\.line))
            if file.isWorthReplacing { try rewrite(&state) }
        case .all:
            try rewrite(&state)
        }
    }

    private func rewrite(_ state: inout ContractState) throws(ContractStoreError) {
        try file.replace(with: recorder.all(of: &state).flatMap(\.line))
    }
}

extension ServerCore {
    /// Reads back what an earlier process kept in the options' folder, and keeps what changes from now on.
    func openStore() {
        guard let folder = options.storeFolder else { return }
        do throws(ContractStoreError) {
            let file = try StoreFile.open(folder: folder)
            if let contents = try file.contents(maximumAge: options.storeMaximumAge) {
                do throws(ContractState.ReplayFault) {
                    let restored = try ContractState.replayed(contents, settings: state.settings, seed: options.seed)
                    if let restored { state = restored }
                } catch {
                    throw .damaged(path: file.path, line: error.line, reason: error.reason)
                }
            }
            keeper = try StateKeeper(file, keeping: &state)
        } catch {
            options.onStoreProblem?(error)
        }
    }

    /// Keeps everything known, and what changes from now on, in `folder`; what was there is gone.
    func keepState(in folder: String) throws(ContractStoreError) {
        keeper = nil
        keeper = try StateKeeper(StoreFile.open(folder: folder), keeping: &state)
    }

    /// Hands what changed to the system.
    func persist() {
        guard let keeper else { return }
        do throws(ContractStoreError) { try keeper.keep(&state) } catch {
            self.keeper = nil
            options.onStoreProblem?(error)
        }
    }
}
