import { analyze } from "../event/analyze.ts";
import type { Scalar } from "../event/json.ts";

/** Free positions between two values of one field, so that no phrase runs over their border: Elasticsearch's default. */
const POSITION_GAP = 100;

/** The distinct tokens of a text field with the positions of each, ascending. */
export type TokenIndex = ReadonlyMap<string, readonly number[]>;

const NO_TOKENS: TokenIndex = new Map();

export function indexTokens(values: readonly Scalar[]): TokenIndex {
  if (values.length === 0) return NO_TOKENS;
  const index = new Map<string, number[]>();
  let position = 0;
  for (const value of values) {
    for (const token of analyze(String(value))) {
      const positions = index.get(token);
      if (positions) positions.push(position);
      else index.set(token, [position]);
      position++;
    }
    position += POSITION_GAP;
  }
  return index;
}
