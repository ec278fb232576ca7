import { Buffer } from "node:buffer";
import { scalar } from "../define.ts";
import { STRING } from "../type-sets.ts";

export const toBase64 = scalar({
  name: "to_base64",
  summary: "The text in UTF-8 as Base64.",
  params: [{ name: "string", types: STRING }],
  result: "keyword",
  evaluate: ([text]) => Buffer.from(text as string, "utf8").toString("base64"),
  examples: [{ query: 'TO_BASE64("elastic")', result: "ZWxhc3RpYw==", type: "keyword" }],
});
