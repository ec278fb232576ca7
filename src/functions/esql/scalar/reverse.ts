import { scalar } from "../define.ts";
import { STRING } from "../type-sets.ts";

/** Made when it is asked for: its tables take longer to load than a rule to run. */
const characters = (): Intl.Segmenter => (segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" }));
let segmenter: Intl.Segmenter | undefined;

export const reverse = scalar({
  name: "reverse",
  summary: "The text with its characters in the opposite order; what is seen as one character stays whole.",
  params: [{ name: "str", types: STRING }],
  result: "keyword",
  evaluate: ([text]) =>
    Array.from(characters().segment(text as string), ({ segment }) => segment)
      .reverse()
      .join(""),
  examples: [
    { query: 'REVERSE("Some Text")', result: "txeT emoS", type: "keyword" },
    { query: 'REVERSE("💧🪨")', result: "🪨💧", type: "keyword" },
  ],
});
