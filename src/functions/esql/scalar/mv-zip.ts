import { scalar } from "../define.ts";
import { STRING } from "../type-sets.ts";
import { single } from "../sets.ts";
import { valueOf, valuesOf } from "../value.ts";

export const mvZip = scalar({
  name: "mv_zip",
  summary: "The values of two arguments joined pair by pair, with a delimiter (a comma) between them; what one has more stays alone.",
  params: [
    { name: "string1", types: STRING },
    { name: "string2", types: STRING },
    { name: "delim", types: STRING, optional: true },
  ],
  nulls: "own",
  multi: "own",
  result: "keyword",
  evaluate: ([a = null, b = null, written = ","]) => {
    const delimiter = single(written);
    if (delimiter === undefined) return null;
    const [left, right] = [valuesOf(a) as readonly string[], valuesOf(b) as readonly string[]];
    const longer = left.length > right.length ? left : right;
    return valueOf(longer.map((alone, i) => (i < left.length && i < right.length ? `${left[i]}${String(delimiter)}${right[i]}` : alone)));
  },
  examples: [
    { query: 'MV_ZIP(["x", "y", "z"], ["1", "2"], "-")', result: ["x-1", "y-2", "z"], type: "keyword" },
    { query: 'MV_ZIP("a", "b")', result: "a,b", type: "keyword" },
    { query: 'MV_ZIP(null, ["a", "b"])', result: ["a", "b"], type: "keyword" },
  ],
});
