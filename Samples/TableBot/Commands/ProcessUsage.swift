#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What the process has used so far.
struct ProcessUsage {
    /// CPU seconds in user mode, all threads.
    let user: Double
    /// CPU seconds in the kernel.
    let system: Double
    /// The most memory that was ever resident, in MiB.
    let peakMegabytes: Double

    static var now: ProcessUsage {
        var usage = rusage()
        #if canImport(Glibc)
            let whole = __rusage_who_t(RUSAGE_SELF.rawValue)
        #else
            let whole = RUSAGE_SELF
        #endif
        getrusage(whole, &usage)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return ProcessUsage(
            user: seconds(usage.ru_utime), system: seconds(usage.ru_stime),
            peakMegabytes: Double(usage.ru_maxrss) / 1024)
    }

    /// Memory that is resident at the moment, in KiB.
    static var residentKilobytes: Double {
        let descriptor = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return 0 }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = read(descriptor, &bytes, bytes.count)
        // The sizes in pages: of the address space, of what is resident, and more.
        let numbers = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).split(separator: " ")
        guard numbers.count > 1, let pages = Double(numbers[1]) else { return 0 }
        return pages * Double(sysconf(Int32(_SC_PAGESIZE))) / 1024
    }

    /// Lets the process open as many descriptors as it may.
    /// - Returns: how many that are.
    static func raiseDescriptorLimit() -> Int {
        #if canImport(Glibc)
            let descriptors = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #else
            let descriptors = RLIMIT_NOFILE
        #endif
        var limit = rlimit()
        guard getrlimit(descriptors, &limit) == 0 else { return 1024 }
        limit.rlim_cur = limit.rlim_max
        setrlimit(descriptors, &limit)
        getrlimit(descriptors, &limit)
        return Int(clamping: limit.rlim_cur)
    }
}
