import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { generatedPages } from "../../scripts/generate-docs.ts";
import { CODES, type CodeEntry } from "../../src/diagnostics/index.ts";
import { ROOT } from "../support/shared.ts";
import { sourceFiles } from "./clone-files.ts";

describe("generated pages", () => {
  test.each(generatedPages())("$file is what its tables say (else: npm run docs)", ({ file, text }) => {
    const path = join(ROOT, file);
    expect(existsSync(path) ? readFileSync(path, "utf8") : "").toBe(text);
  });
});

describe("diagnostic codes", () => {
  const used = sourceFiles().filter((file) => !file.path.startsWith("src/diagnostics/codes"));
  const codes = Object.entries<CodeEntry>(CODES);

  test("each is reported somewhere", () => {
    const unused = codes.filter(([code]) => !used.some(({ text }) => text.includes(`"${code}"`)));
    expect(unused.map(([code]) => code)).toEqual([]);
  });

  test("each stands in its family's file, and says what it is and what to do", () => {
    for (const [code, { title, explain }] of codes) {
      expect(code).toMatch(/^T[1-9]\d{3}$/);
      expect(title).toMatch(/[^.]$/);
      expect(explain).toMatch(/\.$/);
    }
  });

  test("no two families share a code", () => {
    const families = sourceFiles().filter((file) => file.path.startsWith("src/diagnostics/codes/"));
    const written = families.flatMap(({ text }) => [...text.matchAll(/^ {2}(T\d{4}):/gm)].map((match) => match[1]));
    expect(written).toHaveLength(new Set(written).size);
    expect(new Set(written)).toEqual(new Set(codes.map(([code]) => code)));
  });
});
