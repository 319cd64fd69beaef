/// Pairing by code: ask for a code, show it, and poll until the game master has entered it. Contract: http, section 3.
struct CodePairing: Sendable {
    let api: ServerAPI
    let store: any CredentialStore
    let time: TimeSource
    let worldID: String
    let worldName: String
    let moduleVersion: String
    let system: String
    /// Stored with the credentials: where the host said the server is.
    let server: String

    /// All calls of one address share 30 requests a minute; at this pace there is room for others.
    static let pollInterval = Duration.seconds(3)
    /// The last poll may come this much after the code's end.
    static let grace = Duration.seconds(4)

    /// Runs to the end. The old credentials are replaced only when the new ones have come.
    /// - Parameter report: called with each step, before anything waits on it.
    func run(report: @Sendable (PairingStep) -> Void) async throws(PairingError) -> Credentials {
        report(.requestingCode)
        let code: PairingCode
        do throws(ServerError) {
            code = try await api.requestPairing(
                worldID: worldID, worldName: worldName, moduleVersion: moduleVersion, system: system)
        } catch {
            throw .server(error)
        }
        report(.enterCode(code.code, expiresIn: code.lifetime))

        var waited = Duration.zero
        var pause = Self.pollInterval
        while waited < code.lifetime + Self.grace {
            do { try await time.sleep(pause) } catch { throw .cancelled }
            waited += pause
            pause = Self.pollInterval
            switch await poll(code.code) {
            case .success(.pending):
                report(.waiting(remaining: max(.zero, code.lifetime - waited)))
            case .success(.completed(let granted)):
                let credentials = Credentials(granted, server: server, worldID: worldID, now: time.wallClock())
                do throws(CredentialStoreError) {
                    try store.save(credentials)
                } catch {
                    throw .notStored(error)
                }
                report(.paired(connectionID: credentials.connectionID))
                return credentials
            case .success(.expired), .success(.notFound):
                throw .codeExpired
            case .failure(.busy(_, let retryAfter)):
                pause = max(retryAfter, Self.pollInterval)
                report(.delayed(reason: "the server asks for patience"))
            case .failure(let error) where error.isTransient:
                report(.delayed(reason: "\(error)"))
            case .failure(let error):
                throw .server(error)
            }
        }
        throw .codeExpired
    }

    /// One poll. A completed record is deleted as it is read, so a poll that was sent is never cancelled: the task below
    /// is not a child, and cancelling the pairing waits for its answer.
    private func poll(_ code: String) async -> Result<PairingStatus, ServerError> {
        await Task { [api, worldID] in
            do throws(ServerError) {
                return .success(try await api.pairingStatus(worldID: worldID, code: code))
            } catch {
                return .failure(error)
            }
        }.value
    }
}
