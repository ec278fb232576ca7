import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { renderDiagnostic } from "../diagnostics/index.ts";
import type { CommandSpec } from "./command.ts";
import type { Config } from "./config.ts";
import { addFlags, type FlagName, type Settings } from "./flags.ts";
import { commandsFor, GROUPS } from "./table.ts";
import { OutputClosed, processTerminal, type Terminal } from "./terminal.ts";
import { CommandError } from "./usage-error.ts";

/** Runs one command line (without `node` and script) and gives its exit code. Never throws on what a user did. */
export async function main(argv: readonly string[], terminal: Terminal = processTerminal()): Promise<number> {
  try {
    return await runCommand(argv, terminal);
  } catch (error) {
    return report(error, terminal);
  }
}

async function runCommand(argv: readonly string[], terminal: Terminal): Promise<number> {
  const args = argv.map((arg) => (arg === "--stats" ? "--stats=-" : arg));
  let exitCode = 0;
  const specs = args[0] === "--version" ? [] : await Promise.all(commandsFor(args[0]).map((entry) => entry.load()));
  let printed = "";
  const print = (text: string): void => {
    printed += text;
  };
  const program = createProgram({ color: terminal.color, err: terminal.err, print }, specs, async (spec, positional, options) => {
    const { readConfig } = await import("./config.ts");
    const config = readConfig(typeof options["config"] === "string" ? options["config"] : undefined);
    if (config.problems.length > 0) throw new CommandError(config.problems);
    exitCode = await spec.run({ args: positional, settings: settle(spec, config, options), terminal, configFile: config.file });
  });
  if (args.length === 0) {
    await terminal.out(program.helpInformation());
    return 0;
  }
  try {
    await program.parseAsync(args, { from: "user" });
  } finally {
    // What commander prints (help, the version) it does not wait for.
    if (printed !== "") await terminal.out(printed);
  }
  return exitCode;
}

type Action = (spec: CommandSpec, args: readonly string[], options: Record<string, unknown>) => Promise<void>;

interface Printing extends Pick<Terminal, "color" | "err"> {
  print(text: string): void;
}

function createProgram(terminal: Printing, specs: readonly CommandSpec[], action: Action): Command {
  const program = new Command("tocsin")
    .description("Runs security detection rules over events, without an Elastic stack.")
    .version(packageVersion(), "--version", "print the version")
    .configureOutput({
      writeOut: terminal.print,
      writeErr: (text) => terminal.err(text),
      getOutHasColors: () => terminal.color,
    })
    .exitOverride()
    .showHelpAfterError("(run with --help to see what is possible)");
  const groups = new Map<string, Command>(GROUPS.map(({ name, summary }) => [name, program.command(name).description(summary)]));
  for (const spec of specs) {
    const [group = "", name] = spec.name.split(" ");
    const parent = name === undefined ? program : (groups.get(group) ?? program);
    addCommand(parent, name ?? group, spec, action);
  }
  return program;
}

function addCommand(parent: Command, name: string, spec: CommandSpec, action: Action): void {
  const command = parent.command(`${name} ${spec.args}`.trim()).description(spec.summary);
  addFlags(command, [...spec.flags, "config"], spec.words);
  if (spec.examples.length > 0) command.addHelpText("after", `\nExamples:\n${spec.examples.map((e) => `  $ ${e}`).join("\n")}\n`);
  command.action(async (...received: unknown[]) => {
    const positional = received
      .slice(0, -2)
      .flat()
      .filter((arg): arg is string => typeof arg === "string");
    await action(spec, positional, command.opts());
  });
}

/** Flags win over the configuration file; the file's keys that the command does not take are not its business. */
function settle(spec: CommandSpec, config: Config, options: Record<string, unknown>): Settings {
  const settings: Record<string, unknown> = {};
  for (const name of spec.flags) {
    const flag = flagValue(name, options);
    const value = flag ?? config.settings[name];
    if (value !== undefined) settings[name] = value;
  }
  return settings;
}

/** commander reads `--no-auth` as `auth` being off. */
function flagValue(name: FlagName, options: Record<string, unknown>): unknown {
  if (!name.startsWith("no-")) return options[camelCase(name)];
  return options[camelCase(name.slice("no-".length))] === false ? true : undefined;
}

const camelCase = (name: string): string => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

function packageVersion(): string {
  const file = new URL("../../package.json", import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

function report(error: unknown, terminal: Terminal): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof CommandError) {
    for (const d of error.diagnostics) terminal.err(`${renderDiagnostic(d, { color: terminal.errColor })}\n`);
    return error.exitCode;
  }
  if (error instanceof OutputClosed) return 0;
  const { stack, message } = error instanceof Error ? error : new Error(String(error));
  terminal.err(`tocsin: this is a fault of Tocsin's own: ${message}\n${stack ?? ""}\n`);
  return 70;
}
