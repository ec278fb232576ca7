import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readMetrics, type ServerProcess } from "../server-process.ts";

/** A folder with a rule that rings for every event, to do damage in. */
export interface FaultPlace {
  readonly folder: string;
  readonly data: string;
  readonly port: number;
  /** Of the service, with `data`. */
  readonly args: readonly string[];
}

/** Something that goes wrong: gives what came of it, throws where the service did not stand it. */
export type Fault = (place: FaultPlace, scale: "short" | "long") => Promise<string>;

const RULE =
  '[rule]\nauthor = ["t"]\ndescription = "d"\nname = "Any"\nrisk_score = 1\nrule_id = "10000000-0000-4000-8000-0000000000f1"\nseverity = "low"\n' +
  'max_signals = 10000000\nlanguage = "kuery"\ntype = "query"\nindex = ["logs-soak-*"]\nquery = "event.action: soak"\n';
const SEQUENCE =
  '[rule]\nauthor = ["t"]\ndescription = "d"\nname = "Pair"\nrisk_score = 1\nrule_id = "10000000-0000-4000-8000-0000000000f2"\nseverity = "low"\n' +
  'language = "eql"\ntype = "eql"\nindex = ["logs-pair-*"]\nquery = \'\'\'sequence by user.name [any where event.action == "a"] [any where event.action == "b"]\'\'\'\n';

export async function inPlace<T>(port: number, use: (place: FaultPlace) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-faults-"));
  const rules = join(folder, "rules.toml");
  const more = join(folder, "more.toml");
  writeFileSync(rules, RULE);
  writeFileSync(more, SEQUENCE);
  const data = join(folder, "data");
  try {
    return await use({ folder, data, port, args: ["--data", data, "--rules", rules, "--rules", more, "--lateness", "2s"] });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const sleep = async (milliseconds: number): Promise<void> => await new Promise((done) => setTimeout(done, milliseconds));

/** Until something is so. */
export async function until(what: string, isSo: () => Promise<boolean>, patienceMs = 30_000): Promise<void> {
  for (const end = performance.now() + patienceMs; !(await isSo()); await sleep(50))
    if (performance.now() > end) throw new Error(`it never came to be: ${what}`);
}

/** Sends so many events that ring; gives the status. */
export async function sendEvents(server: ServerProcess, count: number, filler = 0, index = "logs-soak-default"): Promise<number> {
  const time = new Date().toISOString();
  const event = JSON.stringify({ "@timestamp": time, event: { action: "soak" }, message: noise(filler) });
  const answer = await fetch(`${server.url}/_bulk`, { method: "POST", body: `{"create":{"_index":"${index}"}}\n${event}\n`.repeat(count) });
  await answer.arrayBuffer();
  return answer.status;
}

/** Text that does not compress. */
const noise = (length: number): string => Array.from({ length }, () => Math.random().toString(36).slice(2, 3)).join("");

export const metric = async (server: ServerProcess, name: string): Promise<number> => (await readMetrics(server.url)).get(name) ?? 0;

export interface ServiceHealth {
  readonly status: string;
  readonly reasons: readonly string[];
}
export const health = async (server: ServerProcess): Promise<ServiceHealth> =>
  (await (await fetch(`${server.url}/health`)).json()) as ServiceHealth;

/** All that was taken is judged, and rang. */
export async function allRang(server: ServerProcess, count: number): Promise<void> {
  await until(
    `${count} alerts`,
    async () => (await metric(server, "tocsin_backlog_events")) === 0 && (await metric(server, "tocsin_alerts_stored")) >= count,
  );
  const stored = await metric(server, "tocsin_alerts_stored");
  if (stored !== count) throw new Error(`${count} events were acknowledged, ${stored} rang`);
}

/** Of a process, in megabytes. */
export function residentMb(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Math.round(Number(kilobytes ?? 0) / 1024);
}

export function check(isSo: boolean, what: string): void {
  if (!isSo) throw new Error(what);
}
