import CLibcrypto
import CLibcurl

/// The process-wide parts of libcurl and OpenSSL.
enum CurlLibrary {
    /// Initialises both, once.
    ///
    /// OpenSSL must not clean up at exit: its handler would free what a loop's thread is still using, and the process would
    /// crash while it ends. libcurl initialises OpenSSL, so the wish has to come first.
    static func initialize() { _ = once }

    /// Whether libcurl was built with a file of authorities that it uses by itself.
    static let hasAuthorityFile = curl_version_info(CURLVERSION_TENTH)?.pointee.cainfo != nil

    private static let once: Void = {
        OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_ATEXIT), nil)
        curl_global_init(Int(CURL_GLOBAL_ALL))
    }()
}
