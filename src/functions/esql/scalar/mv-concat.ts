import { isTooLong, MAX_TEXT_BYTES } from "../code-points.ts";
import { scalar } from "../define.ts";
import { CLIENT, fail } from "../exceptions.ts";
import { STRING } from "../type-sets.ts";
import { isMulti, valuesOf } from "../value.ts";

export const mvConcat = scalar({
  name: "mv_concat",
  summary: "The values joined to one text, with a delimiter between them.",
  params: [
    { name: "string", types: STRING },
    { name: "delimiter", types: STRING },
  ],
  multi: "own",
  result: "keyword",
  evaluate: ([value = null, delimiter = null], context) => {
    if (isMulti(delimiter)) return null;
    const text = valuesOf(value).join(delimiter as string);
    return isTooLong(text) ? fail(context, CLIENT, `concatenating more than [${MAX_TEXT_BYTES}] bytes is not supported`) : text;
  },
  examples: [
    { query: 'MV_CONCAT(["foo", "zoo", "bar"], ", ")', result: "foo, zoo, bar", type: "keyword" },
    { query: 'MV_CONCAT("foo", ", ")', result: "foo", type: "keyword" },
    { query: 'MV_CONCAT(TO_STRING([10, 9, 8]), ", ")', result: "10, 9, 8", type: "keyword" },
  ],
});
