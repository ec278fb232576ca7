import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningServer, type ServeOptions, startServer } from "../../src/server/serve.ts";

/** A rule for every event of a dataset, and one with state. */
export const PROCESS_RULE_ID = "10000000-0000-4000-8000-000000000001";
export const SEQUENCE_RULE_ID = "10000000-0000-4000-8000-000000000002";

export const ruleText = (id: string, name: string, type: string, query: string): string =>
  `[rule]\nauthor = ["t"]\ndescription = "d"\nname = "${name}"\nrisk_score = 47\nrule_id = "${id}"\nseverity = "medium"\n` +
  `index = ["logs-test-*"]\nlanguage = "${type === "eql" ? "eql" : "kuery"}"\ntype = "${type}"\nquery = '''${query}'''\n`;

export interface TestServer {
  readonly server: RunningServer;
  readonly url: string;
  readonly folder: string;
  readonly rules: string;
  readonly logged: readonly string[];
  /** Until something is so; fails after some seconds. */
  until(what: () => boolean | Promise<boolean>): Promise<void>;
  stop(): Promise<void>;
}

export interface TestServerOptions extends Partial<ServeOptions> {
  /** Goes on in this folder, which is kept. */
  readonly folder?: string;
}

/** A service on a free port, with two rules, in a folder of its own. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), "tocsin-serve-"));
  const rules = join(folder, "rules.toml");
  const more = join(folder, "more.toml");
  if (!options.folder) {
    writeFileSync(rules, ruleText(PROCESS_RULE_ID, "Any process", "query", "event.category:process"));
    const sequence = 'sequence by user.name with maxspan=1h [any where event.action == "a"] [any where event.action == "b"]';
    writeFileSync(more, ruleText(SEQUENCE_RULE_ID, "One then the other", "eql", sequence));
  }
  const logged: string[] = [];
  const server = await startServer({
    data: join(folder, "data"),
    host: "127.0.0.1",
    port: 0,
    paths: { rules: [rules, more], exceptions: [], valueLists: [], indicators: [] },
    latenessMs: 0,
    retention: { age: 1e12, bytes: 1e12 },
    mostBacklog: 100_000,
    noAuth: true,
    log: (level, message, details) => void logged.push(`${level} ${message} ${JSON.stringify(details ?? {})}`),
    ...options,
  });
  return {
    server,
    url: server.url,
    folder,
    rules,
    logged,
    until,
    async stop() {
      await server.stop();
      if (!options.folder) rmSync(folder, { recursive: true, force: true });
    },
  };
}

const PATIENCE_MS = 25_000;

async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await what())) {
    if (performance.now() > end) throw new Error(`it never came to be: ${what.toString()}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}
