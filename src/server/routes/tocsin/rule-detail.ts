import { formatTime } from "../../../event/time.ts";
import type { Rule } from "../../../rules/model.ts";
import { exceptionHitStore } from "../../../store/exception-hits.ts";
import type { Route } from "../../http/route.ts";
import { boundExceptions, ruleCheck } from "../../rules/rule-text.ts";
import { fatesOf, ruleRows } from "../../rules/rows.ts";
import { findRule } from "../../rules/save.ts";
import type { Service } from "../../service.ts";
import type { RuleDetail, RuleText } from "../../wire/rules.ts";

/** `GET /api/tocsin/rules/{id}` */
export const readRule: Route = {
  method: "GET",
  path: "/api/tocsin/rules/:id",
  access: "read",
  summary: "One rule with its text and its faults",
  handle({ params }, service) {
    const entry = findRule(params["id"] ?? "", service);
    const { rule, file, saved } = entry;
    const [row] = ruleRows([entry], service);
    const text = textOf(rule);
    const { note } = rule.params;
    const detail: RuleDetail = {
      row: row as RuleDetail["row"],
      description: rule.description,
      guide: typeof note === "string" ? note : "",
      query: rule.query?.source.text ?? null,
      index: rule.index ?? [],
      file: file && (saved?.text ?? null) === null ? file.source.name : null,
      ...text,
      editable: true,
      diagnostics: ruleCheck(text, service.catalog.surroundings).diagnostics,
      fates: fatesOf(rule.id, service),
      exceptions: exceptionsOf(rule, service),
    };
    return { json: detail };
  },
};

function exceptionsOf(rule: Rule, service: Service): RuleDetail["exceptions"] {
  const counts = exceptionHitStore(service.database).ofRule(rule.id);
  return boundExceptions(rule, service.catalog).map(({ list, id, name }) => {
    const { hits = 0, last } = counts.find((each) => each.list === list && each.item === id) ?? {};
    return { list, item: name, hits, last: last === undefined ? null : formatTime(last) };
  });
}

/** A line of an export is a rule in JSON. */
function textOf({ source, format, params }: Rule): RuleText {
  return format === "ndjson" ? { source: JSON.stringify(params, null, 2), format: "json" } : { source: source.text, format };
}
