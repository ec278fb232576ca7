/**
 * `npm run bench:esql -- [--rows N] [--duckdb FOLDER]`: STATS over rows that are parsed already, by two keys, against DuckDB's GROUP BY
 * over the same rows; and what a slot of a sliding window costs against running the query over the window's events anew.
 * FOLDER is one in which `npm install @duckdb/node-api` was run; DuckDB is no dependency of Tocsin.
 */
import { createRequire } from "node:module";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { JsonObject } from "../src/event/json.ts";
import { ALL } from "../src/plan/combine.ts";
import { EsqlWindowOperator } from "../src/operators/esql/window.ts";
import { createRandom } from "../scripts/soak/random.ts";
import { compileEsqlText } from "../src/toolkit/esql-query.ts";

const { values } = parseArgs({ options: { rows: { type: "string", default: "5000000" }, duckdb: { type: "string" } } });

const QUERY = "FROM * | STATS c = COUNT(*), s = SUM(bytes), m = MAX(bytes) BY host, action";
const SQL = "SELECT count(*) AS c, sum(bytes) AS s, max(bytes) AS m, host, action FROM rows GROUP BY host, action ORDER BY host, action";
const MAPPING = { "@timestamp": { type: "date" }, host: { type: "keyword" }, action: { type: "keyword" }, bytes: { type: "long" } };

/** Rows made once and pushed again and again, up to as many as are asked for. */
const DISTINCT = 250_000;
const ROUNDS = 3;

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const seconds = (since: number): number => (performance.now() - since) / 1000;
const middle = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

function makeRows(count: number): JsonObject[] {
  const random = createRandom(1);
  return Array.from({ length: count }, (_, n) => ({
    "@timestamp": n * 10,
    host: `host-${random.below(1000)}`,
    action: `action-${random.below(20)}`,
    bytes: random.below(1_000_000),
  }));
}

async function grouping(rows: readonly JsonObject[], total: number): Promise<void> {
  const repeats = Math.ceil(total / rows.length);
  const query = compileEsqlText(QUERY, { mapping: MAPPING, size: Number.POSITIVE_INFINITY });
  const ours = middle(
    Array.from({ length: ROUNDS }, () => {
      const begun = performance.now();
      const search = query.begin();
      for (let i = 0; i < repeats; i++) for (const row of rows) search.push(row);
      search.finish();
      return seconds(begun);
    }),
  );
  const count = repeats * rows.length;
  print(`STATS over ${count} rows by two keys: ${ours.toFixed(2)} s, ${Math.round(count / ours / 1000)} thousand rows a second`);
  const theirs = values.duckdb === undefined ? undefined : await duckdb(values.duckdb, rows, repeats);
  print(
    theirs === undefined
      ? "DuckDB: skipped, name a folder that has it with --duckdb"
      : `DuckDB: ${theirs.toFixed(2)} s; ratio ${(ours / theirs).toFixed(1)}`,
  );
}

/** The time of the query alone, one thread as ours. */
async function duckdb(folder: string, rows: readonly JsonObject[], repeats: number): Promise<number> {
  const { DuckDBInstance } = createRequire(join(folder, "package.json"))("@duckdb/node-api");
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run("SET threads = 1");
  await connection.run("CREATE TABLE one (host VARCHAR, action VARCHAR, bytes BIGINT)");
  const appender = await connection.createAppender("one");
  for (const { host, action, bytes } of rows) {
    appender.appendVarchar(String(host));
    appender.appendVarchar(String(action));
    appender.appendBigInt(BigInt(Number(bytes)));
    appender.endRow();
  }
  appender.closeSync();
  await connection.run(`CREATE TABLE rows AS SELECT one.* FROM one, range(${repeats})`);
  const times: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const begun = performance.now();
    await (await connection.runAndReadAll(SQL)).getRows();
    times.push(seconds(begun));
  }
  return middle(times);
}

/** A window of a million rows that a slot moves on by a hundredth. */
function sliding(rows: readonly JsonObject[]): void {
  const held = 1_000_000;
  const step = 10_000;
  const query = compileEsqlText(QUERY, { mapping: MAPPING, size: Number.POSITIVE_INFINITY });
  const { plan } = query;
  if (plan.source.kind !== "from") return;
  const window = { interval: step * 10, from: -held * 10, to: 0 };
  const slots: number[] = [];
  const operator = new EsqlWindowOperator<number>({ ...plan, source: { ...plan.source, where: ALL } }, "row", window);
  const rowAt = (n: number): JsonObject => rows[n % rows.length] as JsonObject;
  for (let n = 0; n < held + 20 * step; n++) {
    const begun = performance.now();
    const found = operator.push({ ref: n, time: n * 10, document: rowAt(n) });
    if (found.length > 0 && n > held) slots.push(seconds(begun));
  }
  const begun = performance.now();
  const search = query.begin();
  for (let n = 0; n < held; n++) search.push(rowAt(n));
  search.finish();
  const anew = seconds(begun);
  const slot = middle(slots);
  print(
    `a slot of a window of ${held} rows (20000 groups, ${step} rows new): ${slot.toFixed(3)} s; the query over them anew: ${anew.toFixed(3)} s; ratio ${(slot / anew).toFixed(3)}`,
  );
}

const rows = makeRows(DISTINCT);
await grouping(rows, Number(values.rows));
sliding(rows);
