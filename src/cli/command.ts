import type { FlagName, FlagWords, Settings } from "./flags.ts";
import type { Terminal } from "./terminal.ts";

/** What a command runs with: its arguments, its settings (flags over configuration file), and where to write. */
export interface Invocation {
  readonly args: readonly string[];
  readonly settings: Settings;
  readonly terminal: Terminal;
  readonly configFile: string | undefined;
}

/** A command: one file, one line in `table.ts`. */
export interface CommandSpec {
  /** One word, or two for a command of a group: `rules list`. */
  readonly name: string;
  /** Arguments in commander's notation: `<LANG> <QUERY> [FILE...]`. */
  readonly args: string;
  readonly summary: string;
  /** Shown under the options by `--help`. */
  readonly examples: readonly string[];
  readonly flags: readonly FlagName[];
  /** Help of flags that do something else here than the table of flags says. */
  readonly words?: FlagWords;
  /** Does the work; resolves to the exit code. */
  run(invocation: Invocation): Promise<number>;
}
