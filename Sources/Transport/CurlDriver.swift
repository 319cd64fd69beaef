import CLibcurl

/// An easy handle at work in the multi handle.
protocol CurlTransfer: AnyObject {
    /// The transfer ended; the easy handle is still in the multi handle.
    func curlFinished(_ code: CURLcode)
}

/// One libcurl multi handle, driven by the loop's epoll and clock. Lives on the loop's thread.
final class CurlDriver: PollTarget {
    /// When libcurl wants to be called although nothing happened; nil: not at all.
    private(set) var deadline: Int64?
    private let multi: UnsafeMutableRawPointer?
    private unowned let core: LoopCore
    private var transfers: [UnsafeMutableRawPointer: any CurlTransfer] = [:]

    init(core: LoopCore) {
        self.core = core
        multi = curl_multi_init()
        guard let multi else { return }
        let context = Unmanaged.passUnretained(self).toOpaque()
        _ = tumulte_multi_set_callbacks(
            multi,
            { _, socket, what, context, _ in
                guard let context else { return 0 }
                Unmanaged<CurlDriver>.fromOpaque(context).takeUnretainedValue().wantsSocket(socket, what)
                return 0
            },
            { _, milliseconds, context in
                guard let context else { return 0 }
                Unmanaged<CurlDriver>.fromOpaque(context).takeUnretainedValue().wantsTimeout(milliseconds)
                return 0
            }, context)
    }

    /// Starts a transfer.
    /// - Returns: false when libcurl refuses the handle.
    func add(_ easy: CurlEasy, _ transfer: any CurlTransfer) -> Bool {
        guard let multi else { return false }
        transfers[easy.handle] = transfer
        guard curl_multi_add_handle(multi, easy.handle) == CURLM_OK else {
            transfers[easy.handle] = nil
            return false
        }
        return true
    }

    /// Takes the handle out; a transfer under way is given up, a connection made for it alone is closed. Not inside a
    /// callback of libcurl.
    func remove(_ easy: CurlEasy) {
        transfers[easy.handle] = nil
        if let multi { curl_multi_remove_handle(multi, easy.handle) }
    }

    /// Calls libcurl if its time has come.
    func runDue(_ now: Int64) {
        guard let due = deadline, due <= now else { return }
        deadline = nil
        act(CURL_SOCKET_TIMEOUT, 0)
    }

    func pollReady(_ descriptor: Int32, _ ready: PollInterest) {
        var events: Int32 = 0
        if ready.contains(.read) { events |= CURL_CSELECT_IN }
        if ready.contains(.write) { events |= CURL_CSELECT_OUT }
        if ready.contains(.hangUp) { events |= CURL_CSELECT_ERR }
        act(descriptor, events)
    }

    func close() {
        transfers = [:]
        if let multi { curl_multi_cleanup(multi) }
    }

    private func act(_ socket: curl_socket_t, _ events: Int32) {
        guard let multi else { return }
        var running: Int32 = 0
        curl_multi_socket_action(multi, socket, events, &running)
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
            // The message dies with the handle, which its owner may remove: take the result first.
            let code = tumulte_message_result(message)
            transfers.removeValue(forKey: easy)?.curlFinished(code)
        }
    }

    private func wantsSocket(_ socket: curl_socket_t, _ what: Int32) {
        switch what {
        case CURL_POLL_IN: core.poller.watch(socket, for: .read, target: self)
        case CURL_POLL_OUT: core.poller.watch(socket, for: .write, target: self)
        case CURL_POLL_INOUT: core.poller.watch(socket, for: [.read, .write], target: self)
        default: core.poller.forget(socket)
        }
    }

    private func wantsTimeout(_ milliseconds: Int) {
        deadline =
            milliseconds < 0
            ? nil : LoopClock.now().addingClamped(Int64(min(milliseconds, 1 << 40)) &* 1_000_000)
    }
}
