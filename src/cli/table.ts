import type { CommandSpec } from "./command.ts";

/** A command and how to get it: only what a command line needs is loaded. */
export interface CommandEntry {
  /** As its spec has it. */
  readonly name: string;
  readonly load: () => Promise<CommandSpec>;
}

/** Every command, in the order `--help` shows them. */
export const COMMANDS: readonly CommandEntry[] = [
  { name: "scan", load: async () => (await import("./commands/scan.ts")).scanCommand },
  { name: "query", load: async () => (await import("./commands/query.ts")).queryCommand },
  { name: "explain", load: async () => (await import("./commands/explain.ts")).explainCommand },
  { name: "coverage", load: async () => (await import("./commands/coverage.ts")).coverageCommand },
  { name: "rules validate", load: async () => (await import("./commands/rules-validate.ts")).rulesValidateCommand },
  { name: "rules list", load: async () => (await import("./commands/rules-list.ts")).rulesListCommand },
  { name: "rules show", load: async () => (await import("./commands/rules-show.ts")).rulesShowCommand },
  { name: "serve", load: async () => (await import("./commands/serve.ts")).serveCommand },
  { name: "test", load: async () => (await import("./commands/test.ts")).testCommand },
  { name: "convert", load: async () => (await import("./commands/convert.ts")).convertCommand },
  { name: "formats", load: async () => (await import("./commands/formats.ts")).formatsCommand },
  { name: "config", load: async () => (await import("./commands/config.ts")).configCommand },
];

/** The commands of a first word: one, or those of a group; all where no command has it. */
export function commandsFor(word: string | undefined): readonly CommandEntry[] {
  const named = COMMANDS.filter(({ name }) => name.split(" ")[0] === word);
  return named.length > 0 ? named : COMMANDS;
}

/** Words that only hold other commands. */
export const GROUPS = [{ name: "rules", summary: "check and browse rules" }] as const;
