import { closeSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type ServerProcess, spawnServerProcess, startServerProcess } from "../server-process.ts";
import { allRang, check, type Fault, health, metric, sendEvents, sleep, until } from "./place.ts";

const EVENTS = 3_000;
const PAGE = 4_096;
const FEW = 5;
/** Events of one frame, at the most. */
const FRAME = 512;

/** Pages of the database and a frame of the journal are overwritten: the service names the file, and goes on or says what to do. */
export const damage: Fault = async (place, scale) => {
  const { args, data, port } = place;
  const first = await startServerProcess(port, args);
  for (let sent = 0; sent < EVENTS; sent += 500) check((await sendEvents(first, 500)) === 200, "refused");
  await allRang(first, EVENTS);
  check((await first.stop()) === 0, "it did not stop well");

  const file = join(data, "tocsin.db");
  const sound = readFileSync(file);
  const segment = readdirSync(join(data, "journal")).sort().at(0) ?? "";
  const journal = join(data, "journal", segment);
  const soundSize = statSync(journal).size;
  const told = [];
  for (const page of pagesToSpoil(file, scale)) {
    overwrite(file, page * PAGE, PAGE);
    told.push(await whatItSays(place));
    rmAll(data);
    writeAll(file, sound);
  }
  const unsaid = told.filter((text) => text === "nothing");
  check(unsaid.length < told.length, "no damaged page was noticed");

  rmAll(data);
  // The middle of the third of six frames: well before what was sent to damaged databases.
  overwrite(journal, Math.floor((soundSize * 5) / 12), 16);
  const again = await startServerProcess(port, args);
  await until("it has read the journal", async () => (await metric(again, "tocsin_backlog_events")) === 0);
  await until("health tells of the journal", async () =>
    (await health(again)).reasons.some((reason) => reason.includes("of the journal are damaged")),
  );
  check(again.log().includes(segment), "the log does not name the segment");
  const left = await metric(again, "tocsin_alerts_stored");
  // What is judged is told once a second.
  await until(`${left} are judged`, async () => (await metric(again, "tocsin_events_judged_total")) === left);
  check(left >= EVENTS - FRAME, `only ${left} of ${EVENTS} rang from a journal with one damaged frame`);
  await again.stop();
  return `${told.length} damaged pages of the database, one at a time: ${told.length - unsaid.length} were told with what to do, ${unsaid.length} were in no use; of a journal with one damaged frame all ${left} events of the other frames rang anew, and its file is named`;
};

/** Root pages of tables and of what the service reads first, and some others. */
function pagesToSpoil(file: string, scale: "short" | "long"): readonly number[] {
  const database = new DatabaseSync(file, { readOnly: true });
  const roots = database.prepare("SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0").all();
  database.close();
  const wanted = scale === "short" ? ["alerts"] : roots.map((row) => String(row["name"]));
  return roots.filter((row) => wanted.includes(String(row["name"]))).map((row) => Number(row["rootpage"]) - 1);
}

/** Starts it on damaged data and uses it. Nothing may show the inside, and no list of alerts may be empty without a word. */
async function whatItSays({ args, port }: { readonly args: readonly string[]; readonly port: number }): Promise<string> {
  const server = spawnServerProcess(port, args);
  try {
    await server.answers();
  } catch {
    check(isTold(server), `it did not start and did not say why: ${server.log()}`);
    return "it does not start";
  }
  const answer = await fetch(`${server.url}/api/tocsin/alerts/search`, { method: "POST", body: "{}" });
  const text = await answer.text();
  check(!/\bat \S+ \(|node_modules/.test(text), `it shows the inside: ${text}`);
  // Its events may have been taken: the journal stays as it is, and they ring later.
  await sendEvents(server, FEW);
  await sleep(1_500);
  const { status, reasons } = await health(server);
  const hasAll = answer.status === 200 && (JSON.parse(text) as { total: number }).total === EVENTS;
  check(hasAll || answer.status === 503, `alerts are gone without a word: ${answer.status} ${text.slice(0, 200)}`);
  if (status === "degraded") check(isTold(server), `it is unwell and does not say why: ${reasons.join("; ")} ${server.log()}`);
  await server.kill();
  return status === "degraded" ? "it runs and says so" : "nothing";
}

const isTold = (server: ServerProcess): boolean => /tocsin\.db is damaged .*Move it/s.test(server.log());

function overwrite(file: string, at: number, length: number): void {
  const handle = openSync(file, "r+");
  writeSync(handle, Buffer.alloc(length, 0x5a), 0, length, at);
  closeSync(handle);
}

function writeAll(file: string, bytes: Buffer): void {
  const handle = openSync(file, "w");
  writeSync(handle, bytes);
  closeSync(handle);
}

/** The database away, the journal stays. */
function rmAll(data: string): void {
  for (const name of readdirSync(data)) if (name.startsWith("tocsin.db")) rmSync(join(data, name));
}
