import type { JsonObject } from "../src/event/json.ts";
import { createRandom } from "../scripts/soak/random.ts";
import { type Body, makeEvent } from "./generate.ts";

const MEGABYTE = 1 << 20;

/** A process start on Windows, which more rules ask about than any other event. */
function processStart(): Body {
  const random = createRandom(1);
  for (let n = 0; ; n++) {
    const event = makeEvent(random, n);
    const { category, type } = event["event"] as { category: readonly string[]; type: readonly string[] };
    if (category[0] === "process" && type[0] === "start") return event;
  }
}

const fill = (piece: string): string => piece.repeat(Math.ceil(MEGABYTE / piece.length)).slice(0, MEGABYTE);
const list = (piece: string): readonly string[] => Array<string>(Math.ceil(MEGABYTE / (piece.length + 3))).fill(piece);

/** Parts of command lines that rules look for, without the whole that one of them wants. */
const NEARLY =
  " powershell -enc http https:// .exe /c \\Temp\\ \\AppData\\Local rundll32 javascript: -w hidden IEX certutil -urlcache reg add";

const LEVELS = 100_000;

/** Lines of JSON: events of a megabyte, each of which is hard in another way. */
export function largeEvents(): Readonly<Record<string, string>> {
  const lines = Object.entries(documents()).map(([name, event]) => [name, JSON.stringify(event)] as const);
  return { ...Object.fromEntries(lines), ...writtenEvents() };
}

/** Those that are hard by how they are written. */
function writtenEvents(): Readonly<Record<string, string>> {
  const open = JSON.stringify(processStart()).slice(0, -1);
  const withField = (path: string, value: string): string => `${open},"${path}":${value}}`;
  const escaped = "\\u0050\\u006f\\u0077\\u0065\\u0072\\u0073\\u0068\\u0065\\u006c\\u006c\\u0020";
  return {
    "unknown nested keys": withField("x", `${'{"abcdef":'.repeat(LEVELS)}1${"}".repeat(LEVELS)}`),
    "lists within lists of a known field": withField("process.title", `${"[".repeat(5 * LEVELS)}"x"${"]".repeat(5 * LEVELS)}`),
    "command line of escapes": withField("process.args", `"${escaped.repeat(Math.floor(MEGABYTE / escaped.length))}"`),
    "a number of a million digits": withField("process.exit_code", fill("7")),
  };
}

function documents(): Readonly<Record<string, JsonObject>> {
  const base = processStart() as { process: JsonObject } & JsonObject;
  const withProcess = (changed: JsonObject): JsonObject => ({ ...base, process: { ...base.process, ...changed } });
  return { ...longTexts(base, withProcess), ...manyValues(base, withProcess), ...manyKeys(base) };
}

type WithProcess = (changed: JsonObject) => JsonObject;

function longTexts(base: JsonObject, withProcess: WithProcess): Readonly<Record<string, JsonObject>> {
  const texts = { "one letter": fill("a"), "parts that rules look for": fill(NEARLY), backslashes: fill("\\"), "not ASCII": fill("é€") };
  const commands = Object.entries(texts).map(([name, text]) => [`command line of ${name}`, withProcess({ command_line: text })] as const);
  return {
    ...Object.fromEntries(commands),
    "executable and parent with a long path": withProcess({
      executable: fill("C:\\Users\\Public\\").slice(0, MEGABYTE / 2),
      name: fill("a.exe ").slice(0, MEGABYTE / 2),
    }),
    "script block": {
      ...base,
      powershell: { file: { script_block_text: fill("$x = [Convert]::FromBase64String('QUFB'); Invoke-Expression $x\n") } },
    },
    "message of words": { ...base, message: fill("failed password for invalid user root from 10.0.0.1 port 22 ") },
    "message of words, all different": { ...base, message: numbered(100_000, (i) => `word${i}`).join(" ") },
    "number, date, version and address of digits": {
      ...withProcess({ pid: fill("7").slice(0, MEGABYTE / 4), start: fill("7").slice(0, MEGABYTE / 4) }),
      package: { version: fill("7.").slice(0, MEGABYTE / 4) },
      source: { ip: fill("7:").slice(0, MEGABYTE / 4) },
    },
  };
}

function manyValues(base: JsonObject, withProcess: WithProcess): Readonly<Record<string, JsonObject>> {
  return {
    "arguments, short": withProcess({ args: [...list("-a")] }),
    "arguments that rules look for": withProcess({ args: NEARLY.split(" ").flatMap((part) => list(part).slice(0, 4_000)) }),
    "arguments, all different": withProcess({ args: numbered(100_000, (i) => `-x${i}`) }),
    "known fields in a list of objects": { ...base, dns: numbered(20_000, (i) => ({ question: { name: `h${i}.example.com` } })) },
    "objects within nested fields": {
      ...base,
      threat: {
        enrichments: numbered(10_000, (i) => ({ indicator: { ip: "10.0.0.1" }, matched: { atomic: `a${i}`, field: "source.ip" } })),
      },
    },
    addresses: { ...base, destination: { ip: numbered(60_000, (i) => `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`) } },
    "addresses of IPv6, falling": { ...base, destination: { ip: numbered(40_000, (i) => `2001:db8::${(65_535 - i).toString(16)}:1`) } },
    "numbers of one field": { ...base, destination: { port: numbered(150_000, (i) => 65_535 - (i % 65_536)) } },
    "dates of one field": {
      ...base,
      event: { ...(base["event"] as JsonObject), ingested: numbered(36_000, (i) => new Date(1e12 - i).toISOString()) },
    },
    "booleans of one field": withProcess({ code_signature: { exists: numbered(190_000, (i) => i % 2 === 0), trusted: true } }),
  };
}

function manyKeys(base: JsonObject): Readonly<Record<string, JsonObject>> {
  const keys = (key: (i: number) => string, count: number = 60_000): JsonObject =>
    Object.fromEntries(numbered(count, (i) => [key(i), "v"]));
  return {
    "unknown keys": { ...base, labels: keys((i) => `key${i}`) },
    "unknown keys at the top": { ...base, ...keys((i) => `key${i}`) },
    "keys that are nearly those of fields": {
      ...base,
      ...keys((i) => `process.e${i}`, 25_000),
      process: keys((i) => `parent.e${i}`, 25_000),
    },
  };
}

const numbered = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
