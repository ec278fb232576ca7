import { scalar } from "../define.ts";
import { fail, ILLEGAL_ARGUMENT } from "../exceptions.ts";
import { STRING } from "../type-sets.ts";
import { decodeUrl } from "../url-text.ts";

export const urlDecode = scalar({
  name: "url_decode",
  summary: "The text that a percent-encoded one says; `+` is a blank.",
  params: [{ name: "string", types: STRING }],
  result: "keyword",
  evaluate: ([text], context) => {
    const decoded = decodeUrl(text as string);
    return typeof decoded === "string" ? decoded : fail(context, ILLEGAL_ARGUMENT, decoded.fault);
  },
  examples: [
    {
      query: 'URL_DECODE("https%3A%2F%2Fexample.com%2F%3Fx%3Dfoo%20bar%26y%3Dbaz")',
      result: "https://example.com/?x=foo bar&y=baz",
      type: "keyword",
    },
    { query: 'URL_DECODE("a+b%C3%A9")', result: "a bé", type: "keyword" },
    {
      query: 'URL_DECODE("100%")',
      result: null,
      type: "keyword",
      warning: "java.lang.IllegalArgumentException: URLDecoder: Incomplete trailing escape (%) pattern",
    },
  ],
});
