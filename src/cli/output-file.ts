import { closeSync, createWriteStream, openSync, writeSync } from "node:fs";
import type { Terminal } from "./terminal.ts";
import { outputFailed, usageError } from "./usage-error.ts";

/** Opens a file for writing; where that fails the command ends with exit code 1. */
function openFile(file: string): number {
  if (file === "-") throw usageError("Only --out can be written to standard output", "name a file instead of `-`");
  try {
    return openSync(file, "w");
  } catch (error) {
    throw outputFailed(file, error as Error);
  }
}

/** A file beside the results: a report, a ledger, statistics. */
export interface SideFile {
  write(text: string): void;
  close(): void;
}

/** Opens the file at once, so that a wrong path ends the command early; what cannot be written ends it with exit code 1. */
export function createFile(file: string): SideFile {
  const descriptor = openFile(file);
  return {
    write(text) {
      const bytes = Buffer.from(text, "utf8");
      try {
        for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
      } catch (error) {
        throw outputFailed(file, error as Error);
      }
    },
    close: () => closeSync(descriptor),
  };
}

/** Where results are written: standard output, or a file. */
export interface Out {
  readonly isTerminal: boolean;
  write(text: string): Promise<void>;
  end(): Promise<void>;
}

/** Opens the file at once, so that a wrong path ends the command early; without a file, or for `-`, standard output. */
export function openOut(file: string | undefined, terminal: Terminal): Out {
  if (file === undefined || file === "-") {
    return {
      isTerminal: terminal.outIsTerminal || terminal.color,
      write: (text) => (text === "" ? Promise.resolve() : terminal.out(text)),
      end: async () => undefined,
    };
  }
  const stream = createWriteStream(file, { fd: openFile(file) });
  let failure: Error | undefined;
  stream.on("error", (error) => {
    failure = error;
  });
  const check = (): void => {
    if (failure) throw outputFailed(file, failure);
  };
  return {
    isTerminal: false,
    async write(text) {
      check();
      if (text === "") return;
      // A text that is not taken at once is waited for by its own callback, which comes where the stream fails too.
      await new Promise<void>((resolve) => {
        const taken = stream.write(text, (error) => {
          failure ??= error ?? undefined;
          resolve();
        });
        if (taken) resolve();
      });
    },
    async end() {
      await new Promise<void>((resolve) => stream.end(() => resolve()).once("error", () => resolve()));
      check();
    },
  };
}
