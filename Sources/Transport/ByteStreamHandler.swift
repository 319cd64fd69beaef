/// Who is told what happens on a ``ByteStream``. Every call comes on the loop's thread, one at a time.
package protocol ByteStreamHandler: AnyObject, Sendable {
    /// Connected: TCP, the proxy and TLS are done. Comes once, and first; not at all when connecting fails.
    func streamOpened()
    /// Bytes arrived. The pointer is valid during the call only.
    func streamReceived(_ bytes: UnsafeRawBufferPointer)
    /// Everything written so far was handed to the operating system. Comes after each burst of writes.
    func streamFlushed()
    /// The end: exactly once, and the last call. It never comes from inside a call to the stream.
    ///
    /// Over TLS a connection that is cut without TLS's goodbye may look orderly, too: libcurl makes no difference. Whoever
    /// must know has its own sign of a complete end (the Close frame of RFC 6455, section 5.5.1).
    /// - Parameter error: nil when the peer ended it in an orderly way, or we closed it.
    func streamClosed(_ error: TransportError?)
}

extension ByteStreamHandler {
    package func streamFlushed() {}
}
