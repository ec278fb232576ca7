import { scalar } from "../define.ts";
import { STRING } from "../type-sets.ts";
import { encodeUrl } from "../url-text.ts";

export const urlEncode = scalar({
  name: "url_encode",
  summary: "The text percent-encoded, blanks as `+`.",
  params: [{ name: "string", types: STRING }],
  result: "keyword",
  evaluate: ([text]) => encodeUrl(text as string, "+"),
  examples: [{ query: 'URL_ENCODE("a b/c~é")', result: "a+b%2Fc~%C3%A9", type: "keyword" }],
});
