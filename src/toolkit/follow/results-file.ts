import { type FileHandle, open } from "node:fs/promises";

/** A results file whose length is committed with the state of what was read: a run that was killed goes on behind what counts. */
export interface ResultsFile {
  write(text: string): void;
  /** Makes all that was written durable; gives the length in bytes. */
  flush(): Promise<number>;
  /** The file was shorter than what was committed: somebody took results away. */
  readonly wasShorter: boolean;
  close(): Promise<void>;
}

/**
 * Opens the file and cuts off what was written after the last commit.
 * @param committed bytes that count; undefined: none, the file begins anew
 * @throws the operating system's error
 */
export async function openResults(path: string, committed: number | undefined): Promise<ResultsFile> {
  const handle = await open(path, "a+");
  const { size } = await handle.stat();
  const start = Math.min(size, committed ?? 0);
  await handle.truncate(start);
  return resultsFile(handle, start, start < (committed ?? 0));
}

function resultsFile(handle: FileHandle, start: number, wasShorter: boolean): ResultsFile {
  let waiting: string[] = [];
  let length = start;
  return {
    wasShorter,
    write: (text) => void waiting.push(text),
    async flush() {
      if (waiting.length === 0) return length;
      const bytes = Buffer.from(waiting.join(""));
      waiting = [];
      for (let from = 0; from < bytes.length; ) from += (await handle.write(bytes, from)).bytesWritten;
      await handle.datasync();
      length += bytes.length;
      return length;
    },
    close: () => handle.close(),
  };
}
