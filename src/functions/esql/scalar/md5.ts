import { createHash } from "node:crypto";
import { scalar } from "../define.ts";
import { STRING } from "../type-sets.ts";

export const md5 = scalar({
  name: "md5",
  summary: "The MD5 hash of a text (in UTF-8), in hexadecimal.",
  params: [{ name: "input", types: STRING }],
  result: "keyword",
  evaluate: ([text]) =>
    createHash("md5")
      .update(text as string, "utf8")
      .digest("hex"),
  examples: [{ query: 'MD5("elastic")', result: "e16ddaf4f91df524b27bf4f2e4b1ac09", type: "keyword" }],
});
