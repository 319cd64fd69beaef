// Times JSON.parse as `table-bot bench documents` times its parser: documents.js FILE…
const { readFileSync } = require("fs");
const { median } = require("./median.js");

const files = process.argv.slice(2);
let size = 0;
let total = 0;
let sink = 0;
for (const path of files) {
  const bytes = readFileSync(path);
  const text = bytes.toString("utf8");
  size += bytes.length;
  total += median(() => { sink += JSON.parse(text) === null ? 1 : 0; });
}
console.log(JSON.stringify({
  client: "node",
  parse_mb_s: Math.round(size / total / 1e5) / 10,
  parse_us: Math.round(total / files.length * 1e7) / 10,
  sink,
}));
