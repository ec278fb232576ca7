import type { Terminal } from "./terminal.ts";

/** Asking a command to stop. */
const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * What is piped in, until its end or until the user asks the command to stop: what came so far is then all of it, and the command goes on to
 * its results. A second signal ends the process, as one does while nothing is read from here.
 */
export const untilStopped = (input: NodeJS.ReadableStream, terminal: Pick<Terminal, "err">): AsyncIterable<Uint8Array | string> => ({
  [Symbol.asyncIterator]: () => chunksOf(input, terminal),
});

async function* chunksOf(input: NodeJS.ReadableStream, terminal: Pick<Terminal, "err">): AsyncGenerator<Uint8Array | string> {
  const chunks = input[Symbol.asyncIterator]();
  const reading = { stopped: false, wake: (): void => undefined };
  const stop = (name: NodeJS.Signals): void => {
    terminal.err(`note: ${name} ended the input; what had come is taken for all of it\n`);
    reading.stopped = true;
    reading.wake();
  };
  for (const name of SIGNALS) process.once(name, stop);
  try {
    while (!reading.stopped) {
      const next = await new Promise<IteratorResult<Uint8Array | string> | undefined>((resolve, reject) => {
        reading.wake = () => resolve(undefined);
        chunks.next().then(resolve, reject);
      });
      if (!next || next.done) break;
      yield next.value;
    }
  } finally {
    for (const name of SIGNALS) process.off(name, stop);
    // Else an open pipe would keep the process alive.
    if ("destroy" in input) (input as NodeJS.ReadStream).destroy();
  }
}
