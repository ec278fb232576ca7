import { homedir } from "node:os";
import type { Node } from "oxc-parser";
import { describe, expect, test } from "vitest";
import { ROOT, SHARED } from "../support/shared.ts";
import { cloneFiles, isGenerated, sourceFiles } from "./clone-files.ts";
import { places } from "./syntax.ts";

/** Rooms whose code meets the text of events: a JavaScript RegExp there could take exponential time. */
const MEETS_EVENTS = /^src\/(?:patterns|functions|matcher|operators|alerts|engine|integrations)\//;

/** Files there that read the text of queries only, while rules are compiled. */
const READS_QUERIES = [
  "src/patterns/regexps.ts",
  "src/patterns/regexp.ts",
  "src/patterns/dissect-pattern.ts",
  "src/patterns/grok/expand.ts",
  "src/patterns/onig/escape.ts",
  "src/patterns/onig/parse.ts",
];

const matching = (wanted: (path: string, text: string) => boolean): readonly string[] =>
  cloneFiles()
    .filter(({ path, text }) => wanted(path, text))
    .map(({ path }) => path);

describe("manner", () => {
  test("no file is named for nothing in particular", () => {
    expect(matching((path) => /(?:^|\/)(?:utils?|helpers?|misc|shared-code)(?:\.[a-z]+)+$/.test(path))).toEqual([]);
  });

  test("no class inherits (errors apart), nothing is exported by default, there are no enums or namespaces", () => {
    const banned = new Set(["ExportDefaultDeclaration", "TSEnumDeclaration", "TSModuleDeclaration", "TSParameterProperty"]);
    const found = sourceFiles().flatMap((file) => places(file, (node) => banned.has(node.type) || isHeir(node)));
    expect(found).toEqual([]);
  });

  test("no JavaScript RegExp where the text of events is judged", () => {
    const judged = sourceFiles().filter((file) => MEETS_EVENTS.test(file.path) && !READS_QUERIES.includes(file.path));
    const found = judged.flatMap((file) =>
      places(file, (node) => {
        if (node.type === "Literal") return "regex" in node;
        return node.type === "NewExpression" && node.callee.type === "Identifier" && node.callee.name === "RegExp";
      }),
    );
    expect(found).toEqual([]);
  });

  test("no clock and no random source below the toolkit", () => {
    const below = sourceFiles().filter((file) =>
      /^src\/(?:patterns|event|functions|plan|languages|matcher|operators|rules|alerts|engine)\//.test(file.path),
    );
    const found = below.flatMap((file) => places(file, (node) => isClockOrRandom(node, file.text)));
    expect(found).toEqual([]);
  });

  test("no file names this machine or a registry", () => {
    const here = [ROOT, SHARED, homedir()].filter((path) => path.split("/").length > 2);
    expect(matching((_, text) => here.some((path) => text.includes(path)))).toEqual([]);
    expect(matching((path, text) => path === "package-lock.json" && text.includes('"resolved": "http'))).toEqual([]);
  });

  test("text files end with a line break, have no tabs for indents and no blanks at line ends", () => {
    const judged = new Set(sourceFiles().filter((file) => !isGenerated(file)));
    const found = [...judged].filter(({ text }) => !text.endsWith("\n") || /^\t/m.test(text) || /[ \t]$/m.test(text));
    expect(found.map(({ path }) => path)).toEqual([]);
  });
});

/** A class that extends anything but `Error`. */
function isHeir(node: Node): boolean {
  if (node.type !== "ClassDeclaration" && node.type !== "ClassExpression") return false;
  return node.superClass !== null && !(node.superClass.type === "Identifier" && node.superClass.name === "Error");
}

function isClockOrRandom(node: Node, text: string): boolean {
  if (node.type !== "CallExpression" && node.type !== "NewExpression") return false;
  const written = text.slice(node.start, node.end);
  return /^(?:Date\.now\(|new Date\(\)|Math\.random\(|performance\.now\(|(?:crypto\.)?randomUUID\()/.test(written);
}
