import { isJsonObject, type Json, type JsonObject } from "../../../../event/json.ts";
import { parseTime } from "../../../../event/time.ts";
import { attackMatrix, type Technique } from "../attack.ts";
import { html, type Html, joined } from "../html.ts";
import type { NumberedAlert } from "../model.ts";
import { dateTime, severityWord } from "../phrases.ts";
import { jsonText, type RuleText, textOf } from "../rule-text.ts";
import { noCounts } from "../tally.ts";
import { attackReference } from "./attack-reference.ts";

/** Why, how bad, from where, and what the rule says of it. */
export function alertFacts({ kept }: NumberedAlert, added: JsonObject): Html {
  const { row } = kept.event;
  const rows: (readonly [string, Html])[] = [];
  const reason = textOf(added["kibana.alert.reason"]);
  if (reason !== "") rows.push(["Reason", html`${reason}`]);
  const run = parseTime(textOf(added["kibana.alert.start"]));
  const slot = run === undefined ? "" : `, raised by the run of ${dateTime(run)}`;
  rows.push(["Severity", html`${severityWord(row.severity)}, risk ${jsonText(added["kibana.alert.risk_score"] ?? "not given")}${slot}`]);
  const read = places(added["tocsin.source"]);
  if (read.length > 0) rows.push(["Read from", html`<span class="data">${read.join(", ")}</span>`]);
  const attack = attackText(kept.rule);
  if (attack) rows.push(["ATT&CK", attack]);
  return factList([...rows, ...typeFacts(added)]);
}

/** `Execution: Command and Scripting Interpreter T1059`, the most exact names. */
function attackText(rule: RuleText): Html | undefined {
  const tactics = attackMatrix([{ rule, counts: { ...noCounts(), low: 1 } }]).filter(({ counts }) => counts.low > 0);
  if (tactics.length === 0) return undefined;
  const named = ({ id, name, url }: Technique): Html => html`${name} ${attackReference(id, url)}`;
  return joined(
    tactics.map(({ name, techniques }) => {
      const exact = [...techniques.values()].flatMap((technique) =>
        technique.parts.size > 0 ? [...technique.parts.values()] : [technique],
      );
      return html`${name}${exact.length > 0 && html`: ${joined(exact.map(named), html`, `)}`}`;
    }),
    html`; `,
  );
}

const factList = (rows: readonly (readonly [string, Html])[]): Html =>
  html`<dl class="facts">${rows.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;

/** What rules of some types say of their alerts. */
function typeFacts(added: JsonObject): readonly (readonly [string, Html])[] {
  const rows: (readonly [string, Html])[] = [];
  const terms = added["kibana.alert.new_terms"];
  if (Array.isArray(terms)) rows.push(["New terms", html`<span class="data">${terms.map(jsonText).join(", ")}</span>`]);
  const result = added["kibana.alert.threshold_result"];
  if (isJsonObject(result)) rows.push(["Threshold", html`${thresholdText(result)}`]);
  const suppressed = added["kibana.alert.suppression.docs_count"];
  if (typeof suppressed === "number" && suppressed > 0) rows.push(["Suppressed", html`${suppressed} more matches like this one`]);
  return rows;
}

function thresholdText(result: JsonObject): string {
  const list = (value: Json | undefined): readonly JsonObject[] => (Array.isArray(value) ? value.filter(isJsonObject) : []);
  const terms = list(result["terms"]).map(({ field, value }) => `${jsonText(field)} = ${jsonText(value)}`);
  const different = list(result["cardinality"]).map(({ field, value }) => `${jsonText(value)} different ${jsonText(field)}`);
  return [`${jsonText(result["count"])} events`, ...terms, ...different].join(", ");
}

/** `logs/day1.zip!auth.log:812`, with the folder. */
export function places(source: Json | undefined): readonly string[] {
  if (Array.isArray(source)) return source.flatMap(places);
  if (!isJsonObject(source)) return [];
  const { file, member, line, record } = source;
  const name = typeof member === "string" ? `${textOf(file)}!${member}` : textOf(file);
  return [typeof line === "number" ? `${name}:${line}` : typeof record === "number" ? `${name}, record ${record}` : name];
}

/** The names by which others know the alert and its event. */
export function identifiers(added: JsonObject): Html {
  const ancestors = added["kibana.alert.ancestors"];
  const last = Array.isArray(ancestors) ? ancestors.filter(isJsonObject).at(-1) : undefined;
  const data = (value: Json | undefined): Html => html`<span class="data">${textOf(value)}</span>`;
  const event: readonly (readonly [string, Html])[] = last
    ? [
        ["Index", data(last["index"])],
        ["Event id", data(last["id"])],
      ]
    : [];
  return factList([...event, ["Alert id", data(added["kibana.alert.uuid"])]]);
}
