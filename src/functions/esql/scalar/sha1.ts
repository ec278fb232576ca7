import { createHash } from "node:crypto";
import { scalar } from "../define.ts";
import { STRING } from "../type-sets.ts";

export const sha1 = scalar({
  name: "sha1",
  summary: "The SHA-1 hash of a text (in UTF-8), in hexadecimal.",
  params: [{ name: "input", types: STRING }],
  result: "keyword",
  evaluate: ([text]) =>
    createHash("sha1")
      .update(text as string, "utf8")
      .digest("hex"),
  examples: [{ query: 'SHA1("elastic")', result: "988eb4980904d42862f7dc9d4eed52469312ac20", type: "keyword" }],
});
