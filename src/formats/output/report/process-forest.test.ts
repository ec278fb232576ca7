import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../event/json.ts";
import { lineageOf } from "./process-facts.ts";
import { createProcessForest, type ProcessForest } from "./process-forest.ts";
import { ALERT_TREE, type TreePart, treesAround } from "./process-tree.ts";

const event = (process: JsonObject, host = "h"): JsonObject => ({ host: { id: host }, user: { name: "ada" }, process });

/** Alerts numbered from 1, one an event. */
function forestOf(events: readonly JsonObject[]): ProcessForest {
  const forest = createProcessForest();
  events.forEach((each, i) => {
    const lineage = lineageOf(each);
    if (lineage) forest.add(lineage, i + 1);
  });
  return forest;
}

/** `a(b c)`, with the numbers of alerts. */
const drawn = (trees: readonly TreePart[]): string =>
  trees
    .map(
      ({ node, children }) =>
        `${node.name || "?"}${node.alerts.map((number) => `#${number}`).join("")}${children.length > 0 ? `(${drawn(children)})` : ""}`,
    )
    .join(" ");

const treeOf = (events: readonly JsonObject[], alert: number): string => drawn(treesAround(forestOf(events).nodesOf(alert), ALERT_TREE));

describe("process trees", () => {
  test.each<readonly [what: string, events: readonly JsonObject[], alert: number, tree: string]>([
    ["a process and its parent", [event({ name: "b", pid: 2, parent: { name: "a", pid: 1 } })], 1, "a(b#1)"],
    ["a process without a parent", [event({ name: "b", pid: 2 })], 1, "b#1"],
    ["an event of no process", [{ host: { id: "h" } }], 1, ""],
    ["only a path", [event({ executable: "C:\\x\\b.exe", parent: { executable: "/bin/a" } })], 1, "a(b.exe#1)"],
    [
      "a grandparent that another alert tells of, by entity id",
      [
        event({ name: "b", entity_id: "B", parent: { name: "a", entity_id: "A" } }),
        event({ name: "c", entity_id: "C", parent: { name: "b", entity_id: "B" } }),
      ],
      2,
      "a(b#1(c#2))",
    ],
    [
      "children that other alerts tell of",
      [
        event({ name: "a", pid: 1 }),
        event({ name: "b", pid: 2, parent: { name: "a", pid: 1 } }),
        event({ name: "c", pid: 3, parent: { name: "b", pid: 2 } }),
      ],
      1,
      "a#1(b#2(c#3))",
    ],
    [
      "a parent known by number and name only",
      [event({ name: "b", pid: 2, entity_id: "B" }), event({ name: "c", pid: 3, entity_id: "C", parent: { name: "B", pid: 2 } })],
      2,
      "b#1(c#2)",
    ],
    [
      "a number that the system gave away twice",
      [event({ name: "b", pid: 2, entity_id: "B1" }), event({ name: "b", pid: 2, entity_id: "B2" })],
      2,
      "b#2",
    ],
    [
      "the same number on another host",
      [event({ name: "b", pid: 2 }, "g"), event({ name: "c", pid: 3, parent: { name: "b", pid: 2 } })],
      2,
      "b(c#2)",
    ],
    ["two alerts of one process", [event({ name: "b", entity_id: "B" }), event({ name: "b", entity_id: "B" })], 1, "b#1#2"],
    [
      "processes that claim to be each other's parent",
      [event({ name: "a", pid: 1, parent: { name: "b", pid: 2 } }), event({ name: "b", pid: 2, parent: { name: "a", pid: 1 } })],
      1,
      "b#2(a#1)",
    ],
    ["a process that claims to be its own parent", [event({ name: "a", pid: 1, parent: { name: "a", pid: 1 } })], 1, "a#1"],
    [
      "an ancestry with a name for the top only",
      [
        event({
          name: "d",
          entity_id: "D",
          parent: { name: "c", entity_id: "C" },
          Ext: { ancestry: ["C", "B", "A", "Z"] },
          entry_leader: { name: "sshd", entity_id: "A" },
        }),
      ],
      1,
      "sshd(?(c(d#1)))",
    ],
  ])("%s", (_, events, alert, tree) => {
    expect(treeOf(events, alert)).toBe(tree);
  });

  test("a tree is bounded, however many children and generations there are", () => {
    const chain = Array.from({ length: 3000 }, (_, i) => event({ name: `p${i + 1}`, pid: i + 1, parent: { name: `p${i}`, pid: i } }));
    const wide = Array.from({ length: 500 }, (_, i) => event({ name: "child", pid: 10_000 + i, parent: { name: "p1500", pid: 1500 } }));
    const forest = forestOf([...chain, ...wide]);
    const count = (parts: readonly TreePart[]): number => parts.reduce((sum, part) => sum + 1 + count(part.children), 0);
    const trees = treesAround(forest.nodesOf(1500), ALERT_TREE);
    expect(trees).toHaveLength(1);
    expect(count(trees)).toBe(ALERT_TREE.most);
  });

  test("long command lines are cut", () => {
    const lineage = lineageOf(
      event({ name: "a", command_line: "x".repeat(1_000_000), parent: { name: "b", args: ["y".repeat(1_000_000)] } }),
    );
    expect(JSON.stringify(lineage).length).toBeLessThan(2000);
  });
});
