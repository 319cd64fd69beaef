// The median of at least 25 calls, and of as many as fit into 50 ms, in seconds.
exports.median = (work) => {
  const times = [];
  const start = process.hrtime.bigint();
  while (times.length < 25 || (process.hrtime.bigint() - start < 50000000n && times.length < 2000)) {
    const before = process.hrtime.bigint();
    work();
    times.push(Number(process.hrtime.bigint() - before));
  }
  times.sort((a, b) => a - b);
  return times[times.length >> 1] / 1e9;
};
