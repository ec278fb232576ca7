import { scalar } from "../define.ts";
import { STRING } from "../type-sets.ts";
import { encodeUrl } from "../url-text.ts";

export const urlEncodeComponent = scalar({
  name: "url_encode_component",
  summary: "The text percent-encoded, blanks as `%20`.",
  params: [{ name: "string", types: STRING }],
  result: "keyword",
  evaluate: ([text]) => encodeUrl(text as string, "%20"),
  examples: [{ query: 'URL_ENCODE_COMPONENT("a b/c")', result: "a%20b%2Fc", type: "keyword" }],
});
