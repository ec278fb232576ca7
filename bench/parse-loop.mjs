/**
 * What every reader of NDJSON must do at least: read 4 MB blocks and JSON.parse each line. The measure that `scan` is held against.
 * `node bench/parse-loop.mjs FILE`
 */
import { closeSync, openSync, readSync } from "node:fs";

const BLOCK_BYTES = 4 * 1024 * 1024;

const file = openSync(process.argv[2], "r");
const block = Buffer.allocUnsafe(BLOCK_BYTES);
let rest = Buffer.alloc(0);
let events = 0;
for (let length = readSync(file, block); length > 0; length = readSync(file, block)) {
  const bytes = rest.length === 0 ? block.subarray(0, length) : Buffer.concat([rest, block.subarray(0, length)]);
  let start = 0;
  for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
    JSON.parse(bytes.toString("utf8", start, end));
    events++;
    start = end + 1;
  }
  rest = Buffer.from(bytes.subarray(start));
}
closeSync(file);
process.stdout.write(`${events} events\n`);
