import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROOT } from "../support/shared.ts";

/** What a user of the library writes. */
const PROGRAM = `import { type Alert, compileQuery, createEngine, loadRules, readEvents, type Rule } from "tocsin";

const shipped = "node_modules/tocsin";
const loaded = await loadRules([shipped + "/rules"]);
const rules: readonly Rule[] = loaded.rules;
const engine = createEngine({ rules, lateness: "batch" });
const alerts: Alert[] = [];
for await (const event of readEvents(shipped + "/examples")) for (const alert of engine.push(event)) alerts.push(alert);
for (const alert of engine.finish()) alerts.push(alert);
const found = compileQuery("eql", 'process where process.pid == 4').search([{ event: { category: "process" }, process: { pid: 4 } }]);
console.log(JSON.stringify({ rules: rules.length, problems: loaded.problems.length, alerts: alerts.length, found }));
`;

const PROJECT = {
  compilerOptions: { module: "NodeNext", target: "ESNext", lib: ["ESNext", "DOM"], strict: true, noEmit: true, types: [] },
  include: ["program.ts"],
};

const RULE = {
  rule_id: "30000000-0000-4000-8000-000000000001",
  name: "Eve",
  description: "d",
  risk_score: 21,
  severity: "low",
  type: "query",
  language: "kuery",
  query: "user.name:eve",
  index: ["logs-*"],
};

/** The address that a service tells when it is there. */
async function addressOf(serving: ChildProcessWithoutNullStreams): Promise<string> {
  let told = "";
  for await (const text of serving.stdout.setEncoding("utf8")) {
    told += String(text);
    const [, url] = /(http:\/\/127\.0\.0\.1:\d+)/.exec(told) ?? [];
    if (url) return url;
  }
  throw new Error(`the service ended: ${told}`);
}

async function countAlerts(url: string): Promise<number> {
  const answer = await fetch(`${url}/api/detection_engine/signals/search`, { method: "POST", body: "{}" });
  const { hits } = (await answer.json()) as { hits: { total: { value: number } } };
  return hits.total.value;
}

const home = mkdtempSync(join(tmpdir(), "tocsin-pack-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Runs a program in the user's folder, with this Node.js as the one on the PATH and without the environment of an npm that runs us. */
function run(command: string, args: readonly string[], cwd = home): { status: number | null; stdout: string; stderr: string } {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("npm_") && name !== "NODE_ENV"));
  const PATH = [dirname(process.execPath), process.env["PATH"]].join(delimiter);
  return spawnSync(command, args, { cwd, env: { ...env, PATH }, encoding: "utf8", maxBuffer: 1 << 26 });
}

const node = (...args: readonly string[]): ReturnType<typeof run> => run(process.execPath, args);
const tocsin = (...args: readonly string[]): ReturnType<typeof run> => run("npx", ["--no", "--loglevel=error", "--", "tocsin", ...args]);

describe("the published package", () => {
  beforeAll(() => {
    const built = node(join(ROOT, "scripts", "build.mjs"));
    expect(built.status, built.stdout + built.stderr).toBe(0);
    const packed = run("npm", ["pack", join(ROOT, "dist"), "--silent"]);
    expect(packed.status, packed.stderr).toBe(0);
    writeFileSync(join(home, "package.json"), JSON.stringify({ name: "user", private: true, type: "module" }));
    const installed = run("npm", [
      "install",
      `./${packed.stdout.trim()}`,
      "--prefer-offline",
      "--no-audit",
      "--no-fund",
      "--loglevel=error",
    ]);
    expect(installed.status, installed.stdout + installed.stderr).toBe(0);
  });

  test("holds code with types, pages, rules, examples and the licence, and no tests or sources", () => {
    const files = globSync("node_modules/tocsin/**/*", { cwd: home }).map((path) => path.slice("node_modules/tocsin/".length));
    expect(files).toEqual(
      expect.arrayContaining([
        "README.md",
        "LICENSE",
        "NOTICE",
        "lib/index.js",
        "lib/index.d.ts",
        "ui/index.html",
        "rules",
        "ml-jobs",
        "examples",
      ]),
    );
    expect(files.filter((path) => /\.test\.(?:js|d\.ts)$|(?<!\.d)\.ts$/.test(path))).toEqual([]);
  });

  test("brings its runtime dependencies only", () => {
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { dependencies: Record<string, string> };
    const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
      packages: Record<string, { dev?: true; optional?: true }>;
    };
    const runtime = Object.entries(lock.packages).flatMap(([path, entry]) =>
      entry.dev || entry.optional || path === "" ? [] : [path.slice("node_modules/".length)],
    );
    const there = readdirSync(join(home, "node_modules")).filter((name) => !name.startsWith("."));
    const names = there.flatMap((name) =>
      name.startsWith("@") ? readdirSync(join(home, "node_modules", name)).map((inner) => `${name}/${inner}`) : [name],
    );
    expect(names).toEqual(expect.arrayContaining(Object.keys(dependencies)));
    expect(names.filter((name) => name !== "tocsin" && !runtime.includes(name))).toEqual([]);
  });

  test("has the command", () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
    const answer = tocsin("--version");
    expect(answer).toMatchObject({ status: 0, stderr: "" });
    expect(answer.stdout).toContain(version);
  });

  test("scans the examples with its own rules", () => {
    const answer = tocsin("scan", "node_modules/tocsin/examples", "--output", "ndjson");
    expect(answer.status, answer.stderr).toBe(0);
    const alerts = answer.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(alerts.length).toBeGreaterThan(0);
    for (const alert of alerts) expect(alert).toHaveProperty(["kibana.alert.rule.name"]);
  });

  test("serves: takes an event, rings, and shows its pages", async () => {
    const args = ["serve", "--data", join(home, "data"), "--port", "0", "--no-auth", "--rules", join(home, "rule.json")];
    writeFileSync(join(home, "rule.json"), JSON.stringify(RULE));
    const serving = spawn(process.execPath, [join(home, "node_modules", "tocsin", "bin", "tocsin.mjs"), ...args], { cwd: home });
    try {
      const url = await addressOf(serving);
      const page = await fetch(`${url}/app/`);
      expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("<title>") as string]);
      const event = { "@timestamp": new Date().toISOString(), user: { name: "eve" } };
      await fetch(`${url}/logs-x-default/_doc`, { method: "POST", body: JSON.stringify(event) });
      await expect.poll(() => countAlerts(url), { timeout: 20_000 }).toBe(1);
    } finally {
      serving.kill();
      await once(serving, "exit");
    }
  });

  test("gives a program its types, and runs it", () => {
    writeFileSync(join(home, "program.ts"), PROGRAM);
    writeFileSync(join(home, "tsconfig.json"), JSON.stringify(PROJECT));
    const checked = node(join(ROOT, "node_modules", "typescript", "bin", "tsc"), "-p", ".");
    expect(checked).toMatchObject({ status: 0, stdout: "", stderr: "" });
    const ran = node("program.ts");
    expect(ran).toMatchObject({ status: 0, stderr: "" });
    const { rules, problems, alerts, found } = JSON.parse(ran.stdout) as Record<"rules" | "problems" | "alerts", number> & {
      found: unknown;
    };
    expect(found).toMatchObject({ events: [{ process: { pid: 4 } }] });
    expect({ problems, some: rules > 0 && alerts > 0 }).toEqual({ problems: 0, some: true });
  });
});
