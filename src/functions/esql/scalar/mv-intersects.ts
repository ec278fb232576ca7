import { setTest } from "../set-test.ts";

export const mvIntersects = setTest({
  name: "mv_intersects",
  summary: "Whether a value of the second argument is among those of the first. Null is a set without values.",
  params: ["field1", "field2"],
  test: (known, asked) => asked.some((value) => known.has(value)),
  examples: [
    { query: 'MV_INTERSECTS(["a", "b", "c"], ["c", "d"])', result: true, type: "boolean" },
    { query: "MV_INTERSECTS([1, 2], 3)", result: false, type: "boolean" },
    { query: "MV_INTERSECTS(null, 3)", result: false, type: "boolean" },
  ],
});
