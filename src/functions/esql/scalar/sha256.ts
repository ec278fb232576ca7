import { createHash } from "node:crypto";
import { scalar } from "../define.ts";
import { STRING } from "../type-sets.ts";

export const sha256 = scalar({
  name: "sha256",
  summary: "The SHA-256 hash of a text (in UTF-8), in hexadecimal.",
  params: [{ name: "input", types: STRING }],
  result: "keyword",
  evaluate: ([text]) =>
    createHash("sha256")
      .update(text as string, "utf8")
      .digest("hex"),
  examples: [{ query: 'SHA256("elastic")', result: "986051385feae5b9850804db2d701c0b029ad24f09bce340c12aee7a5c8a0391", type: "keyword" }],
});
