import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCli } from "./run-cli.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-cli-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, content: string): string => {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
};

describe("tocsin query", () => {
  test("EQL events as a table", async () => {
    const { code, out, err } = await runCli(["query", "eql", 'process where process.name : "*.pid"', "examples/"]);
    expect(code).toBe(0);
    expect(out).toContain("haldrund.pid");
    expect(err).toContain("3 results of 233 events");
  });

  test("KQL with chosen fields, as ndjson, limited", async () => {
    const { out } = await runCli([
      "query",
      "kql",
      "event.category:process",
      "examples/",
      "--fields",
      "host.name,process.pid,nope",
      "--output",
      "ndjson",
      "--limit",
      "2",
    ]);
    const rows = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(rows).toHaveLength(2);
    expect(Object.keys(rows[0] ?? {})).toEqual(["host.name", "process.pid", "nope"]);
    expect(rows[0]?.["nope"]).toBeNull();
  });

  test.each([
    ["eql", "process where true", "any where true | tail 100"],
    ["kuery", "*", "event.category:*"],
    ["lucene", "*:*", "_exists_:event.category"],
  ])("%s over a part of the time", async (language, ...queries) => {
    for (const query of queries) {
      const within = ["--since", "2024-05-14T02:16:00Z", "--until", "2024-05-14T02:17:00Z"];
      const { out } = await runCli(["query", language, query, "examples/linux-web-server.ndjson", "--output", "ndjson", ...within]);
      const times = out
        .trim()
        .split("\n")
        .map((line) => (JSON.parse(line) as Record<string, string>)["@timestamp"] ?? "");
      expect(times.length).toBeGreaterThan(0);
      expect(times.filter((time) => !time.startsWith("2024-05-14T02:16:"))).toEqual([]);
    }
  });

  test("into a file", async () => {
    const target = join(folder, "hits.ndjson");
    const { out } = await runCli(["query", "eql", "process where true", "examples/", "--output", "ndjson", "-o", target]);
    expect(out).toBe("");
    expect(readFileSync(target, "utf8")).toContain("haldrund.pid");
  });

  test("Lucene, as one JSON list", async () => {
    const { out } = await runCli(["query", "lucene", "process.name:(xattr OR osascript)", "examples/", "--output", "json"]);
    expect((JSON.parse(out) as unknown[]).length).toBe(2);
  });

  test("sequences as groups with their join keys", async () => {
    const query = 'sequence by host.id with maxspan=1m [process where process.name == "curl"] [process where process.name == "chmod"]';
    const table = await runCli(["query", "eql", query, "examples/"]);
    expect(table.out).toContain("sequence 1 by b7c1e0f2-web1");
    const [first = ""] = (await runCli(["query", "eql", query, "examples/", "--output", "ndjson"])).out.split("\n");
    const document = JSON.parse(first) as {
      join_keys: string[];
      events: unknown[];
    };
    expect([document.join_keys, document.events.length]).toEqual([["b7c1e0f2-web1"], 2]);
  });

  test("a faulty query shows every fault with a caret and ends with 2", async () => {
    const { code, err } = await runCli(["query", "eql", "process where process.name = 'x' and lenght(user.name) > 1", "examples/"]);
    expect(code).toBe(2);
    expect(err).toContain("^");
    expect(err).toContain("double quotes");
    expect(err.match(/error\[T2/g)?.length).toBeGreaterThanOrEqual(2);
  });

  test("an unknown language names the known ones", async () => {
    const { code, err } = await runCli(["query", "sql", "x", "examples/"]);
    expect([code, err]).toEqual([2, expect.stringContaining("`eql`") as string]);
  });

  test("--plan shows tokens, tree, plan and index keys", async () => {
    const { out } = await runCli(["query", "eql", 'process where process.name : "a*"', "--plan"]);
    for (const part of ["# tokens", "# syntax tree", "# plan", "# index keys", "event.category in (process)"]) expect(out).toContain(part);
  });
});

describe("tocsin explain", () => {
  test("shows each clause with what it saw", async () => {
    const { out } = await runCli(["explain", "Root Process*", "examples/linux-web-server.ndjson"]);
    expect(out).toMatch(/✗ user\.id == "0" {3}← user\.id: "33"/);
    expect(out).toContain("linux-web-server.ndjson:24");
  });

  test("tells the story of a sequence", async () => {
    const { out } = await runCli(["explain", "Downloaded File*", "examples/linux-web-server.ndjson"]);
    expect(out).toContain("reaches stage 3");
    expect(out).toContain("1 complete");
  });

  test("a rule that is not there names the nearest", async () => {
    const { code, err } = await runCli(["explain", "AWS CloudTrail Stoped or Deleted", "examples/"]);
    expect(code).toBe(2);
    expect(err).toContain("did you mean `AWS CloudTrail Stopped or Deleted`?");
  });
});

describe("tocsin rules", () => {
  test("list", async () => {
    const { out } = await runCli(["rules", "list", "--output", "ndjson", "--severity", "critical"]);
    expect(JSON.parse(out)).toMatchObject({ name: "LSASS Memory Dumped with comsvcs.dll", severity: "critical" });
  });

  test("show lays the query out", async () => {
    const { out } = await runCli(["rules", "show", "rules/linux/execution_root_process_from_runtime_file.toml"]);
    expect(out).toContain("process where\n");
    expect(out).toContain("Execution (TA0002)");
  });

  test("show names the other rules that fit", async () => {
    const { out, err } = await runCli(["rules", "show", "S*"]);
    const first = out.split("\n")[0];
    expect(err).toMatch(new RegExp(`^note: 4 rules fit; this is \`${first}\`. The others: \`[^\`]+\`, \`[^\`]+\`, \`[^\`]+\`\n$`, "u"));
  });

  test("validate counts and ends with the line of counts", async () => {
    const good = await runCli(["rules", "validate", "rules/"]);
    expect([good.code, good.out.trim().split("\n").at(-1)]).toEqual([0, "26 rules, 0 errors, 0 warnings"]);
    const bad = file(
      "bad.toml",
      `[rule]\nauthor = ["a"]\ndescription = "d"\nname = "N"\nrisk_score = 21\nrule_id = "00000000-0000-4000-8000-00000000000a"\nseverity = "lowest"\nlanguage = "eql"\ntype = "eql"\nquery = '''\nprocess where process.nmae == "x"\n'''\n`,
    );
    const faulty = await runCli(["rules", "validate", bad]);
    expect(faulty.code).toBe(1);
    expect(faulty.out).toContain("bad.toml:7:12");
    expect(faulty.out.trim().split("\n").at(-1)).toMatch(/^1 rule, 1 error, \d+ warnings$/);
  });
});

describe("tocsin test", () => {
  const rule = readFileSync("rules/linux/execution_root_process_from_runtime_file.toml", "utf8");
  const BASE = "base: { event: { category: process, type: start }, host.os.type: linux, user.id: '0', process.executable: /run/x.pid }\n";
  const caseFile = (name: string, cases: string): string => {
    file(`${name}.toml`, rule);
    return file(`${name}.test.yaml`, `${BASE}cases:\n${cases}`);
  };

  test("runs the cases beside the shipped rules", async () => {
    const { code, out } = await runCli(["test"]);
    expect([code, out.trim().split("\n").at(-1)]).toEqual([0, expect.stringMatching(/^\d+ cases of \d+ rules: \d+ passed, 0 failed$/)]);
  });

  test("a failing case shows why, a field its difference", async () => {
    const cases = caseFile(
      "failing",
      "  - { name: a user's process, events: [{ user.id: '1' }], alerts: 1 }\n  - { name: field, alerts: [{ user.id: root }] }\n",
    );
    const { code, out } = await runCli(["test", cases]);
    expect(code).toBe(1);
    expect(out).toContain('expected 1 alert, got none: no event matches; event 1 fails `user.id == "0"` (line 3)');
    expect(out).toContain('✗ user.id == "0"   ← user.id: "1"');
    expect(out).toMatch(/- expected "root"\n +\+ got {6}"0"/);
    expect(out.trim().split("\n").at(-1)).toBe("2 cases of 1 rule: 0 passed, 2 failed");
  });

  test("a fault of a case file has its line and a caret", async () => {
    const { code, out } = await runCli(["test", caseFile("faulty", "  - { name: a, alrets: 1 }\n")]);
    expect(code).toBe(1);
    expect(out).toMatch(/faulty\.test\.yaml:3:16/);
    expect(out).toContain("^^^^^^");
    expect(out).toContain("did you mean `alerts`?");
  });

  test("a rule without cases is listed, and fails with --strict", async () => {
    const path = file("lonely/a.toml", rule);
    const { code, out } = await runCli(["test", path]);
    expect([code, out.trim().split("\n").at(-1)]).toEqual([0, "0 cases of 0 rules: 0 passed, 0 failed; 1 rule has no cases"]);
    expect(out).toContain("no cases");
    expect((await runCli(["test", path, "--strict"])).code).toBe(1);
  });

  test("--output ndjson is a line a case, json the whole report; --junit writes XML besides", async () => {
    const cases = caseFile("data", "  - { name: one, alerts: 1 }\n  - { name: two, alerts: 0 }\n");
    const junit = join(folder, "results.xml");
    const lines = (await runCli(["test", cases, "--output", "ndjson", "--junit", junit])).out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as object);
    expect(lines).toMatchObject([
      { case: "one", line: 3, passed: true },
      { case: "two", passed: false, faults: [{ kind: "alerts", expected: 0, got: 1 }] },
    ]);
    expect(JSON.parse((await runCli(["test", cases, "--output", "json"])).out)).toMatchObject({
      passed: 1,
      failed: 1,
      results: [{ rule: { type: "eql" } }],
    });
    expect(readFileSync(junit, "utf8")).toContain('<testsuites name="tocsin test" tests="2" failures="1" errors="0"');
  });

  test("wrong usage ends with 2", async () => {
    expect(await runCli(["test", "nowhere/"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("there are no rules and no case files") as string,
    });
    expect(await runCli(["test", "--rule", "no such rule"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("No rule is chosen") as string,
    });
    expect((await runCli(["test", "--outptu", "json"])).code).toBe(2);
    expect(
      (await runCli(["test", caseFile("out", "  - { name: a, alerts: 1 }\n"), "--junit", join(folder, "no/such/folder.xml")])).code,
    ).toBe(1);
  });
});

describe("help and configuration", () => {
  test("no command prints the help", async () => {
    const { code, out } = await runCli([]);
    expect(code).toBe(0);
    for (const command of ["scan", "query", "explain", "rules", "test", "formats", "config"]) expect(out).toContain(command);
  });

  test("config prints what is in force", async () => {
    const { out } = await runCli(["config", "--output", "json", "--rules", "a", "--rules", "b"]);
    expect(out).toContain('output = "json"');
    expect(out).toContain('rules = ["a","b"]');
  });

  test("an unknown command suggests", async () => {
    const { code, err } = await runCli(["scna"]);
    expect([code, err]).toEqual([2, expect.stringContaining("scan") as string]);
  });
});

describe("tocsin coverage", () => {
  test("counts rules by what such events could make of them, and writes a layer", async () => {
    const layer = join(folder, "layer.json");
    const { code, out } = await runCli(["coverage", "examples/", "--navigator", layer]);
    expect(code).toBe(0);
    expect(out).toMatch(/\d+ events, \d+ rules/);
    expect(out).toMatch(/\d+ +ready +every part of the rule was true for some event/);
    expect(JSON.parse(readFileSync(layer, "utf8"))).toMatchObject({ domain: "enterprise-attack", versions: { layer: "4.5" } });
  });

  test("one rule a line, with what is missing", async () => {
    const events = file(
      "coverage.ndjson",
      `${JSON.stringify({ "@timestamp": "2024-05-01T10:00:00Z", event: { category: "none", kind: "event" } })}\n`,
    );
    const { out } = await runCli(["coverage", events, "--output", "ndjson"]);
    const rules = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(rules.length).toBeGreaterThan(10);
    expect(rules[0]).toMatchObject({
      rule_id: expect.any(String) as string,
      readiness: expect.any(String) as string,
      missing: expect.any(Array) as unknown[],
    });
  });
});
