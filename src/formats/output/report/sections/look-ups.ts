import { isJsonObject, type Json, type JsonObject } from "../../../../event/json.ts";
import { html, type Html, lines } from "../html.ts";
import { link } from "../markdown-inline.ts";
import { textOf, textsOf } from "../rule-text.ts";
import { safeUrl } from "../url.ts";

/** What an analyst can ask next about one alert, from its `tocsin.guide`: look-ups, Osquery, searches. Undefined: nothing. */
export function lookUps(guide: Json | undefined): Html | undefined {
  if (!isJsonObject(guide)) return undefined;
  const links = objects(guide["links"]).flatMap(webLink);
  const questions = objects(guide["osquery"]).map((each) => question("Osquery", each));
  const searches = objects(guide["investigate"]).map((each) => question("Search", each));
  if (links.length + questions.length + searches.length === 0) return undefined;
  return html`<details class="more"><summary>Look-ups and queries</summary>${links.length > 0 && html`<ul class="web">${links}</ul>`}${[...questions, ...searches]}</details>`;
}

/** Labels are `service: field`. */
function webLink({ label, url }: JsonObject): readonly Html[] {
  const address = safeUrl(textOf(url));
  return address === undefined ? [] : [html`<li>${link(address, html`${textOf(label) || address}`)}</li>`];
}

function question(kind: string, value: JsonObject): Html {
  const query = textOf(value["query"]);
  const missing = textsOf(value["missing"]);
  const [from, to] = [textOf(value["from"]), textOf(value["to"])];
  const notes = [
    textOf(value["description"]),
    from !== "" || to !== "" ? `from ${from || "the beginning"} to ${to || "now"}` : "",
    missing.length > 0 ? `to fill in: ${missing.join(", ")}` : "",
  ].filter((note) => note !== "");
  return html`<div class="question"><p><span class="kind">${kind}</span> ${textOf(value["label"])}</p>${query !== "" && html`<pre><code>${lines(query)}</code></pre>`}${notes.map((note) => html`<p class="dim">${note}</p>`)}</div>`;
}

const objects = (value: Json | undefined): readonly JsonObject[] => (Array.isArray(value) ? value.filter(isJsonObject) : []);
