import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { SECTIONS } from "./sections.ts";

const ROOT = join(import.meta.dirname, "..");
const PUBLIC_RULES = join(ROOT, "..", "shared", "corpus", "detection-rules", "rules");

/** What a bench was asked for. */
export interface BenchOptions {
  readonly quick: boolean;
  /** Names of {@link SECTIONS}, at least one. */
  readonly sections: readonly string[];
  readonly events: number;
  readonly rounds: number;
  readonly rules: string;
  readonly seed: number;
}

/** What was asked for cannot be done; the message is for the user. */
export class UsageFault extends Error {}

const OPTIONS = {
  help: { type: "boolean", short: "h", value: "", help: "print this" },
  quick: { type: "boolean", value: "", help: "one round over 50,000 events, for a first look" },
  only: { type: "string", multiple: true, value: "SECTION", help: `a part of the table, repeatable: ${Object.keys(SECTIONS).join(", ")}` },
  worst: { type: "boolean", value: "", help: "the same as --only worst" },
  events: { type: "string", value: "N", help: "generated events (500,000; with --quick 50,000)" },
  rounds: { type: "string", value: "N", help: "how often each program runs, in turn with the others (3; with --quick 1)" },
  rules: { type: "string", value: "FOLDER", help: "rule files (the public ones where they lie beside the clone, else the shipped ones)" },
  seed: { type: "string", value: "N", help: "seed of what is generated (1)" },
} as const;

export const HELP = `npm run bench -- [OPTION]…

Prints the speed that the design promises, as ratios of programs that run in turn.

${Object.entries(OPTIONS)
  .map(([name, { value, help }]) => `  ${`--${name} ${value}`.padEnd(18)}${help}`)
  .join("\n")}
`;

/** Undefined where help is asked for. */
export function readBenchOptions(args: readonly string[]): BenchOptions | undefined {
  const values = valuesOf(args);
  if (values.help) return undefined;
  const quick = values.quick === true;
  return {
    quick,
    sections: sectionsOf(values.worst ? ["worst"] : (values.only ?? [])),
    events: wholeNumber("events", values.events, quick ? 50_000 : 500_000, 1),
    rounds: wholeNumber("rounds", values.rounds, quick ? 1 : 3, 1),
    rules: rulesOf(values.rules),
    seed: wholeNumber("seed", values.seed, 1, 0),
  };
}

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>["values"];

function valuesOf(args: readonly string[]): Values {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    throw new UsageFault(error instanceof Error ? error.message : String(error));
  }
}

function sectionsOf(asked: readonly string[]): readonly string[] {
  const known = Object.keys(SECTIONS);
  const unknown = asked.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new UsageFault(`no section is named ${unknown}: ${known.join(", ")}`);
  return asked.length === 0 ? known : known.filter((name) => asked.includes(name));
}

function wholeNumber(name: string, text: string | undefined, otherwise: number, least: number): number {
  if (text === undefined) return otherwise;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least)) throw new UsageFault(`--${name} takes a whole number of at least ${least}, not ${text}`);
  return value;
}

function rulesOf(asked: string | undefined): string {
  if (asked === undefined) return existsSync(PUBLIC_RULES) ? PUBLIC_RULES : join(ROOT, "rules");
  if (!existsSync(asked)) throw new UsageFault(`no folder ${asked}`);
  return asked;
}
