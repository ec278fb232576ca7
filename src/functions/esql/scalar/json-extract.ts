import { scalar } from "../define.ts";
import { fail, ILLEGAL_ARGUMENT } from "../exceptions.ts";
import type { EsqlCallContext } from "../function.ts";
import { findJson } from "../json-find.ts";
import { type JsonPath, parseJsonPath } from "../json-path.ts";
import { STRING } from "../type-sets.ts";

function extract(text: string, parsed: JsonPath, path: string, context: EsqlCallContext): string | null {
  const found = parsed.steps ? findJson(text, parsed.steps, path) : parsed;
  return "value" in found ? found.value : fail(context, ILLEGAL_ARGUMENT, found.fault);
}

export const jsonExtract = scalar({
  name: "json_extract",
  summary:
    "What stands in a JSON text at a path such as `a.b[0]['c.d']`: a scalar as plain text, an object or array as its JSON, a JSON null as null. Of equal keys the first counts.",
  params: [
    { name: "string", types: [...STRING, "_source"] },
    { name: "path", types: STRING },
  ],
  result: (args) => {
    const path = args[1]?.constant;
    const fault = typeof path === "string" ? parseJsonPath(path).fault : undefined;
    return fault === undefined ? "keyword" : { fault, argument: 1 };
  },
  prepare: (args) => {
    const path = args[1]?.constant;
    if (typeof path !== "string")
      return ([text, row], context) => extract(text as string, parseJsonPath(row as string), row as string, context);
    const parsed = parseJsonPath(path);
    return ([text], context) => extract(text as string, parsed, path, context);
  },
  examples: [
    { query: `JSON_EXTRACT("""{"name":"Alice","age":30}""", "age")`, result: "30", type: "keyword" },
    { query: `JSON_EXTRACT("""{"user.name":{"first":"Alice"}}""", "$['user.name'].first")`, result: "Alice", type: "keyword" },
    { query: `JSON_EXTRACT("""{"a":[1, {"b": 2.50}]}""", "a[1]")`, result: '{"b": 2.50}', type: "keyword", note: "as it is written" },
    { query: `JSON_EXTRACT("""{"foo":1,"foo":null}""", "foo")`, result: "1", type: "keyword" },
    { query: `JSON_EXTRACT("""{"a":null}""", "a")`, result: null, type: "keyword" },
    { query: `JSON_EXTRACT("""{"a":"caf\\u00e9"}""", "a")`, result: "café", type: "keyword" },
    {
      query: `JSON_EXTRACT("""{"a":1}""", "b")`,
      result: null,
      type: "keyword",
      warning: "java.lang.IllegalArgumentException: path [b] does not exist",
    },
    {
      query: 'JSON_EXTRACT("not JSON", "b")',
      result: null,
      type: "keyword",
      warning: "java.lang.IllegalArgumentException: invalid JSON input",
    },
    {
      query: 'JSON_EXTRACT("[1, 2]", "[2]")',
      result: null,
      type: "keyword",
      warning: "java.lang.IllegalArgumentException: array index out of bounds",
    },
  ],
});
