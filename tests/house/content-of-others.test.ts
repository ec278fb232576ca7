import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sharedPath } from "../support/shared.ts";
import { cloneFiles } from "./clone-files.ts";

const corpus = sharedPath("corpus/detection-rules");
const ours = cloneFiles().filter(({ path }) => /^(?:rules|examples|src|tests)\//.test(path));

/** This test names the licence that it looks for. */
const SELF = "tests/house/content-of-others.test.ts";

describe("content of others", () => {
  test("no file of ours is under the Elastic License", () => {
    const licensed = ours.filter(({ path, text }) => path !== SELF && /license\s*[=:]\s*"?Elastic License/i.test(text));
    expect(licensed.map(({ path }) => path)).toEqual([]);
  });

  test.skipIf(corpus === undefined)("no rule of ours has the id, name or query of a public one", () => {
    const theirs = new Set(ruleFiles(corpus ?? "").flatMap((text) => marks(text)));
    expect(theirs.size).toBeGreaterThan(3000);
    const copied = ours.filter(({ path, text }) => /\.(?:toml|ya?ml|json)$/.test(path) && marks(text).some((mark) => theirs.has(mark)));
    expect(copied.map(({ path }) => path)).toEqual([]);
  });
});

function ruleFiles(folder: string): readonly string[] {
  const files = ["rules", "rules_building_block"].flatMap((name) => {
    const parent = join(folder, name);
    return readdirSync(parent, { recursive: true, encoding: "utf8" }).map((file) => join(parent, file));
  });
  return files.filter((file) => file.endsWith(".toml")).map((file) => readFileSync(file, "utf8"));
}

/** What tells a rule from every other: its id, its name, and its query without white space. */
function marks(text: string): readonly string[] {
  const patterns = [/^\s*"?rule_id"?\s*[=:]\s*"([^"]+)"/m, /^\s*"?name"?\s*[=:]\s*"([^"]{12,})"/m, /^query\s*=\s*'''([^]*?)'''/m];
  return patterns.flatMap((pattern) => pattern.exec(text)?.[1]?.replace(/\s+/g, "") ?? []);
}
