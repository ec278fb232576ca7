import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { commandsFor } from "../../src/cli/table.ts";
import { runCli } from "./run-cli.ts";

const specs = await Promise.all(commandsFor(undefined).map((entry) => entry.load()));
const examples = specs.flatMap((spec) => spec.examples.map((example) => ({ example, words: wordsOf(example) })));

/** Words of a command line; quotes hold one together. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}

describe("examples in --help", () => {
  test("name shipped rules and examples that are there", () => {
    const named = examples.flatMap(({ words }) => words.filter((word) => /^(?:rules|examples)\//.test(word)));
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
  });

  test("name rules that are shipped", async () => {
    const rules = examples.flatMap(({ words }) => {
      const at = words[1] === "explain" ? 2 : words[2] === "show" ? 3 : undefined;
      const word = at === undefined ? undefined : words[at];
      return word === undefined || word.endsWith(".toml") ? [] : [word];
    });
    expect(rules.length).toBeGreaterThan(2);
    for (const rule of rules) expect([rule, (await runCli(["rules", "show", rule])).code]).toEqual([rule, 0]);
  });

  test("give flags that the command takes", () => {
    for (const { flags, examples: own, name } of specs)
      for (const word of own.filter((line) => !line.includes("|")).flatMap(wordsOf))
        if (word.startsWith("--")) expect([name, flags]).toEqual([name, expect.arrayContaining([word.slice(2).replace(/=.*/, "")])]);
  });
});

test.each([
  [["coverage"], "--full", "list every field and technique"],
  [["explain"], "--limit", "explain at most this many events"],
  [["serve"], "--lateness", "default 60s"],
  [["test"], "--strict", "rules without cases fail too"],
])("%s --help says what %s does there", async (command, flag, words) => {
  const { out } = await runCli([...command, "--help"]);
  const lines = out.slice(out.indexOf(`  ${flag} `)).replace(/\s+/g, " ");
  expect(lines.slice(0, 160)).toContain(words);
});
