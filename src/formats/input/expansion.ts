import { inputFault } from "./fault.ts";
import type { Limits } from "./limits.ts";

/** Watches how far one input file expands, over all its containers and their members. */
export interface ExpansionGuard {
  /** Passes blocks on and counts them at their depth of containers; throws an input fault past a limit. */
  watch(blocks: AsyncIterable<Buffer>, depth: number): AsyncGenerator<Buffer>;
  /** Counts a member; throws an input fault past the limit. */
  member(): void;
}

/** @param inputBytes the size of the input file, or the bytes read of it so far where it has none */
export function createExpansionGuard(limits: Limits, inputBytes: () => number): ExpansionGuard {
  const expanded: number[] = [];
  let members = 0;
  return {
    async *watch(blocks, depth) {
      for await (const block of blocks) {
        const total = (expanded[depth] ?? 0) + block.length;
        expanded[depth] = total;
        if (total > limits.freeExpansionBytes && total > limits.maxExpansionRatio * inputBytes()) throw tooFar(limits.maxExpansionRatio);
        if (total > limits.maxExpandedBytes)
          throw inputFault("T7011", `expands to more than ${limits.maxExpandedBytes} bytes`, { scope: "input" });
        yield block;
      }
    },
    member() {
      members++;
      if (members > limits.maxMembers) throw inputFault("T7018", `holds more than ${limits.maxMembers} members`, { scope: "input" });
    },
  };
}

const tooFar = (ratio: number): Error =>
  inputFault("T7011", `expands to more than ${ratio} times its size, as a decompression bomb does`, {
    scope: "input",
    hint: "if the file is honest, decompress it first and give the plain file",
  });
