import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { parseConfig, readConfig } from "./config.ts";

const faults = (text: string): string[] =>
  parseConfig("tocsin.toml", text).problems.map(({ code, message, hint, location }) =>
    [`${code} ${location?.line}:${location?.column} ${message}`, ...(hint === undefined ? [] : [hint])].join(" — "),
  );

test.each([
  ['rules = ["a", "b"]\nfull = true\nlimit = 5\nstats = true\n', []],
  ['# full is set below\nfull = "yes"\n', ['T8005 2:1 `full` takes a boolean, not "yes"']],
  ['rules = "x"\nrule = true\n', ["T8005 2:1 `rule` takes a string, not true"]],
  ['"output" = "xml"\n', ['T8005 1:1 `output` is one of table, ndjson, json, not "xml"']],
  ['severty = ["high"]\n', ["T8005 1:1 Unknown setting `severty` — did you mean `severity`?"]],
  ['index = ["a"]\n', ["T8005 1:1 `index` takes one value, not a list"]],
  ["full = true\nrules =\n", ["T8004 3:1 The configuration file is not TOML: the value is missing — write `key = value`"]],
])("%j", (text, expected) => {
  expect(faults(text)).toEqual(expected);
});

test("a folder is no configuration file", () => {
  expect(readConfig(tmpdir()).problems).toMatchObject([{ code: "T8003", message: expect.stringContaining("cannot be read") as string }]);
});
