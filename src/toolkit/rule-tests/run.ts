import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import type { Alert } from "../../alerts/alert.ts";
import { createEngine } from "../../engine/engine.ts";
import { parseDuration } from "../../event/date-math.ts";
import type { Json, JsonObject, Scalar } from "../../event/json.ts";
import { compilePath } from "../../event/path.ts";
import { loadRules } from "../../rules/load.ts";
import type { Rule } from "../../rules/model.ts";
import { explain, type RuleExplanation } from "../explain/explain.ts";
import { type RuleCase, readCases } from "./case-file.ts";

/** How one case came out. */
export interface CaseResult {
  readonly file: string;
  readonly name: string;
  /** What is not as the case says; absent where it is. */
  readonly fault?: string;
  /** How the rule judged the events of a failing case. */
  readonly explanation?: RuleExplanation;
}

const SUFFIX = ".test.yaml";

export const isCaseFile = (file: string): boolean => file.endsWith(SUFFIX);

/** The rule file beside a case file. */
export const ruleFileOf = (caseFile: string): string => `${caseFile.slice(0, -SUFFIX.length)}.toml`;

/** Runs the cases of one file by the production engine. A file that cannot be understood is one failing result. */
export async function runCaseFile(file: string): Promise<readonly CaseResult[]> {
  try {
    const { rules, problems } = await loadRules(ruleFileOf(file));
    const [rule] = rules;
    if (!rule) return [{ file, name: "the rule loads", fault: problems[0]?.message ?? "there is no rule file beside it" }];
    const cases = readCases(parse(await readFile(file, "utf8")) as Json, parseDuration);
    return cases.map((c) => ({ file, name: c.name, ...runCase(rule, c) }));
  } catch (error) {
    return [{ file, name: "the case file is understood", fault: (error as Error).message }];
  }
}

function runCase(rule: Rule, ruleCase: RuleCase): Pick<CaseResult, "fault" | "explanation"> {
  const engine = createEngine({ rules: [rule] });
  const [problem] = engine.problems.filter((p) => p.severity === "error");
  if (problem || engine.unsupported.length > 0) return { fault: problem?.message ?? `cannot run: ${engine.unsupported[0]?.reason}` };
  const alerts = [...ruleCase.events.flatMap((event) => engine.push(event)), ...engine.finish()].filter(isShown);
  const fault = judge(ruleCase, alerts);
  return fault === undefined ? {} : { fault, explanation: explain(rule, ruleCase.events) };
}

const isShown = (alert: Alert): boolean => alert["kibana.alert.group.index"] === undefined;

function judge({ alerts: wanted, expected }: RuleCase, alerts: readonly Alert[]): string | undefined {
  if (alerts.length !== wanted) return `expected ${wanted} alerts, got ${alerts.length}`;
  for (const [i, fields] of expected.entries()) {
    const odd = Object.entries(fields).find(([name, value]) => !holds(alerts[i] ?? {}, name, value));
    if (odd) return `alert ${i + 1}: expected ${odd[0]} to be ${JSON.stringify(odd[1])}, got ${JSON.stringify(seen(alerts[i] ?? {}, odd[0]))}`;
  }
  return undefined;
}

function holds(alert: JsonObject, name: string, wanted: Json): boolean {
  const values = seen(alert, name);
  const list = Array.isArray(wanted) ? wanted : [wanted];
  return values.length === list.length && list.every((w, i) => w === values[i]);
}

const seen = (alert: JsonObject, name: string): readonly Scalar[] => compilePath(name)(alert);
