import { outputFailed } from "./usage-error.ts";

/** What the process may write to, and how. Commands get it handed in, so that tests can run them without a process. */
export interface Terminal {
  /**
   * Data. Resolves when the text was taken over, so that a slow reader holds the command back. Rejects with `OutputClosed` where the
   * reader went away, and with a `CommandError` where the text cannot be written.
   */
  out(text: string): Promise<void>;
  /** Progress, diagnostics, summaries. */
  err(text: string): void;
  /** Standard output is a terminal; its width in columns. */
  readonly outIsTerminal: boolean;
  readonly width: number;
  readonly color: boolean;
  readonly errIsTerminal: boolean;
  readonly errColor: boolean;
  /** Standard input is a terminal: nothing is piped in. */
  readonly inIsTerminal: boolean;
}

/** Columns assumed where nothing is known. */
const DEFAULT_WIDTH = 120;

/** The process's own streams. NO_COLOR switches colours off, FORCE_COLOR on, as https://no-color.org and Node.js have it. */
export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  const colors = (isTerminal: boolean): boolean => {
    if (env["NO_COLOR"]) return false;
    if (env["FORCE_COLOR"] && env["FORCE_COLOR"] !== "0") return true;
    return isTerminal && env["TERM"] !== "dumb";
  };
  // A write that fails tells who wrote; without a listener it would end the process as well.
  for (const stream of [stdout, stderr]) if (stream.listenerCount("error") === 0) stream.on("error", () => undefined);
  const columns = Number(env["COLUMNS"]);
  return {
    out: (text) => write(stdout, text),
    err: (text) => void stderr.write(text),
    outIsTerminal: stdout.isTTY,
    width: stdout.columns ?? (columns > 0 ? columns : DEFAULT_WIDTH),
    color: colors(stdout.isTTY),
    errIsTerminal: stderr.isTTY,
    errColor: colors(stderr.isTTY),
    inIsTerminal: process.stdin.isTTY,
  };
}

/** The reader of our output went away (`| head`): nothing is wrong, and nothing is left to do. */
export class OutputClosed extends Error {}

function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(failure(error)) : resolve()));
  });
}

/** A socket whose other end was closed between two writes is already destroyed at the second. */
const CLOSED: ReadonlySet<unknown> = new Set(["EPIPE", "ERR_STREAM_DESTROYED"]);

const failure = (error: Error): Error =>
  "code" in error && CLOSED.has(error.code) ? new OutputClosed() : outputFailed("standard output", error);
