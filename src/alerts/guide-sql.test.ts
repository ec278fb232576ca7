import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Scalar } from "../event/json.ts";
import { compileSql } from "./guide-sql.ts";

const fill = (query: string, value: Scalar): string => compileSql(query)({ x: value }).query;

describe("a query for osquery", () => {
  test.each<readonly [query: string, value: Scalar, filled: string]>([
    ["SELECT * FROM users WHERE username = {{x}}", "bob", "SELECT * FROM users WHERE username = 'bob'"],
    ["a = {{x}}", "O'Brien'; DROP TABLE t --", "a = 'O''Brien''; DROP TABLE t --'"],
    ["a = '{{x}}'", "it's", "a = 'it''s'"],
    ["a LIKE '%{{x}}%'", "it's", "a LIKE '%it''s%'"],
    ['a = "{{x}}"', '"', 'a = """"'],
    ["`{{x}}` [{{x}}]", "a`]b", "`a``]b` [a`b]"],
    ["pid = {{x}}", 42, "pid = 42"],
    ["pid = -{{x}}", -42, "pid = -(-42)"],
    ["pid = '{{x}}'", 42, "pid = '42'"],
    ["pid = {{x}}", "42", "pid = '42'"],
    ["signed = {{x}}", true, "signed = 1"],
    ["a = {{ x }} -- {{x}}\n and b = {{x}}", "\n", "a = '\n' -- {{x}}\n and b = '\n'"],
    ["/* ' {{x}} */ {{x}}", "v", "/* ' {{x}} */ 'v'"],
    ["'it''s {{x}}' {{x}}", "v'", "'it''s v''' 'v'''"],
    ["a = {{x}}", "\0b", "a = 'b'"],
    ["a = {{x}}", "{{x}} $& $1", "a = '{{x}} $& $1'"],
  ])("%j with %j is %j", (query, value, filled) => {
    expect(fill(query, value)).toBe(filled);
  });

  test("tells what the alert does not have, and leaves its place", () => {
    const sql = compileSql("a = {{a.b}} and c = '{{c}}' and d = {{c}}");
    expect(sql({ a: { b: ["v", "w"] } })).toEqual({ query: "a = 'v' and c = '{{c}}' and d = {{c}}", missing: ["c"] });
    expect(sql({ "a.b": 1, c: "x" })).toEqual({ query: "a = 1 and c = 'x' and d = 'x'", missing: [] });
  });

  test("has the same tokens whatever the value, and the value in them", () => {
    const hostile = fc.oneof(
      fc.string({ unit: fc.constantFrom("'", '"', "`", "]", "-", "/", "*", "\n", ";", "{", "}", "x", " ") }),
      fc.string(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    );
    const queries = fc.array(
      fc.constantFrom("{{x}}", " = ", "'{{x}}'", "'a{{x}}b'", '"{{x}}"', " - ", "-- {{x}}\n", "/*{{x}}*/", " `{{x}}` ", "''"),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(queries, hostile, (pieces, value) => {
        const query = pieces.join(" ");
        const shape = (filled: Scalar): string[] => tokens(fill(query, filled)).map(([kind]) => kind);
        if (typeof value === "string") expect(shape(value)).toEqual(shape("v"));
        const texts = tokens(fill(query, value)).filter(([kind]) => kind === "text" || kind === "name");
        const written = String(value).replaceAll("\0", "");
        for (const [, text] of texts) expect(["", written, `a${written}b`]).toContain(text);
      }),
      { numRuns: 1000 },
    );
  });
});

/** SQLite's quoting, read by hand: kind and meaning of each token. */
function tokens(sql: string): [kind: string, text: string][] {
  const found: [string, string][] = [];
  let i = 0;
  while (i < sql.length) {
    const char = sql.charAt(i);
    if (char === "'" || char === '"' || char === "`") {
      let text = "";
      i++;
      while (i < sql.length && (sql.charAt(i) !== char || sql.charAt(i + 1) === char)) {
        text += sql.charAt(i);
        i += sql.charAt(i) === char ? 2 : 1;
      }
      expect(i).toBeLessThan(sql.length);
      i++;
      found.push([char === "'" ? "text" : "name", text]);
    } else if (sql.startsWith("--", i)) {
      const end = sql.indexOf("\n", i);
      i = end === -1 ? sql.length : end;
      found.push(["comment", ""]);
    } else if (sql.startsWith("/*", i)) {
      const end = sql.indexOf("*/", i + 2);
      i = end === -1 ? sql.length : end + 2;
      found.push(["comment", ""]);
    } else {
      found.push(["other", char]);
      i++;
    }
  }
  return found;
}
