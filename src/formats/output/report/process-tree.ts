import type { ProcessNode } from "./process-forest.ts";

/** A part of the forest, as it is shown. */
export interface TreePart {
  readonly node: ProcessNode;
  readonly children: readonly TreePart[];
}

export interface TreeBounds {
  /** Generations above and below the processes asked for, and processes in all. */
  readonly up: number;
  readonly down: number;
  readonly most: number;
}

export const ALERT_TREE: TreeBounds = { up: 8, down: 3, most: 30 };
export const HOST_TREE: TreeBounds = { up: 8, down: 0, most: 80 };

/** The processes with what is above and below them, as trees. Processes at the top of which nothing is known are left out. */
export function treesAround(nodes: readonly ProcessNode[], bounds: TreeBounds): readonly TreePart[] {
  const chosen = new Set<ProcessNode>();
  for (const node of nodes) for (const above of pathTo(node, bounds.up)) if (chosen.size < bounds.most) chosen.add(above);
  for (const node of nodes) addBelow(node, bounds, chosen);
  const tops = [...chosen].filter((node) => !node.parent || !chosen.has(node.parent));
  return tops.map((node) => partOf(node, chosen));
}

/** From the top. */
function pathTo(node: ProcessNode, up: number): readonly ProcessNode[] {
  const path = [node];
  for (let above = node.parent; above && path.length <= up; above = above.parent) path.unshift(above);
  const known = path.findIndex(isKnown);
  return known === -1 ? path : path.slice(known);
}

export const isKnown = ({ name, pid, commandLine }: ProcessNode): boolean => name !== "" || pid !== "" || commandLine !== "";

function addBelow(node: ProcessNode, { down, most }: TreeBounds, chosen: Set<ProcessNode>): void {
  let generation: readonly ProcessNode[] = [node];
  for (let level = 0; level < down; level++) {
    generation = generation.flatMap(({ children }) => children);
    for (const child of generation) if (chosen.size < most) chosen.add(child);
  }
}

/** As deep as {@link TreeBounds} allow, so recursion is safe. */
const partOf = (node: ProcessNode, chosen: ReadonlySet<ProcessNode>): TreePart => ({
  node,
  children: node.children.filter((child) => chosen.has(child)).map((child) => partOf(child, chosen)),
});
