import { describe, expect, test } from "vitest";
import { GROK_PATTERNS } from "./bank.ts";
import { compileGrok } from "./grok.ts";

test.each(Object.keys(GROK_PATTERNS))("%s can be compiled", (name) => {
  expect(compileGrok(`%{${name}:x}`).fault).toBeUndefined();
});

/** Outputs with what they took; undefined where nothing matched. */
function taken(pattern: string, text: string): Record<string, readonly string[]> | string | undefined {
  const { ok, fault } = compileGrok(pattern);
  if (!ok) return fault;
  const values = ok.match(text);
  if (values === undefined || values === "exhausted") return values;
  return Object.fromEntries(ok.outputs.map(({ name, type }, i) => [`${name}:${type}`, values[i] ?? []]));
}

describe("patterns of the bank", () => {
  // biome-ignore format: table
  const cases: readonly [pattern: string, text: string, expected: Record<string, readonly string[]> | string | undefined][] = [
    ["%{WORD:a} %{WORD:b}",              "foo bar",                 { "a:keyword": ["foo"], "b:keyword": ["bar"] }],
    ["%{WORD:a} %{WORD:a}",              "foo bar",                 { "a:keyword": ["foo", "bar"] }],
    ["%{NUMBER:n:int} x",                "12 x",                    { "n:integer": ["12"] }],
    ["%{NUMBER:n:float}",                "v -1.5e",                 { "n:double": ["-1.5"] }],
    ["%{NUMBER:n:int} x",                "a x",                     undefined],
    ["%{IP:i}",                          "at 2001:db8::1, ok",      { "i:keyword": ["2001:db8::1"] }],
    ["%{IP:i}:%{POSINT:p}",              "10.0.0.256 10.0.0.25:80", { "i:keyword": ["10.0.0.25"], "p:keyword": ["80"] }],
    ["%{IP:i}",                          "1.2.3",                   undefined],
    ["%{MAC:m}",                         "00-1B-63-84-45-E6",       { "m:keyword": ["00-1B-63-84-45-E6"] }],
    ["%{TIMESTAMP_ISO8601:t}",           "2025-01-02T03:04:05.006Z x", { "t:keyword": ["2025-01-02T03:04:05.006Z"] }],
    ["%{QS:q}",                          'say "a \\" b" now',       { "q:keyword": ['"a \\" b"'] }],
    ["%{URI:u}",                         "see https://me@h.example:8443/p?q=1#x", { "u:keyword": ["https://me@h.example:8443/p?q=1#x"] }],
    ["%{WINPATH:p}",                     "C:\\a\\b.txt",            { "p:keyword": ["C:\\a\\b.txt"] }],
    ["%{LOGLEVEL:l}: %{GREEDYDATA:m}",   "WARN: a b",               { "l:keyword": ["WARN"], "m:keyword": ["a b"] }],
    ["%{SYSLOGBASE} %{GREEDYDATA:m}",    "Jan  5 01:02:03 web1 sshd[42]: hi", { "timestamp:keyword": ["Jan  5 01:02:03"], "log.syslog.facility.code:integer": [], "log.syslog.priority:integer": [], "host.hostname:keyword": ["web1"], "process.name:keyword": ["sshd"], "process.pid:integer": ["42"], "m:keyword": ["hi"] }],
    ["(?<Esql.a.b>\\d+)-%{DATA:x}!",     "12-ab!",                  { "Esql.a.b:keyword": ["12"], "x:keyword": ["ab"] }],
    ["%{NOPE:x}",                        "",                        "Unable to find pattern [NOPE] in Grok's pattern dictionary"],
    ["%{WORD:x:date}",                   "",                        "Unknown type [date] of `%{WORD:x:date}`: int, long, float, double, boolean"],
  ];
  test.each(cases)("%s", (pattern, text, expected) => {
    expect(taken(pattern, text)).toEqual(expected);
  });
});
