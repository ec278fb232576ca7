import { compileIndexPatterns } from "../event/index-name.ts";

/** Which rules an index is offered to: one byte per rule, resolved once per index name. */
export interface IndexRouter {
  rulesFor(index: string | undefined): IndexRoute;
}

export interface IndexRoute {
  readonly accepts: Uint8Array;
  /** At least one rule takes it. */
  readonly any: boolean;
}

/** Index names remembered before the table starts anew (hostile input could name a new one in every event). */
const MAX_REMEMBERED_NAMES = 10_000;

/** @param patterns of each rule */
export function createIndexRouter(patterns: readonly (readonly string[])[]): IndexRouter {
  const accepts = patterns.map(compileIndexPatterns);
  const routes = new Map<string | undefined, IndexRoute>();
  return {
    rulesFor(index) {
      const known = routes.get(index);
      if (known) return known;
      if (routes.size >= MAX_REMEMBERED_NAMES) routes.clear();
      const bytes = Uint8Array.from(accepts, (accept) => (accept(index) ? 1 : 0));
      const route = { accepts: bytes, any: bytes.includes(1) };
      routes.set(index, route);
      return route;
    },
  };
}
