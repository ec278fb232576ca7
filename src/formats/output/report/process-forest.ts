import type { Lineage, ProcessFacts } from "./process-facts.ts";

/** A process as all alerts together tell of it. */
export interface ProcessNode {
  readonly name: string;
  readonly pid: string;
  readonly commandLine: string;
  readonly user: string;
  readonly parent: ProcessNode | undefined;
  readonly children: readonly ProcessNode[];
  /** Numbers of the alerts that the process raised, ascending. */
  readonly alerts: readonly number[];
}

/** The processes of all hosts, tied together by entity id, else by process id and name. */
export interface ProcessForest {
  /** Call for the alerts in the order of their times: of two processes with one id, the later takes it over. */
  add(lineage: Lineage, alert: number): void;
  /** The processes that acted in an alert's events. */
  nodesOf(alert: number): readonly ProcessNode[];
}

interface OpenNode {
  entity: string;
  name: string;
  pid: string;
  commandLine: string;
  user: string;
  parent: OpenNode | undefined;
  readonly children: OpenNode[];
  readonly alerts: number[];
}

export function createProcessForest(): ProcessForest {
  const byId = new Map<string, OpenNode>();
  const byAlert = new Map<number, OpenNode[]>();

  const nodeFor = (host: string, facts: ProcessFacts): OpenNode => {
    const entityKey = facts.entity === "" ? undefined : JSON.stringify([host, "e", facts.entity]);
    const pidKey = facts.pid === "" ? undefined : JSON.stringify([host, "p", facts.pid, facts.name.toLowerCase()]);
    const find = (key: string | undefined): OpenNode | undefined => (key === undefined ? undefined : byId.get(key));
    const found = find(entityKey) ?? samePid(find(pidKey), facts.entity);
    const node = found ?? openNode();
    fill(node, facts);
    if (entityKey) byId.set(entityKey, node);
    if (pidKey) byId.set(pidKey, node);
    return node;
  };

  return {
    add(lineage, alert) {
      const { host } = lineage;
      const self = nodeFor(host, lineage.self);
      const chain = ancestorsIn(lineage).map((facts) => nodeFor(host, facts));
      [self, ...chain].forEach((node, i, all) => adopt(all[i + 1], node));
      const acting = byAlert.get(alert) ?? [];
      byAlert.set(alert, acting);
      if (acting.includes(self)) return;
      acting.push(self);
      self.alerts.push(alert);
      self.alerts.sort((a, b) => a - b);
    },
    nodesOf: (alert) => byAlert.get(alert) ?? [],
  };
}

const openNode = (): OpenNode => ({
  entity: "",
  name: "",
  pid: "",
  commandLine: "",
  user: "",
  parent: undefined,
  children: [],
  alerts: [],
});

/** A process with another entity id is another one, though the system gave it the same number. */
const samePid = (node: OpenNode | undefined, entity: string): OpenNode | undefined =>
  node && (node.entity === "" || entity === "" || node.entity === entity) ? node : undefined;

function fill(node: OpenNode, facts: ProcessFacts): void {
  node.entity ||= facts.entity;
  node.name ||= facts.name;
  node.pid ||= facts.pid;
  node.commandLine ||= facts.commandLine;
  node.user ||= facts.user;
}

/** From the parent upwards. Leaders count where the event's ancestry has them. */
function ancestorsIn({ self, parent, ancestry, leaders }: Lineage): readonly ProcessFacts[] {
  const known = new Map([...leaders, ...(parent ? [parent] : [])].map((facts) => [facts.entity, facts]));
  const chain = ancestry.filter((id) => id !== "" && id !== self.entity).map((id) => known.get(id) ?? unnamed(id));
  if (!parent) return chain;
  const rest = chain[0]?.entity === parent.entity || parent.entity === "" ? chain.slice(1) : chain;
  return [parent, ...rest];
}

const unnamed = (entity: string): ProcessFacts => ({ entity, pid: "", name: "", commandLine: "", user: "" });

/** Deeper trees than this are made up. */
const MAX_LEVELS = 500;

/** Makes a parent of a node that has none, unless the node is above it already. */
function adopt(parent: OpenNode | undefined, child: OpenNode): void {
  if (!parent || child.parent) return;
  let levels = 0;
  for (let above: OpenNode | undefined = parent; above; above = above.parent) if (above === child || ++levels > MAX_LEVELS) return;
  child.parent = parent;
  parent.children.push(child);
}
