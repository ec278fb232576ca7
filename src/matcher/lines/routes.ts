import type { SieveExports } from "./sieve-module.ts";

/** Who takes events of an index. */
export interface Takers {
  readonly any: boolean;
  readonly byRule: boolean;
  /** Where it is given, only indices of this name share the route: for those who tell indices by their routes. */
  readonly name?: string | undefined;
}

/**
 * Tells what becomes of events of the index of the line at hand: whether anyone takes them and whether a rule does, and the
 * predicates they are offered to. Gives the number that the sieve has for them, or 0 where the line does not tell its index plainly.
 */
export type LearnRoute = (route: Takers, takes: (predicate: number) => boolean) => number;

/** Routes that differ in who takes their events; past these all are forgotten. Indices with one answer share a route, unless they are told by name. */
const MOST_ROUTES = 512;
/** A route has its head before its rows, in words: whether anyone takes its events, whether a rule does. */
const HEAD_BYTES = 16;
const ANY = 0;
const BY_RULE = 1;

const routeSize = (exports: SieveExports): number => HEAD_BYTES + exports.setBytes();

/** What all routes take at most. */
export const routeBytes = (exports: SieveExports): number => MOST_ROUTES * routeSize(exports);

/**
 * Learns who takes the events of an index.
 * @param exports with a memory that grows no more
 * @param rows how many rows the predicates have
 */
export function createRoutes(exports: SieveExports, rows: number): LearnRoute {
  const words = new Int32Array(exports.memory.buffer);
  const owners = exports.ownersAt() >> 2;
  const size = routeSize(exports) >> 2;
  const known = new Map<string, number>();
  const places: number[] = [];
  const own = new Int32Array(size);

  function add(): number {
    if (known.size === MOST_ROUTES) {
      known.clear();
      exports.forgetRoutes();
      // They are known by their route, which may be another's now.
      exports.forgetScopes();
    }
    const place = (places[known.size] ??= exports.allocate(4 * size));
    words.set(own, place >> 2);
    return place;
  }

  return ({ any, byRule, name = "" }, takes) => {
    own.fill(0);
    own[ANY] = any ? 1 : 0;
    own[BY_RULE] = byRule ? 1 : 0;
    for (let row = 0; row < rows; row++) {
      const at = (HEAD_BYTES >> 2) + (row >> 5);
      if (takes(words[owners + row] as number)) own[at] = (own[at] as number) | (1 << (row & 31));
    }
    const key = `${own.join()} ${name}`;
    let route = known.get(key);
    if (route === undefined) known.set(key, (route = add()));
    return exports.addRoute(route) === 1 ? route : 0;
  };
}
