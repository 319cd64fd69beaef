// Times JSON.stringify on one payload: serialize.js FILE
const { readFileSync } = require("fs");
const { median } = require("./median.js");

const payload = JSON.parse(readFileSync(process.argv[2], "utf8"));
const rounds = 500;
let sink = 0;
const seconds = median(() => {
  for (let n = 0; n < rounds; n += 1) sink += JSON.stringify(payload).length;
});
console.log(JSON.stringify({ client: "node", ns: Math.round(seconds / rounds * 1e10) / 10, sink: sink > 0 }));
