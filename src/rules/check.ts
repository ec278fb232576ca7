import { z } from "zod";
import { type Diagnostic, didYouMean, isError } from "../diagnostics/index.ts";
import type { JsonObject } from "../event/json.ts";
import { guideDiagnostics } from "./guide.ts";
import { RULE_TYPES, type RuleType } from "./model.ts";
import type { RuleDocument } from "./read/document.ts";
import { COMMON_KEYS } from "./schema/common.ts";
import { COMMON_CHECKS, fileFindings } from "./schema/consistency.ts";
import { EXPORTED_KEYS } from "./schema/exported.ts";
import { diagnose, type Finding } from "./schema/finding.ts";
import { schemaFindings } from "./schema/issues.ts";
import { metadataSchema } from "./schema/metadata.ts";
import { queryFindings } from "./types/query-findings.ts";
import { transformSchema } from "./schema/transform.ts";
import { RULE_TYPE_TABLE, ruleTypeOf } from "./types/table.ts";
import type { RuleTypeEntry } from "./types/rule-type.ts";

export interface CheckOptions {
  /** Unknown keys are errors. */
  readonly strict?: boolean;
}

/** Every fault of a rule document but those inside its query, in file order. Without an error it can be built. */
export function checkDocument(document: RuleDocument, options: CheckOptions = {}): readonly Diagnostic[] {
  const { rule, metadata, transform } = document;
  const findings = [...ruleFindings(rule), ...schemaFindings(metadataSchema, metadata, "metadata"), ...fileFindings(document)];
  if (transform !== undefined) findings.push(...schemaFindings(transformSchema, transform, "transform"));
  const inGuide = guideDiagnostics(document);
  if (findings.length === 0 && inGuide.length === 0) return [];
  return [...findings.map((finding) => diagnose(document, options.strict ? strictly(finding) : finding)), ...inGuide].sort(byPlace);
}

/** The schema of each type, built once, when first needed; `any` is that of a rule whose type is at fault. */
const SCHEMAS = new Map<RuleType | "any", z.ZodType>();

function ruleFindings(rule: JsonObject): readonly Finding[] {
  const entry = ruleTypeOf(rule["type"]);
  if (!entry) return [...schemaFindings(schemaOf(undefined), rule, "rule"), ...typeFindings(rule)];
  const found = schemaFindings(schemaOf(entry), rule, "rule").map((finding) => otherType(finding, entry));
  return [...found, ...[...COMMON_CHECKS, ...entry.checks].flatMap((check) => check(rule)), ...queryFindings(entry, rule)];
}

/** Without a type, only what all types share can be judged. */
function schemaOf(entry: RuleTypeEntry | undefined): z.ZodType {
  const id = entry?.type ?? "any";
  const known = SCHEMAS.get(id);
  if (known) return known;
  const schema = entry
    ? z.strictObject({ ...COMMON_KEYS, ...EXPORTED_KEYS, ...entry.keys })
    : z.looseObject({ ...COMMON_KEYS, ...EXPORTED_KEYS });
  SCHEMAS.set(id, schema);
  return schema;
}

function typeFindings(rule: JsonObject): readonly Finding[] {
  const { type } = rule;
  if (typeof type !== "string") return [];
  const hint = didYouMean(type, RULE_TYPES) ?? `the types are ${RULE_TYPES.join(", ")}`;
  return [{ code: "T1013", path: "rule.type", message: `there is no rule type \`${type}\``, hint }];
}

/** Of an unknown key that other rule types have: say so instead of looking for a similar name. */
function otherType(finding: Finding, entry: RuleTypeEntry): Finding {
  const key = /^rule\.([^.]+)$/.exec(finding.path)?.[1];
  if (finding.code !== "T1010" || key === undefined) return finding;
  const owners = RULE_TYPES.filter((type) => key in RULE_TYPE_TABLE[type].keys);
  if (owners.length === 0) return finding;
  return {
    ...finding,
    code: "T1018",
    message: `\`${key}\` has no effect in ${entry.type} rules`,
    hint: `it belongs to ${owners.join(", ")} rules`,
  };
}

const strictly = (finding: Finding): Finding =>
  finding.code === "T1010" || finding.code === "T1018" ? { ...finding, severity: "error" } : finding;

const byPlace = (a: Diagnostic, b: Diagnostic): number =>
  (a.span?.start ?? 0) - (b.span?.start ?? 0) || Number(isError(b)) - Number(isError(a));
