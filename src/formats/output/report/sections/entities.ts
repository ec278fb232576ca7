import { formatCount, plural } from "../../quantity.ts";
import { html, type Html } from "../html.ts";
import type { NumberedAlert, ReportModel } from "../model.ts";
import { countList, timeElement, timeSpan } from "../phrases.ts";
import { HOST_TREE, treesAround } from "../process-tree.ts";
import { type Tally, sumOf } from "../tally.ts";
import { processTree } from "./process-tree.ts";
import { alertLink } from "./alert-link.ts";

/** Hosts with their alerts and processes; users likewise; more are lines of a table; still more are counted. */
const IN_FULL = 30;
const IN_TABLE = 300;
const LINKS = 40;
/** Hosts whose processes are unfolded. */
const UNFOLDED = 3;

export const hostsSection = (model: ReportModel): Html =>
  entitySection(model, {
    id: "hosts",
    title: "Hosts",
    noun: "host",
    tallies: model.data.byHost.sorted(),
    rest: sumOf(model.data.byHost.rest),
    of: ({ kept }) => kept.event.row.host,
    beside: ({ kept }) => kept.event.row.user,
    besideNoun: "user",
    withProcesses: true,
  });

export const usersSection = (model: ReportModel): Html =>
  entitySection(model, {
    id: "users",
    title: "Users",
    noun: "user",
    tallies: model.data.byUser.sorted(),
    rest: sumOf(model.data.byUser.rest),
    of: ({ kept }) => kept.event.row.user,
    beside: ({ kept }) => kept.event.row.host,
    besideNoun: "host",
    withProcesses: false,
  });

interface EntityKind {
  readonly id: string;
  readonly title: string;
  readonly noun: string;
  readonly tallies: readonly Tally[];
  /** Alerts of hosts or users that were too many to tell apart. */
  readonly rest: number;
  readonly of: (alert: NumberedAlert) => string;
  readonly beside: (alert: NumberedAlert) => string;
  readonly besideNoun: string;
  readonly withProcesses: boolean;
}

function entitySection(model: ReportModel, kind: EntityKind): Html {
  const { id, title, noun, tallies, rest } = kind;
  const groups = Map.groupBy(model.byTime, kind.of);
  const [full, table, more] = [tallies.slice(0, IN_FULL), tallies.slice(IN_FULL, IN_FULL + IN_TABLE), tallies.slice(IN_FULL + IN_TABLE)];
  const body = full.map((tally, i) => entity(model, kind, tally, groups.get(tally.key) ?? [], i < UNFOLDED));
  const left = more.reduce((sum, { counts }) => sum + sumOf(counts), rest);
  return html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>
${tallies.length === 0 && html`<p class="lead">No alert names a ${noun}.</p>`}${body}
${table.length > 0 && html`<details><summary>${plural(table.length, `more ${noun}`)}</summary><table class="list"><tbody>${table.map(line)}</tbody></table></details>`}
${left > 0 && html`<p class="note">${plural(left, "alert")} of more ${noun}s are only counted.</p>`}</section>`;
}

const line = ({ key, counts, from, to }: Tally): Html =>
  html`<tr><th scope="row">${key}</th><td class="number">${countList(counts)}</td><td class="time">${timeSpan(from, to)}</td></tr>`;

function entity(model: ReportModel, kind: EntityKind, tally: Tally, alerts: readonly NumberedAlert[], unfold: boolean): Html {
  const { beside, besideNoun, withProcesses } = kind;
  const others = [...new Set(alerts.map(beside).filter((name) => name !== ""))];
  const named =
    others.length === 0
      ? ""
      : `${others.length === 1 ? besideNoun : `${besideNoun}s`} ${others.slice(0, 8).join(", ")}${others.length > 8 ? " …" : ""}`;
  const span = tally.from === tally.to ? timeElement(tally.from) : html`${timeSpan(tally.from, tally.to)}`;
  return html`<article class="${withProcesses ? "entity" : "entity brief"}"><h3>${tally.key}</h3> ${countList(tally.counts)}<p class="meta">${span}${named !== "" && html` · ${named}`}</p>
${alerts.length > 0 && links(alerts)}
${withProcesses && processes(model, alerts, unfold)}</article>`;
}

/** One link for the alerts of one rule and severity: to the first. */
function links(alerts: readonly NumberedAlert[]): Html {
  const groups = [...Map.groupBy(alerts, ({ kept: { rule, event } }) => `${rule.index} ${event.row.severity}`).values()];
  const items = groups
    .slice(0, LINKS)
    .flatMap(([first, ...rest]) =>
      first
        ? [html`<li>${alertLink(first)}${rest.length > 0 && html` <span class="dim">× ${formatCount(rest.length + 1)}</span>`}</li>`]
        : [],
    );
  return html`<ol class="links">${items}</ol>${groups.length > LINKS && html`<p class="dim">and ${plural(groups.length - LINKS, "more rule")}</p>`}`;
}

function processes({ forest, alerts: all }: ReportModel, alerts: readonly NumberedAlert[], unfold: boolean): Html | undefined {
  const nodes = [...new Set(alerts.flatMap(({ number }) => forest.nodesOf(number)))];
  const trees = treesAround(nodes, HOST_TREE);
  if (trees.length === 0) return undefined;
  return html`<details${unfold && html` open`}><summary>Processes that alerted</summary>${processTree(trees, { alerts: all })}</details>`;
}
