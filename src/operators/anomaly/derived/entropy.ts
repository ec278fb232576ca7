import type { DerivedFunction } from "./derived-function.ts";

/** Shannon's entropy of the characters of a text, in bits a character, to four places. */
export const entropy: DerivedFunction = {
  name: "entropy",
  compute: (text) => {
    const counts = new Map<string, number>();
    let length = 0;
    for (const character of text) {
      counts.set(character, (counts.get(character) ?? 0) + 1);
      length++;
    }
    if (length === 0) return undefined;
    // In order of size: a sum depends on its order.
    const shares = [...counts.values()].sort((a, b) => a - b).map((count) => count / length);
    return shares.reduce((sum, share) => sum - share * Math.log2(share), 0).toFixed(4);
  },
};
