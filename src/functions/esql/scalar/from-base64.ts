import { scalar } from "../define.ts";
import { decodeBase64 } from "../base64.ts";
import { fail, ILLEGAL_ARGUMENT } from "../exceptions.ts";
import { STRING } from "../type-sets.ts";

export const fromBase64 = scalar({
  name: "from_base64",
  summary: "The text that a Base64 text says, in UTF-8.",
  params: [{ name: "string", types: STRING }],
  result: "keyword",
  evaluate: ([text], context) => {
    const decoded = decodeBase64(text as string);
    return typeof decoded === "string" ? decoded : fail(context, ILLEGAL_ARGUMENT, decoded.fault);
  },
  examples: [
    { query: 'FROM_BASE64("ZWxhc3RpYw==")', result: "elastic", type: "keyword" },
    { query: 'FROM_BASE64("ZWxhc3RpYw")', result: "elastic", type: "keyword", note: "the padding may be missing" },
    {
      query: 'FROM_BASE64("a b")',
      result: null,
      type: "keyword",
      warning: "java.lang.IllegalArgumentException: Illegal base64 character 20",
    },
  ],
});
