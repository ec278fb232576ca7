import { allocate } from "./memory";
import { clauseHolds } from "./clauses";
import { currentGeneration } from "./tape";

/** What is known of a predicate. */
export const FALSE: i32 = 0;
export const TRUE: i32 = 1;
export const UNKNOWN: i32 = 2;

/**
 * The predicates' graph: a node has its kind, where its parts stand, and, once an event, its verdict (with the
 * generation in which it was reached). Parts of `and` and `or`: how many items, and these; of `not` its item.
 * Everything is told by its distance from the beginning.
 */
const AND: i32 = 0;
const OR: i32 = 1;
const NOT: i32 = 2;
/** What only the compiled predicate can tell. */
const OPAQUE: i32 = 3;
const PARTS: usize = 4;
const GENERATION: usize = 8;
const VERDICT: usize = 12;

let graph: usize = 0;
/** By predicate: its node; 0: it was not laid down. */
let roots: usize = 0;

export function layTrial(size: i32, predicates: i32): usize {
  graph = allocate(size as usize);
  roots = allocate((predicates as usize) << 2);
  return graph;
}

export function rootsAt(): usize {
  return roots;
}

/** What is known of a predicate from the line at hand. */
export function tryPredicate(predicate: i32): i32 {
  const root = load<u32>(roots + ((predicate as usize) << 2));
  return root == 0 ? UNKNOWN : verdictOf(graph + (root as usize));
}

function verdictOf(node: usize): i32 {
  const kind = load<i32>(node);
  if (kind == OPAQUE) return UNKNOWN;
  const generation = currentGeneration();
  if (load<u32>(node + GENERATION) == generation) return load<i32>(node + VERDICT);
  const parts = graph + (load<u32>(node + PARTS) as usize);
  let verdict = UNKNOWN;
  if (kind == AND) verdict = junction(parts, FALSE);
  else if (kind == OR) verdict = junction(parts, TRUE);
  else if (kind == NOT) verdict = negation(verdictOf(graph + (load<u32>(parts) as usize)));
  else verdict = clauseHolds(kind, parts, graph);
  store<u32>(node + GENERATION, generation);
  store<i32>(node + VERDICT, verdict);
  return verdict;
}

const negation = (verdict: i32): i32 => (verdict == UNKNOWN ? UNKNOWN : 1 - verdict);

/** One item with the decisive verdict decides, and comes earlier from then on; else one that is not known leaves it open. */
function junction(parts: usize, decisive: i32): i32 {
  let verdict = 1 - decisive;
  const count = load<i32>(parts);
  for (let i = 0; i < count; i++) {
    const at = parts + 4 + ((i as usize) << 2);
    const node = load<u32>(at);
    const item = verdictOf(graph + (node as usize));
    if (item == decisive) {
      const earlier = parts + 4 + (((i >> 1) as usize) << 2);
      store<u32>(at, load<u32>(earlier));
      store<u32>(earlier, node);
      return decisive;
    }
    if (item == UNKNOWN) verdict = UNKNOWN;
  }
  return verdict;
}
