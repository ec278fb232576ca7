import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { FieldType } from "../event/field-type.ts";
import type { JsonObject } from "../event/json.ts";
import type { Predicate } from "../plan/predicate.ts";
import { compileMatcher, compilePredicate, createRecord } from "./compile.ts";
import { compileLeaf } from "./compile/leaves.ts";
import { LOOK_UP } from "./extract.ts";
import { gatheredFields } from "./gathered-fields.ts";
import { NodeTable } from "./nodes.ts";
import { createSlot, type FieldSlot } from "./slot.ts";
import { evaluate } from "./reference.ts";

/** A file of cases: what a predicate says of documents, in whichever way it is run. */
interface CaseFile {
  /** Field types by name; `name` and `path` are the key unless given. */
  readonly fields: Readonly<Record<string, Partial<FieldType>>>;
  readonly cases: readonly {
    readonly what: string;
    /** Fields in it are named. */
    readonly predicate: unknown;
    readonly true?: readonly JsonObject[];
    readonly false?: readonly JsonObject[];
  }[];
}

const NOW = Date.UTC(2024, 0, 2, 12);
const FOLDER = join(import.meta.dirname, "cases");
const FILES = readdirSync(FOLDER).map((name) => ({ name, content: JSON.parse(readFileSync(join(FOLDER, name), "utf8")) as CaseFile }));

const resolve = (file: CaseFile, predicate: unknown): Predicate =>
  JSON.parse(JSON.stringify(predicate), (key, value: unknown) => {
    if (key !== "field" || typeof value !== "string") return value;
    const field = file.fields[value];
    if (!field) throw new Error(`no field ${value}`);
    return { name: value, path: value, ...field };
  }) as Predicate;

const TABLE = FILES.flatMap(({ name, content }) =>
  content.cases.map((each) => ({
    title: `${name}: ${each.what}`,
    predicate: resolve(content, each.predicate),
    checks: [
      ...(each.true ?? []).map((document) => ({ document, verdict: true })),
      ...(each.false ?? []).map((document) => ({ document, verdict: false })),
    ],
  })),
);

describe("cases", () => {
  test.each(TABLE)("$title", ({ predicate, checks }) => {
    const compiled = compilePredicate(predicate);
    expect(checks.length).toBeGreaterThan(0);
    for (const { document, verdict } of checks) {
      const shown = JSON.stringify(document);
      expect(evaluate(predicate, document, NOW), `reference on ${shown}`).toBe(verdict);
      expect(compiled(createRecord(document, NOW)), `compiled on ${shown}`).toBe(verdict);
    }
  });

  test("the fields that tests read are known before the tests are made", () => {
    for (const { predicate, title } of TABLE) {
      const nodes = new NodeTable();
      nodes.add(predicate);
      const gathered = new Set(
        nodes
          .leaves()
          .flatMap(gatheredFields)
          .map(({ path }) => path),
      );
      for (const leaf of nodes.leaves()) compileLeaf(leaf, { slot: asked, inner: () => () => true });
      function asked(field: FieldType): FieldSlot {
        expect(gathered, title).toContain(field.path);
        return createSlot(LOOK_UP, field);
      }
    }
  });

  test("all together", () => {
    const matcher = compileMatcher(TABLE.map(({ predicate }) => predicate));
    for (const [i, { title, checks }] of TABLE.entries()) {
      for (const { document, verdict } of checks) {
        matcher.run(document, NOW);
        expect(matcher.matched(i), `${title} on ${JSON.stringify(document)}`).toBe(verdict);
      }
    }
  });
});
