import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alternativesOf } from "./alternatives.ts";
import { parsePattern } from "./pattern.ts";

/** A pattern's alternatives, each `path=value` joined by ` & `. */
function alternatives(text: string): readonly string[] {
  const parsed = parsePattern(text);
  if ("fault" in parsed) throw new Error(`${parsed.fault.offset}: ${parsed.fault.message}`);
  return alternativesOf(parsed.pattern).alternatives.map((facts) => facts.map(({ path, value }) => `${path}=${String(value)}`).join(" & "));
}

// biome-ignore format: table
const READ: readonly (readonly [pattern: string, ...alternatives: string[]])[] = [
  ["[ipv4-addr:value = '192.0.2.1']", "ipv4-addr:value=192.0.2.1"],
  ["[ ipv4-addr : value == '192.0.2.1' ]", "ipv4-addr:value=192.0.2.1"],
  ["[domain-name:value = 'a' OR url:value = 'b']", "domain-name:value=a", "url:value=b"],
  ["[file:hashes.'SHA-256' = 'ab' AND file:name = 'x']", "file:hashes.SHA-256=ab & file:name=x"],
  ["[file:hashes.MD5 = 'ab']", "file:hashes.MD5=ab"],
  ["[ipv4-addr:value IN ('a', 'b' ,'c')]", "ipv4-addr:value=a", "ipv4-addr:value=b", "ipv4-addr:value=c"],
  ["[ipv4-addr:value ISSUBSET '10.0.0.0/8']", "ipv4-addr:value=10.0.0.0/8"],
  ["[a:b = 'x' AND (c:d = 1 OR c:d = 2)]", "a:b=x & c:d=1", "a:b=x & c:d=2"],
  ["[a:b = 'x' OR c:d = 1 AND e:f = 2]", "a:b=x", "c:d=1 & e:f=2"],
  ["[a:b = 'x'] AND [c:d = 'y']", "a:b=x", "c:d=y"],
  ["([a:b = 'x'] FOLLOWEDBY [c:d = 'y']) WITHIN 600 SECONDS", "a:b=x", "c:d=y"],
  ["[a:b = 'x'] REPEATS 5 TIMES WITHIN 1.5 SECONDS", "a:b=x"],
  ["[a:b = 'x'] START t'2025-01-01T00:00:00Z' STOP t'2025-02-01T00:00:00Z'", "a:b=x"],
  ["[k:values[*].name = 'x' AND k:values[0].data = 'y']", "k:values.name=x & k:values.data=y"],
  ["[file:extensions.'windows-pebinary-ext'.imphash = 'x']", "file:extensions.windows-pebinary-ext.imphash=x"],
  ["[a:b = 'it\\'s' OR a:b = 'c:\\\\x']", "a:b=it's", "a:b=c:\\x"],
  ["[a:b = -1.5 OR a:b = true OR a:b = h'ff' OR a:b = t'2025-01-01T00:00:00Z']", "a:b=-1.5", "a:b=true", "a:b=ff", "a:b=2025-01-01T00:00:00Z"],
  ["/* a */ [a:b = 'x'] // rest", "a:b=x"],
  // What cannot be looked up is left out beside what can, and is no alternative by itself.
  ["[a:b = 'x' AND c:d LIKE 'y%']", "a:b=x"],
  ["[a:b = 'x' OR c:d MATCHES 'y']", "a:b=x"],
  ["[a:b != 'x' AND a:b NOT = 'y' AND c:d = 'z']", "c:d=z"],
  ["[EXISTS a:b AND NOT EXISTS e:f AND c:d = 'z']", "c:d=z"],
  ["[a:b > 5]"],
  ["[a:b NOT IN ('x', 'y')]"],
  ["[a:b ISSUPERSET '10.0.0.0/8']"],
  ["[a:b = '']", "a:b="],
];

// biome-ignore format: table
const FAULTS: readonly (readonly [pattern: string, offset: number, message: string])[] = [
  ["", 0, "expected `[`, found the end"],
  ["a", 0, "expected `[`, found `a`"],
  ["[a:b = 'x'", 10, "expected `]`, found the end"],
  ["[a:b = 'x]", 7, "a string is not closed"],
  ["[a = 'x']", 3, "expected `:`"],
  ["[a:b 'x']", 5, "expected a comparison"],
  ["[a:b '=' 'x']", 5, "expected a comparison"],
  ["[a:b = x]", 7, "expected a value"],
  ["[a:b IN 'x']", 8, "expected `(`"],
  ["[a:b IN ('x' 'y')]", 13, "expected `)`"],
  ["[a:b = 'x'] OR", 14, "expected `[`"],
  ["[a:b = 'x' AND]", 14, "expected an object path"],
  ["[a:b = 'x'] WITHIN 5", 20, "expected a qualifier"],
  ["[a:b[x] = 'y']", 5, "expected a place in a list"],
  ["[a:b = 'x'] [c:d = 'y']", 12, "expected the end of the pattern"],
  ["[a:b = \u0000]", 7, "has no meaning here"],
  [`[${"(".repeat(200)}a:b = 'x'${")".repeat(200)}]`, 101, "at most 100 brackets"],
];

describe("STIX patterns", () => {
  test.each(READ)("%s", (pattern, ...expected) => {
    expect(alternatives(pattern)).toEqual(expected);
  });

  test.each(FAULTS)("fault: %s", (pattern, offset, message) => {
    const parsed = parsePattern(pattern);
    expect("fault" in parsed && parsed.fault.message).toContain(message);
    expect("fault" in parsed && parsed.fault.offset).toBe(offset);
  });

  test("never throws", () => {
    const piece = fc.constantFrom(
      "[",
      "]",
      "(",
      ")",
      "a:b",
      "=",
      "'x'",
      "'",
      "AND",
      "OR",
      "NOT",
      "IN",
      "1",
      ".",
      "\\",
      "FOLLOWEDBY",
      "WITHIN",
      "EXISTS",
      "[*]",
      " ",
      "/*",
      "//",
    );
    fc.assert(fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => void parsePattern(pieces.join(" "))));
  });

  test("a product of alternatives is bounded", () => {
    const list = Array.from({ length: 200 }, (_, i) => `'${i}'`).join(",");
    const parsed = parsePattern(`[a:b IN (${list}) AND c:d IN (${list}) AND e:f IN (${list})]`);
    const { alternatives: found, cut } = "pattern" in parsed ? alternativesOf(parsed.pattern) : { alternatives: [], cut: false };
    expect(cut).toBe(true);
    expect(found).toHaveLength(10_000);
  });

  test("a long list stays linear", () => {
    const text = `[${Array.from({ length: 9000 }, (_, i) => `file:hashes.MD5 = '${i}'`).join(" OR ")}]`;
    expect(alternatives(text)).toHaveLength(9000);
  });
});
