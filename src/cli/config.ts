import { existsSync, readFileSync } from "node:fs";
import { createSource, type Diagnostic, diagnostic, diagnosticAt, didYouMean, span } from "../diagnostics/index.ts";
import { tomlContent, tomlPlaces } from "../rules/read/toml-content.ts";
import { FLAGS, type Flag, type FlagName, type Settings } from "./flags.ts";

export const CONFIG_FILE = "tocsin.toml";

export interface Config {
  /** The file read; absent where there is none. */
  readonly file?: string;
  readonly settings: Settings;
  readonly problems: readonly Diagnostic[];
}

/** Reads the configuration file: keys are flag names, lists are repeated flags, `true` is a switch. */
export function readConfig(explicit: string | undefined): Config {
  const file = explicit ?? CONFIG_FILE;
  if (!existsSync(file)) {
    return explicit === undefined
      ? { settings: {}, problems: [] }
      : {
          settings: {},
          problems: [diagnostic("T8003", `No such configuration file: ${file}`, { file, hint: "check the path given with --config" })],
        };
  }
  try {
    return { file, ...parseConfig(file, readFileSync(file, "utf8")) };
  } catch (error) {
    const problem = diagnostic("T8003", `The configuration file cannot be read: ${(error as Error).message}`, { file });
    return { settings: {}, problems: [problem] };
  }
}

export function parseConfig(file: string, text: string): { settings: Settings; problems: readonly Diagnostic[] } {
  const source = createSource(file, text);
  const content = tomlContent(source);
  if ("fault" in content) {
    const { fault } = content;
    return { settings: {}, problems: [{ ...fault, code: "T8004", message: `The configuration file is not TOML: ${fault.message}` }] };
  }
  const settings: Record<string, Settings[FlagName]> = {};
  const problems: Diagnostic[] = [];
  for (const [key, value] of Object.entries(content.values)) {
    const flag = FLAGS.find((f) => f.name === key);
    const fault = flag ? faultOf(flag, value) : `Unknown setting \`${key}\``;
    if (fault === undefined) settings[key] = value as Settings[FlagName];
    else
      problems.push(
        diagnosticAt(source, tomlPlaces(source).get(key)?.key ?? span(0, 0), "T8005", fault, {
          hint: flag
            ? undefined
            : didYouMean(
                key,
                FLAGS.map((f) => f.name),
              ),
        }),
      );
  }
  return { settings, problems };
}

function faultOf(flag: Flag, value: unknown): string | undefined {
  const values = Array.isArray(value) ? value : [value];
  if (Array.isArray(value) && !flag.repeatable) return `\`${flag.name}\` takes one value, not a list`;
  const expected = flag.value === undefined ? "boolean" : flag.kind === "count" ? "number" : "string";
  if (flag.optionalValue && typeof value === "boolean") return undefined;
  const wrong = values.find((v) => typeof v !== expected && !(expected === "string" && typeof v === "number"));
  if (wrong !== undefined) return `\`${flag.name}\` takes a ${expected}, not ${JSON.stringify(wrong)}`;
  const odd = flag.choices && values.find((v) => !flag.choices?.includes(String(v)));
  return odd === undefined ? undefined : `\`${flag.name}\` is one of ${flag.choices?.join(", ")}, not ${JSON.stringify(odd)}`;
}
