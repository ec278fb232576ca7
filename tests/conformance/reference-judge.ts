import type { JsonObject } from "../../src/event/json.ts";
import { evaluate } from "../../src/matcher/reference.ts";
import type { JudgeFactory } from "../../src/toolkit/query-search.ts";

/** The slow interpreter in the matcher's place. */
export const reference: JudgeFactory = (predicates) => {
  let current: JsonObject = {};
  let time = Number.NaN;
  return {
    run: (document, now) => {
      current = document;
      time = now;
    },
    matched: (i) => predicates[i] !== undefined && evaluate(predicates[i], current, time),
  };
};
