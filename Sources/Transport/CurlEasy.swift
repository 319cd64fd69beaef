import CLibcurl

/// An easy handle of libcurl with what must live as long as it. Lives on the loop's thread.
final class CurlEasy {
    let handle: UnsafeMutableRawPointer
    private var lists: [UnsafeMutablePointer<curl_slist>] = []
    private var errorText: UnsafeMutablePointer<CChar>?
    private(set) var firstFailure: CURLcode = CURLE_OK

    init?() {
        guard let handle = curl_easy_init() else { return nil }
        self.handle = handle
        let text = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
        text.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        errorText = text
        note(tumulte_easy_set_pointer(handle, CURLOPT_ERRORBUFFER, text))
        set(CURLOPT_NOSIGNAL, 1)
        note(tumulte_easy_restrict_protocols(handle))
        tumulte_easy_do_not_wait_for_resolver(handle)
    }

    /// Must be out of the multi handle by now.
    deinit {
        curl_easy_cleanup(handle)
        for list in lists { curl_slist_free_all(list) }
        errorText?.deallocate()
    }

    func set(_ option: CURLoption, _ value: Int) { note(tumulte_easy_set_long(handle, option, value)) }

    func set(_ option: CURLoption, offset value: Int64) {
        note(tumulte_easy_set_offset(handle, option, curl_off_t(value)))
    }

    func set(_ option: CURLoption, _ value: String?) { note(tumulte_easy_set_string(handle, option, value)) }

    func set(_ option: CURLoption, pointer: UnsafeMutableRawPointer?) {
        note(tumulte_easy_set_pointer(handle, option, pointer))
    }

    func set(_ option: CURLoption, _ callback: tumulte_data_callback) {
        note(tumulte_easy_set_data_callback(handle, option, callback))
    }

    /// For an option that copies as many bytes as another option said before.
    func set(_ option: CURLoption, copying bytes: [UInt8]) {
        var bytes = bytes.isEmpty ? [0] : bytes
        note(bytes.withUnsafeMutableBytes { tumulte_easy_set_pointer(handle, option, $0.baseAddress) })
    }

    func set(_ option: CURLoption, list lines: [String]) {
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines {
            guard let longer = curl_slist_append(list, line) else {
                note(CURLE_OUT_OF_MEMORY)
                break
            }
            list = longer
        }
        guard let list else { return }
        lists.append(list)
        note(tumulte_easy_set_list(handle, option, list))
    }

    func number(_ info: CURLINFO) -> Int {
        var value = 0
        return tumulte_easy_get_long(handle, info, &value) == CURLE_OK ? value : 0
    }

    func offset(_ info: CURLINFO) -> Int64 {
        var value: curl_off_t = 0
        return tumulte_easy_get_offset(handle, info, &value) == CURLE_OK ? Int64(value) : 0
    }

    /// The connected socket; it belongs to libcurl.
    var activeSocket: Int32? {
        var socket: curl_socket_t = -1
        return tumulte_easy_get_socket(handle, &socket) == CURLE_OK && socket >= 0 ? socket : nil
    }

    /// libcurl's own words about the failure. To decide by, never to show: they may quote what a server sent.
    var failureText: String { errorText.map { String(cString: $0) } ?? "" }

    /// Gives back what only matters until the connection stands.
    func dropErrorText() {
        _ = tumulte_easy_set_pointer(handle, CURLOPT_ERRORBUFFER, nil)
        errorText?.deallocate()
        errorText = nil
    }

    /// Sets where to, through which proxy, how it is checked, and for how long.
    func configure(_ address: ServerAddress, _ options: ConnectOptions) {
        set(CURLOPT_URL, address.http.url)
        set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        set(CURLOPT_CONNECTTIMEOUT_MS, options.timeLimit.clampedMilliseconds)
        if address.isLoopback || options.proxy == .none {
            set(CURLOPT_PROXY, "")
        } else {
            if case .url(let proxy) = options.proxy { set(CURLOPT_PROXY, proxy) }
            set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        }
        guard address.isSecure else { return }
        let mayRelax = address.isLoopback
        set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        set(CURLOPT_SSL_VERIFYPEER, options.tls.verifiesPeer || !mayRelax ? 1 : 0)
        set(CURLOPT_SSL_VERIFYHOST, options.tls.verifiesHost || !mayRelax ? 2 : 0)
        if let file = options.tls.authorityFile { set(CURLOPT_CAINFO, file) }
        // With a folder of authorities libcurl cannot share them between connections: 850 KiB and 30 ms for each.
        if options.tls.authorityFile != nil || CurlLibrary.hasAuthorityFile {
            set(CURLOPT_CAPATH, nil as String?)
            set(CURLOPT_PROXY_CAPATH, nil as String?)
        }
    }

    private func note(_ code: CURLcode) {
        if code != CURLE_OK, firstFailure == CURLE_OK { firstFailure = code }
    }
}
