/**
 * `npm run soak:follow -- [--rounds N] [--seed N]`: `tocsin scan --follow` over a log that is written and rotated all the
 * while, killed with SIGKILL again and again: once with `-o FILE`, once with `--data DIR`. Ends with 1 when an alert is
 * missing or there twice.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { GrowingLog } from "./soak/growing-log.ts";
import { createRandom, type Random, seedOf } from "./soak/random.ts";

const { values } = parseArgs({ options: { rounds: { type: "string", default: "20" }, seed: { type: "string", default: "1" } } });
const [rounds, seed] = [Number(values.rounds), Number(values.seed)];

/** How long a run lives before it is killed, and how long the log is written while none runs. Milliseconds. */
const LIFE_MS = { least: 2_000, more: 4_000 };
const PAUSE_MS = 500;
const STEP_MS = 20;
/** How long the first run may take to begin, and the last one for what is left. */
const LAST_MS = 60_000;

const RULES: Readonly<Record<string, string>> = {
  each: `type = "query"\nlanguage = "kuery"\nquery = "event.action:second"`,
  pair: `type = "eql"\nlanguage = "eql"\nquery = 'sequence by host.id with maxspan=1m [process where event.action == "first"] [process where event.action == "second"]'`,
};

/** A place where alerts go. */
interface Target {
  readonly name: string;
  readonly flags: readonly string[];
  /** Names of rule and key of the alerts that are there, as often as they are. */
  read(): readonly string[];
}

const main = new URL("../bin/main.mjs", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "tocsin-soak-follow-"));
let failed = false;
for (const [number, make] of [resultsFile, store].entries()) {
  const place = join(folder, String(number));
  mkdirSync(place);
  failed = (await soak(make(place), place, createRandom(seedOf(seed, number)))) || failed;
}
rmSync(folder, { recursive: true, force: true });
process.exitCode = failed ? 1 : 0;

async function soak(target: Target, place: string, random: Random): Promise<boolean> {
  const log = join(place, "app.log");
  const rules = writeRules(place);
  const growing = new GrowingLog(log, random);
  growing.step();
  const run = (): ChildProcess =>
    spawn(
      process.execPath,
      [main, "scan", "--follow", log, "--rules", rules, "--max-signals", "none", "--lateness", "1s", ...target.flags],
      {
        stdio: ["ignore", "ignore", "inherit"],
      },
    );
  let committed = 0;
  for (let round = 0; round < rounds; round++) {
    const child = run();
    // What was rotated away before the first commit is not known to anyone.
    if (round === 0) await untilFound(target, 1);
    await grow(growing, LIFE_MS.least + random.below(LIFE_MS.more));
    child.kill("SIGKILL");
    await ended(child);
    if (target.read().length > committed) committed = target.read().length;
    await grow(growing, random.below(PAUSE_MS));
  }
  const child = run();
  const wanted = wantedAlerts(growing.written);
  await untilFound(target, wanted.size);
  child.kill("SIGINT");
  await ended(child);
  return report(target, wanted, growing, committed);
}

function report(target: Target, wanted: ReadonlySet<string>, growing: GrowingLog, committed: number): boolean {
  const found = target.read();
  const missing = [...wanted].filter((each) => !found.includes(each));
  const others = found.filter((each) => !wanted.has(each));
  const repeated = found.length - new Set(found).size;
  process.stdout.write(
    `${target.name}: ${growing.written} events, ${growing.rotations} rotations, ${rounds} kills; ${found.length} alerts (${committed} before the last run), ` +
      `${missing.length} missing, ${repeated} repeated, ${others.length} unexpected\n`,
  );
  for (const each of missing.slice(0, 5)) process.stdout.write(`  missing: ${each}\n`);
  return missing.length > 0 || repeated > 0 || others.length > 0 || committed === 0;
}

async function untilFound(target: Target, alerts: number): Promise<void> {
  for (let waited = 0; waited < LAST_MS && target.read().length < alerts; waited += 500) await sleep(500);
}

async function grow(log: GrowingLog, milliseconds: number): Promise<void> {
  const end = performance.now() + milliseconds;
  while (performance.now() < end) {
    log.step();
    await sleep(STEP_MS);
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await new Promise((done) => child.once("exit", done));
}

function wantedAlerts(events: number): ReadonlySet<string> {
  return new Set(Array.from({ length: events / 2 }, (_, key) => [`each k${key}`, `pair k${key}`]).flat());
}

function resultsFile(place: string): Target {
  const out = join(place, "alerts.ndjson");
  return {
    name: "-o FILE",
    flags: ["-o", out],
    read: () =>
      existsSync(out)
        ? readFileSync(out, "utf8")
            .split("\n")
            .slice(0, -1)
            .map((line) => nameOf(JSON.parse(line)))
        : [],
  };
}

function store(place: string): Target {
  const data = join(place, "data");
  const path = join(data, "tocsin.db");
  return {
    name: "--data DIR",
    flags: ["--data", data],
    read() {
      if (!existsSync(path)) return [];
      const database = new DatabaseSync(path, { timeout: 5_000 });
      const rows = database.prepare("SELECT rule_name, host, document FROM alerts WHERE building_block = 0").all();
      database.close();
      return rows.map((row) => nameOf({ "kibana.alert.rule.name": row["rule_name"], ...JSON.parse(String(row["document"])) }));
    },
  };
}

function nameOf(alert: Readonly<Record<string, unknown>>): string {
  const host = alert["host"] as { readonly id?: unknown } | undefined;
  return `${String(alert["kibana.alert.rule.name"])} ${String(alert["host.id"] ?? host?.id)}`;
}

function writeRules(place: string): string {
  const rules = join(place, "rules");
  mkdirSync(rules);
  for (const [number, [name, body]] of Object.entries(RULES).entries())
    writeFileSync(
      join(rules, `${name}.toml`),
      `[rule]\nrule_id = "00000000-0000-4000-8000-00000000000${number}"\nname = "${name}"\ndescription = "."\nauthor = ["soak"]\nseverity = "low"\nrisk_score = 1\nindex = ["logs-*"]\n${body}\n`,
    );
  return rules;
}
