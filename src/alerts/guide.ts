import type { JsonObject } from "../event/json.ts";
import { guideOf } from "../rules/guide.ts";
import type { Rule } from "../rules/model.ts";
import { compileSearch, type FilledSearch } from "./guide-search.ts";
import { compileSql, type FilledSql } from "./guide-sql.ts";
import { hasLookups, type Lookup, lookupsOf } from "./lookups.ts";

/** What an analyst can do about one alert: the rule's investigation guide with the alert's values in it. Plain JSON data. */
export interface AlertGuide {
  readonly osquery: readonly FilledOsquery[];
  readonly investigate: readonly FilledSearch[];
  readonly links: readonly Lookup[];
}

/** A question to the host; with nothing missing it can be asked as it stands. */
export interface FilledOsquery extends FilledSql {
  readonly label: string;
  readonly ecs_mapping: JsonObject;
}

/** The guide of a rule, compiled. */
interface CompiledGuide {
  readonly osquery: readonly ((document: JsonObject) => FilledOsquery)[];
  readonly investigate: readonly ((document: JsonObject) => FilledSearch)[];
}

const compiled = new WeakMap<Rule, CompiledGuide>();

/** @param document the alert (or its source event). */
export function alertGuide(rule: Rule, document: JsonObject): AlertGuide {
  let guide = compiled.get(rule);
  if (!guide) compiled.set(rule, (guide = compileGuide(rule)));
  return {
    osquery: guide.osquery.map((fill) => fill(document)),
    investigate: guide.investigate.map((fill) => fill(document)),
    links: lookupsOf(document),
  };
}

/** Whether there is anything in its guide. */
export const hasGuide = (rule: Rule, document: JsonObject): boolean => guideOf(rule).length > 0 || hasLookups(document);

function compileGuide(rule: Rule): CompiledGuide {
  const osquery: CompiledGuide["osquery"][number][] = [];
  const investigate: CompiledGuide["investigate"][number][] = [];
  for (const block of guideOf(rule)) {
    if (block.kind === "investigate") investigate.push(compileSearch(block));
    else {
      const fill = compileSql(block.query);
      osquery.push((document) => ({ label: block.label, ...fill(document), ecs_mapping: block.ecsMapping }));
    }
  }
  return { osquery, investigate };
}
