import { lookupsOf } from "../../../../alerts/lookups.ts";
import { isJsonObject, type Json, type JsonObject } from "../../../../event/json.ts";
import { parseTime } from "../../../../event/time.ts";
import { renderNote } from "../guide-note.ts";
import { highlightedFields } from "../highlighted-fields.ts";
import { html, type Html, lines } from "../html.ts";
import { jsonView } from "../json-view.ts";
import type { KeptEvent } from "../kept-alert.ts";
import { link } from "../markdown-inline.ts";
import type { NumberedAlert, ReportModel } from "../model.ts";
import { severityMark, severityWord, timeElement, dateTime } from "../phrases.ts";
import { ALERT_TREE, treesAround } from "../process-tree.ts";
import { textOf } from "../rule-text.ts";
import { parseShortened } from "../shorten.ts";
import { safeUrl } from "../url.ts";
import { lookUps } from "./look-ups.ts";
import { processTree } from "./process-tree.ts";

/** How an alert stands among the others. */
export interface AlertLooks {
  readonly open: boolean;
  /** For the filter by host. */
  readonly hostClass: string;
  /** The alert above with the same guide, which paper shows once. */
  readonly guideWith: number | undefined;
}

/** One alert, whole. */
export function alertArticle(alert: NumberedAlert, model: ReportModel, looks: AlertLooks): Html {
  const { number, kept } = alert;
  const { row } = kept.event;
  const added = parseShortened(kept.event.added);
  const source = parseShortened(kept.event.source);
  return html`<details class="alert ${row.severity} ${looks.hostClass}"${looks.open && html` open`}>
<summary><span class="line"><span class="no">${number}</span>${severityMark(row.severity)}<span class="unseen">${row.severity}: </span><h4>${row.rule}</h4></span><span class="meta">${timeElement(alert.time)}${row.host !== "" && html` · <span>${row.host}</span>`}${row.user !== "" && html` · <span>${row.user}</span>`}</span></summary>
<div class="body" id="a${number}">
${row.what !== "" && html`<p class="happened">${row.what}</p>`}
${facts(alert, added)}
${sequence(alert)}
${processes(alert, model)}
${fields(source, kept.rule.fields)}
${guide(alert, looks)}
${lookUps(guideOf(added, source))}
${about(alert)}
${raw(kept.event, source, added)}
</div></details>`;
}

function facts({ kept }: NumberedAlert, added: JsonObject): Html {
  const { row } = kept.event;
  const rows: (readonly [string, Html])[] = [];
  const reason = textOf(added["kibana.alert.reason"]);
  if (reason !== "") rows.push(["Reason", html`${reason}`]);
  const run = parseTime(textOf(added["kibana.alert.start"]));
  const slot = run === undefined ? "" : `, raised by the run of ${dateTime(run)}`;
  rows.push(["Severity", html`${severityWord(row.severity)}, risk ${String(added["kibana.alert.risk_score"] ?? "not given")}${slot}`]);
  const read = places(added["tocsin.source"]);
  if (read.length > 0) rows.push(["Read from", html`<span class="data">${read.join(", ")}</span>`]);
  return factList([...rows, ...typeFacts(added)]);
}

const factList = (rows: readonly (readonly [string, Html])[]): Html =>
  html`<dl class="facts">${rows.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;

/** What rules of some types say of their alerts. */
function typeFacts(added: JsonObject): readonly (readonly [string, Html])[] {
  const rows: (readonly [string, Html])[] = [];
  const terms = added["kibana.alert.new_terms"];
  if (Array.isArray(terms)) rows.push(["New terms", html`<span class="data">${terms.map(String).join(", ")}</span>`]);
  const result = added["kibana.alert.threshold_result"];
  if (isJsonObject(result)) rows.push(["Threshold", html`${thresholdText(result)}`]);
  const suppressed = added["kibana.alert.suppression.docs_count"];
  if (typeof suppressed === "number" && suppressed > 0) rows.push(["Suppressed", html`${suppressed} more matches like this one`]);
  return rows;
}

function thresholdText(result: JsonObject): string {
  const list = (value: Json | undefined): readonly JsonObject[] => (Array.isArray(value) ? value.filter(isJsonObject) : []);
  const terms = list(result["terms"]).map(({ field, value }) => `${String(field)} = ${String(value)}`);
  const different = list(result["cardinality"]).map(({ field, value }) => `${String(value)} different ${String(field)}`);
  return [`${String(result["count"])} events`, ...terms, ...different].join(", ");
}

/** `logs/day1.zip!auth.log:812`, with the folder. */
function places(source: Json | undefined): readonly string[] {
  if (Array.isArray(source)) return source.flatMap(places);
  if (!isJsonObject(source)) return [];
  const { file, member, line, record } = source;
  const name = typeof member === "string" ? `${textOf(file)}!${member}` : textOf(file);
  return [typeof line === "number" ? `${name}:${line}` : typeof record === "number" ? `${name}, record ${record}` : name];
}

/** The names by which others know the alert and its event. */
function identifiers(added: JsonObject): Html {
  const ancestors = added["kibana.alert.ancestors"];
  const last = Array.isArray(ancestors) ? ancestors.filter(isJsonObject).at(-1) : undefined;
  const data = (value: Json | undefined): Html => html`<span class="data">${textOf(value)}</span>`;
  const event: readonly (readonly [string, Html])[] = last ? [["Index", data(last["index"])], ["Event id", data(last["id"])]] : [];
  return factList([...event, ["Alert id", data(added["kibana.alert.uuid"])]]);
}

function sequence({ kept }: NumberedAlert): Html | undefined {
  if (kept.members.length === 0) return undefined;
  const more = kept.droppedMembers > 0 && html`<p class="dim">${kept.droppedMembers} more events of the sequence are not shown.</p>`;
  return html`<h5>Sequence</h5><ol class="sequence">${kept.members.map((event) => member(event, kept.rule.fields))}</ol>${more}`;
}

function member(event: KeptEvent, chosen: readonly string[]): Html {
  const { row } = event;
  const source = parseShortened(event.source);
  const added = parseShortened(event.added);
  const place = places(added["tocsin.source"]).join(", ");
  return html`<li><p>${timeElement(row.time)} <span class="dim">${place}</span></p><p class="happened">${row.what}</p><details class="more"><summary>Fields</summary>${fields(source, chosen)}</details>${raw(event, source, added)}</li>`;
}

function processes({ number }: NumberedAlert, { forest, alerts }: ReportModel): Html | undefined {
  const trees = treesAround(forest.nodesOf(number), ALERT_TREE);
  return trees.length === 0 ? undefined : html`<h5>Process tree</h5>${processTree(trees, { alerts, current: number })}`;
}

function fields(source: JsonObject, chosen: readonly string[]): Html | undefined {
  const found = highlightedFields(source, chosen);
  if (found.length === 0) return undefined;
  return html`<h5>Highlighted fields</h5><table class="fields"><tbody>${found.map(
    ({ name, values, chosen: isChosen }) => html`<tr${isChosen && html` class="chosen"`}><th scope="row">${name}</th><td>${values.map((value) => html`<div>${lines(value)}</div>`)}</td></tr>`,
  )}</tbody></table>`;
}

function guide({ kept }: NumberedAlert, { guideWith }: AlertLooks): Html | undefined {
  const { note, setup } = kept.rule;
  if (note === "" && setup === "") return undefined;
  const again = guideWith !== undefined;
  return html`<details class="${again ? "more again" : "more"}"><summary>Investigation guide</summary><div class="note-text">${note !== "" && renderNote(note)}${setup !== "" && html`<h5>Setup</h5>${renderNote(setup, 6)}`}</div></details>${again && html`<p class="paper">Investigation guide: with alert ${guideWith}.</p>`}`;
}

/** The rule, with what else it says. */
function about({ kept }: NumberedAlert): Html {
  const { id, name, type, description, query, language, references, falsePositives, tags } = kept.rule;
  const sources = references.map((address) => {
    const url = safeUrl(address);
    return html`<li>${url === undefined ? html`${address}` : link(url, html`${address}`)}</li>`;
  });
  return html`<details class="more again"><summary>Rule</summary><p><strong>${name}</strong> <span class="dim">${[type, language].filter((part) => part !== "").join(", ")} · ${id}</span></p>${description !== "" && html`<p>${description}</p>`}${query !== "" && html`<pre class="query"><code>${lines(query.trimEnd())}</code></pre>`}${falsePositives.length > 0 && html`<h5>False positives</h5><ul>${falsePositives.map((text) => html`<li>${text}</li>`)}</ul>`}${sources.length > 0 && html`<h5>References</h5><ul>${sources}</ul>`}${tags.length > 0 && html`<p class="dim">${tags.join(" · ")}</p>`}</details>`;
}

function raw(event: KeptEvent, source: JsonObject, added: JsonObject): Html {
  const cut = event.source.cut && html`<p class="note">Shortened here: the whole event is where it was read from.</p>`;
  return html`<details class="more raw"><summary>Event as JSON</summary>${identifiers(added)}${cut}${jsonView(source)}</details>`;
}

/** What the scan put into the alert; without it, at least where its values can be looked up. */
const guideOf = (added: JsonObject, source: JsonObject): Json => added["tocsin.guide"] ?? { links: lookupsOf(source) as unknown as JsonObject[] };
