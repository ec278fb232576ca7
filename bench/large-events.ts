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
  const deep = `${JSON.stringify(processStart()).slice(0, -1)},"x":${'{"abcdef":'.repeat(LEVELS)}1${"}".repeat(LEVELS)}}`;
  return { ...Object.fromEntries(lines), "unknown nested keys": deep };
}

function documents(): Readonly<Record<string, JsonObject>> {
  const base = processStart() as { process: JsonObject } & JsonObject;
  const withProcess = (changed: JsonObject): JsonObject => ({ ...base, process: { ...base.process, ...changed } });
  const texts = { "one letter": fill("a"), "parts that rules look for": fill(NEARLY), backslashes: fill("\\"), "not ASCII": fill("é€") };
  const commands = Object.entries(texts).map(([name, text]) => [`command line of ${name}`, withProcess({ command_line: text })] as const);
  return {
    ...Object.fromEntries(commands),
    "arguments, short": withProcess({ args: [...list("-a")] }),
    "arguments that rules look for": withProcess({ args: NEARLY.split(" ").flatMap((part) => list(part).slice(0, 4_000)) }),
    "arguments, all different": withProcess({ args: Array.from({ length: 100_000 }, (_, i) => `-x${i}`) }),
    "executable and parent with a long path": withProcess({
      executable: fill("C:\\Users\\Public\\").slice(0, MEGABYTE / 2),
      name: fill("a.exe ").slice(0, MEGABYTE / 2),
    }),
    "script block": {
      ...base,
      powershell: { file: { script_block_text: fill("$x = [Convert]::FromBase64String('QUFB'); Invoke-Expression $x\n") } },
    },
    "message of words": { ...base, message: fill("failed password for invalid user root from 10.0.0.1 port 22 ") },
    "unknown keys": { ...base, labels: Object.fromEntries(Array.from({ length: 60_000 }, (_, i) => [`key${i}`, "v"])) },
    "known fields in a list of objects": {
      ...base,
      dns: Array.from({ length: 20_000 }, (_, i) => ({ question: { name: `h${i}.example.com` } })),
    },
    addresses: { ...base, destination: { ip: Array.from({ length: 60_000 }, (_, i) => `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`) } },
  };
}
