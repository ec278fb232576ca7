import { compileIndexPatterns } from "../event/index-name.ts";

/** Which rules an index is offered to: one byte per rule, resolved once per index name. */
export interface IndexRouter {
  rulesFor(index: string | undefined): IndexRoute;
}

export interface IndexRoute {
  readonly accepts: Uint8Array;
  /** At least one rule takes it, or one job. */
  readonly any: boolean;
  /** At least one rule takes it. */
  readonly byRule: boolean;
}

/** Index names remembered before the table starts anew (hostile input could name a new one in every event). */
const MAX_REMEMBERED_NAMES = 10_000;

/**
 * @param rules the index patterns of each rule
 * @param jobs those of each machine learning job, whose bytes come after those of the rules
 */
export function createIndexRouter(rules: readonly (readonly string[])[], jobs: readonly (readonly string[])[] = []): IndexRouter {
  const accepts = [...rules, ...jobs].map(compileIndexPatterns);
  const routes = new Map<string | undefined, IndexRoute>();
  return {
    rulesFor(index) {
      const known = routes.get(index);
      if (known) return known;
      if (routes.size >= MAX_REMEMBERED_NAMES) routes.clear();
      const bytes = Uint8Array.from(accepts, (accept) => (accept(index) ? 1 : 0));
      const route = { accepts: bytes, any: bytes.includes(1), byRule: bytes.subarray(0, rules.length).includes(1) };
      routes.set(index, route);
      return route;
    },
  };
}
