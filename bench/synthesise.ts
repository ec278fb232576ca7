import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRandom, type Random } from "../scripts/soak/random.ts";
import { ARGUMENTS, DOMAINS, EXTENSIONS, FOLDERS, LIBRARIES, PROGRAMS, REGISTRY_KEYS } from "./vocabulary.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** Rules made of the vocabulary of the generated events: each names something of its own beside what is common, as written ones do. */
export function synthesiseRules(folder: string, count: number, seed: number): void {
  mkdirSync(folder, { recursive: true });
  const random = createRandom(seed);
  for (let i = 0; i < count; i++) writeFileSync(join(folder, `rule-${i}.toml`), ruleFile(i, random.pick(KINDS)(random)));
}

const ruleFile = (i: number, query: string): string => `[metadata]
maturity = "production"

[rule]
name = "Synthetic rule ${i}"
description = "Made for measuring"
rule_id = "00000000-0000-4000-8000-${String(i).padStart(12, "0")}"
type = "eql"
language = "eql"
index = ["logs-endpoint.events.*"]
risk_score = 21
severity = "low"
query = '''
${query}
'''
`;

const word = (random: Random): string => Array.from({ length: 5 + random.below(8) }, () => random.pick([...LETTERS])).join("");
const some = (random: Random, make: () => string): string =>
  `(${Array.from({ length: 1 + random.below(5) }, () => `"${make()}"`).join(", ")})`;
const escaped = (text: string): string => text.replaceAll("\\", "\\\\");
const folder = (random: Random): string => `?:\\\\${escaped(random.pick(FOLDERS).replace("%USER%", "*").slice(3))}\\\\${word(random)}*`;

const KINDS: readonly ((random: Random) => string)[] = [
  (random) => {
    const names = some(random, () => `${word(random)}.exe`);
    const parent = random.pick(PROGRAMS).name;
    return `process where host.os.type == "windows" and event.type == "start" and process.name : ${names} and not process.parent.name : "${parent}"`;
  },
  (random) => {
    const { name } = random.pick(PROGRAMS);
    const args = some(random, () => `*${word(random)}*`);
    return `process where event.type == "start" and process.name : "${name}" and process.args : ${args}`;
  },
  (random) => {
    const lines = some(random, () => `*${random.pick(ARGUMENTS)}*${word(random)}*`);
    return `process where event.type == "start" and process.command_line : ${lines}`;
  },
  (random) => {
    const paths = some(random, () => folder(random));
    return `file where event.type != "deletion" and file.path : ${paths} and file.extension : "${random.pick(EXTENSIONS)}"`;
  },
  (random) => {
    const { name } = random.pick(PROGRAMS);
    const domains = some(random, () => `*.${word(random)}.${random.pick(DOMAINS)}`);
    return `network where process.name : "${name}" and destination.domain : ${domains}`;
  },
  (random) =>
    `registry where registry.path : "*\\\\${escaped(random.pick(REGISTRY_KEYS))}\\\\${word(random)}" and registry.data.strings != null`,
  (random) => {
    const names = some(random, () => `${word(random)}.dll`);
    return `library where dll.name : ${names} or (dll.name : "${random.pick(LIBRARIES)}" and dll.code_signature.trusted == false)`;
  },
];
