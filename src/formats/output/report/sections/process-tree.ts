import { html, type Html } from "../html.ts";
import type { NumberedAlert } from "../model.ts";
import { severityMark } from "../phrases.ts";
import { isKnown, type TreePart } from "../process-tree.ts";

export interface TreeLooks {
  /** In the order of their numbers. */
  readonly alerts: readonly NumberedAlert[];
  /** The alert whose tree it is. */
  readonly current?: number;
}

/** Processes as nested lists, each with its command line and links to the alerts it raised. */
export const processTree = (trees: readonly TreePart[], looks: TreeLooks): Html =>
  html`<ul class="tree">${trees.map((tree) => branch(tree, looks))}</ul>`;

function branch({ node, children }: TreePart, looks: TreeLooks): Html {
  const isCurrent = looks.current !== undefined && node.alerts.includes(looks.current);
  const title = isKnown(node) ? node.name || "(no name)" : "a process of which no alert tells";
  const command = node.commandLine !== "" && node.commandLine !== node.name && html`<code class="command">${node.commandLine}</code>`;
  const facts = [node.pid === "" ? "" : `pid ${node.pid}`, node.user].filter((part) => part !== "").join(" · ");
  return html`<li><div class="${isCurrent ? "process current" : "process"}"><span class="process-name">${title}</span>${facts !== "" && html` <span class="dim">${facts}</span>`}${node.alerts.flatMap((number) => mark(number, looks) ?? [])}${command}</div>${children.length > 0 && html`<ul>${children.map((child) => branch(child, looks))}</ul>`}</li>`;
}

function mark(number: number, { alerts, current }: TreeLooks): Html | undefined {
  const alert = alerts[number - 1];
  if (!alert) return undefined;
  const { severity, rule } = alert.kept.event.row;
  if (number === current) return html` <span class="here">${severityMark(severity)} this alert</span>`;
  return html` <a class="other" href="#a${number}" title="${rule}">${severityMark(severity)} ${rule}</a>`;
}
