/**
 * `node bench/generate.ts COUNT FILE [SEED]`: ECS events of a small fleet of Windows hosts as NDJSON, 1–2 KB each. The same count and
 * seed give the same bytes on every machine.
 */
import { createWriteStream } from "node:fs";
import { once } from "node:events";
import { createRandom, type Random } from "../scripts/soak/random.ts";
import { ARGUMENTS, DOMAINS, EXTENSIONS, FOLDERS, LIBRARIES, type Program, PROGRAMS, REGISTRY_KEYS, USERS } from "./vocabulary.ts";

/** How many of a hundred events are of a kind: what endpoint sensors send when nothing is filtered. */
const PROPORTIONS = { process: 18, file: 34, network: 20, registry: 14, library: 14 } as const;
type Kind = keyof typeof PROPORTIONS;

const DECK: readonly Kind[] = Object.entries(PROPORTIONS).flatMap(([kind, share]) => Array<Kind>(share).fill(kind as Kind));

const START = Date.UTC(2026, 0, 5, 8);
const HOSTS = 25;
/** Lines are written in blocks of this many. */
const BLOCK = 2_000;

/** Writes the file; resolves when it is complete. */
export async function generateEvents(count: number, path: string, seed = 1): Promise<void> {
  const random = createRandom(seed);
  const out = createWriteStream(path);
  for (let first = 0; first < count; first += BLOCK) {
    const lines = Array.from({ length: Math.min(BLOCK, count - first) }, (_, i) => `${JSON.stringify(makeEvent(random, first + i))}\n`);
    if (!out.write(lines.join(""))) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
}

/** Blocks of lines, the same events as {@link generateEvents} writes, until so many bytes are reached. */
export function* generateLines(seed: number, bytes: number): Generator<string> {
  const random = createRandom(seed);
  for (let written = 0, first = 0; written < bytes; first += BLOCK) {
    const block = Array.from({ length: BLOCK }, (_, i) => `${JSON.stringify(makeEvent(random, first + i))}\n`).join("");
    written += block.length;
    yield block;
  }
}

export type Body = Readonly<Record<string, unknown>>;

/** The n-th event. */
export function makeEvent(random: Random, n: number): Body {
  const kind = random.pick(DECK);
  const user = random.pick(USERS);
  const host = random.below(HOSTS);
  return {
    "@timestamp": new Date(START + n * 7 + random.below(5)).toISOString(),
    agent: { id: `4c1d8a3e-0000-4000-8000-${String(host).padStart(12, "0")}`, type: "endpoint", version: "9.1.3" },
    data_stream: { dataset: `endpoint.events.${kind}`, namespace: "default", type: "logs" },
    ecs: { version: "8.11.0" },
    elastic: { agent: { id: `4c1d8a3e-0000-4000-8000-${String(host).padStart(12, "0")}` } },
    host: hostOf(host),
    message: `Endpoint ${kind} event`,
    process: processOf(random, user, kind === "process"),
    user: {
      domain: user.includes(" ") || user === "SYSTEM" ? "NT AUTHORITY" : "EXAMPLE",
      id: `S-1-5-21-1004336348-1177238915-682003330-${1000 + USERS.indexOf(user)}`,
      name: user,
    },
    ...BODIES[kind](random, user, n),
  };
}

const BODIES: Readonly<Record<Kind, (random: Random, user: string, n: number) => Body>> = {
  process: (random, _, n) => eventBlock(random, n, "process", random.oneIn(3) ? "end" : "start"),
  file: (random, user, n) => {
    const extension = random.pick(EXTENSIONS);
    const name = `${word(random)}.${extension}`;
    const path = `${random.pick(FOLDERS).replace("%USER%", user)}\\${name}`;
    const file = {
      name,
      path,
      extension,
      size: random.below(5_000_000),
      Ext: { entropy: random.below(8000) / 1000, header_bytes: hash(random, 32) },
    };
    return { ...eventBlock(random, n, "file", random.pick(["creation", "modification", "deletion", "rename", "open"])), file };
  },
  network: (random, _, n) => {
    const destination = {
      ip: ip(random),
      port: random.pick([443, 443, 443, 80, 53, 445, 8080]),
      domain: random.pick(DOMAINS),
      bytes: random.below(100_000),
    };
    const source = { ip: `10.1.${random.below(4)}.${random.below(250)}`, port: 49_152 + random.below(16_000), bytes: random.below(20_000) };
    const network = {
      type: "ipv4",
      transport: "tcp",
      direction: random.oneIn(5) ? "ingress" : "egress",
      bytes: source.bytes + destination.bytes,
    };
    return {
      ...eventBlock(random, n, "network", random.pick(["connection_attempted", "connection_accepted", "disconnect_received"])),
      destination,
      source,
      network,
    };
  },
  registry: (random, _, n) => {
    const key = random.pick(REGISTRY_KEYS);
    const value = word(random);
    const registry = {
      hive: "HKLM",
      key,
      path: `HKLM\\${key}\\${value}`,
      value,
      data: { type: "REG_SZ", strings: [`C:\\Program Files\\${word(random)}\\${word(random)}.exe`] },
    };
    return { ...eventBlock(random, n, "registry", "modification"), registry };
  },
  library: (random, _, n) => {
    const name = random.pick(LIBRARIES);
    const dll = {
      name,
      path: `C:\\Windows\\System32\\${name}`,
      hash: hashes(random),
      code_signature: signature("Microsoft Windows"),
      Ext: { load_index: random.below(40), size: random.below(3_000_000) },
    };
    return { ...eventBlock(random, n, "library", "load"), dll };
  },
};

function eventBlock(random: Random, n: number, category: Kind, action: string): Body {
  const type = { start: "start", end: "end", creation: "creation", deletion: "deletion" }[action] ?? "change";
  const event = {
    action,
    category: [category],
    type: [type],
    kind: "event",
    module: "endpoint",
    dataset: `endpoint.events.${category}`,
    id: `N${hash(random, 14)}${n}`,
    outcome: "unknown",
    sequence: n,
  };
  return { event };
}

function hostOf(n: number): Body {
  const os = {
    family: "windows",
    full: "Windows 11 Enterprise 23H2 (10.0.22631.4317)",
    kernel: "23H2 (10.0.22631.4317)",
    name: "Windows",
    platform: "windows",
    type: "windows",
    version: "23H2 (10.0.22631.4317)",
  };
  const address = `10.1.${n % 4}.${10 + n}`;
  return {
    architecture: "x86_64",
    hostname: `WS-${1000 + n}`,
    id: `a9d0c3b1-0000-4000-8000-${String(n).padStart(12, "0")}`,
    ip: [address, "127.0.0.1", "::1"],
    mac: ["00-50-56-9f-11-22"],
    name: `ws-${1000 + n}`,
    os,
  };
}

function processOf(random: Random, user: string, full: boolean): Body {
  const chosen = random.pick(PROGRAMS);
  const own = program(random, user, chosen);
  if (!full) return own;
  const executable = chosen.parent;
  const name = executable.slice(executable.lastIndexOf("\\") + 1);
  const parent = {
    name,
    executable,
    pid: 4 + 4 * random.below(8000),
    entity_id: hash(random, 44),
    code_signature: signature("Microsoft Windows"),
    pe: { original_file_name: name },
  };
  const args = [own.executable, ...Array.from({ length: random.below(6) }, () => random.pick(ARGUMENTS))];
  return {
    ...own,
    args,
    args_count: args.length,
    command_line: args.join(" "),
    hash: hashes(random),
    working_directory: "C:\\Windows\\System32\\",
    parent: { ...parent, args: [parent.executable], command_line: parent.executable },
  };
}

function program(random: Random, user: string, { name, folder, signer }: Program): Body & { readonly executable: string } {
  const executable = `${folder.replace("%USER%", user)}\\${name}`;
  return {
    name,
    executable,
    pid: 4 + 4 * random.below(8000),
    entity_id: hash(random, 44),
    code_signature: signature(signer),
    pe: { original_file_name: name },
  };
}

const signature = (signer: string): Body =>
  signer === "" ? { exists: false } : { exists: true, status: "trusted", subject_name: signer, trusted: true };

const hashes = (random: Random): Body => ({ md5: hash(random, 32), sha1: hash(random, 40), sha256: hash(random, 64) });

function hash(random: Random, length: number): string {
  let text = "";
  while (text.length < length)
    text += random
      .below(2 ** 32)
      .toString(16)
      .padStart(8, "0");
  return text.slice(0, length);
}

const ip = (random: Random): string =>
  `${random.pick([13, 20, 52, 104, 151])}.${random.below(256)}.${random.below(256)}.${random.below(256)}`;

const SYLLABLES = ["ra", "ti", "mo", "ke", "lan", "dor", "vis", "up", "set", "cor", "net", "sys"];

const word = (random: Random): string =>
  Array.from({ length: 2 + random.below(3) }, () => random.pick(SYLLABLES)).join("") + random.below(100);

if (import.meta.main) {
  const [count = "200000", path = "events.ndjson", seed = "1"] = process.argv.slice(2);
  await generateEvents(Number(count), path, Number(seed));
}
