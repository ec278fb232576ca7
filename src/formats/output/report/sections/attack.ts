import { attackMatrix, type Tactic, type Technique } from "../attack.ts";
import { formatCount, plural } from "../../quantity.ts";
import { html, type Html } from "../html.ts";
import type { ReportModel } from "../model.ts";
import { sumOf, worstOf } from "../tally.ts";
import { attackReference } from "./attack-reference.ts";

/** Tactics in the order of an attack, with the techniques that alerts speak of. */
export function attackSection({ data }: ReportModel): Html {
  const rules = data.byRule.sorted().flatMap(({ key, counts }) => {
    const rule = data.rules.get(key);
    return rule ? [{ rule, counts }] : [];
  });
  const tactics = attackMatrix(rules);
  const hit = tactics.filter(({ counts }) => sumOf(counts) > 0);
  const none = tactics.filter(({ counts }) => sumOf(counts) === 0).map(({ name }) => name);
  return html`<section id="attack" aria-labelledby="attack-title"><h2 id="attack-title">ATT&amp;CK</h2>
<p class="lead">${hit.length === 0 ? "No rule that alerted names a tactic." : "Tactics in the order of an attack, with the techniques that the rules name. Numbers are alerts; the edge shows their worst severity."}</p>
${hit.length > 0 && html`<ol class="matrix">${hit.map(column)}</ol><p class="dim">No alerts for: ${none.join(", ")}.</p>`}</section>`;
}

function column({ id, name, url, counts, techniques }: Tactic): Html {
  return html`<li class="tactic"><h3>${name}</h3><p class="ref">${attackReference(id, url)} · ${plural(sumOf(counts), "alert")}</p><ul>${byCount(techniques).map(cell)}</ul></li>`;
}

function cell({ id, name, url, counts, rules, parts }: Technique): Html {
  return html`<li class="technique ${worstOf(counts)}" title="${[...rules].slice(0, 20).join("\n")}"><span class="hits">${formatCount(sumOf(counts))}</span><span class="name">${name}</span> ${attackReference(id, url)}${parts.size > 0 && html`<ul>${byCount(parts).map(part)}</ul>`}</li>`;
}

const part = ({ id, name, url, counts }: Technique): Html =>
  html`<li><span class="hits">${formatCount(sumOf(counts))}</span>${name} ${attackReference(id, url, shortId(id))}</li>`;

/** `T1059.001` below its technique: `.001`. */
const shortId = (id: string): string => (id.includes(".") ? id.slice(id.lastIndexOf(".")) : id);

const byCount = (techniques: ReadonlyMap<string, Technique>): readonly Technique[] =>
  [...techniques.values()].sort((a, b) => sumOf(b.counts) - sumOf(a.counts) || (a.id < b.id ? -1 : 1));
