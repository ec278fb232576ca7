import { main } from "../../src/cli/main.ts";
import type { Terminal } from "../../src/cli/terminal.ts";

export interface CliResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs one command line in this process, writing to memory. */
export async function runCli(args: readonly string[], terminal: Partial<Terminal> = {}): Promise<CliResult> {
  let out = "";
  let err = "";
  const code = await main(args, {
    out: async (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    outIsTerminal: false,
    width: 120,
    color: false,
    errIsTerminal: false,
    errColor: false,
    inIsTerminal: true,
    ...terminal,
  });
  return { code, out, err };
}
