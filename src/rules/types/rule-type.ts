import type { z } from "zod";
import type { Diagnostic } from "../../diagnostics/index.ts";
import type { LowerEnv } from "../../languages/language.ts";
import type { RulePlan } from "../../plan/rule-plan.ts";
import type { Rule, RuleType } from "../model.ts";
import type { Check } from "../schema/consistency.ts";

/** What compiling gives: a plan, or why this version does not run the rule, or errors. */
export interface CompiledRule {
  /** Absent when there is an error among the diagnostics, or with `unsupported`. */
  readonly plan?: RulePlan;
  /** Why the rule is not run although nothing is wrong with it: «threshold rules are not run yet». */
  readonly unsupported?: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** One rule type: its keys, its laws and what it means. One a file, one line in `table.ts`. */
export interface RuleTypeEntry {
  readonly type: RuleType;
  /** Languages its query may be written in, the default first where it has one. Empty: it has no query. */
  readonly languages: readonly string[];
  /** The language must be named. */
  readonly languageRequired: boolean;
  /** `required`: must not be blank; `blank`: a blank one selects every event; `optional`: need not be there. */
  readonly query: "required" | "blank" | "optional" | "none";
  /** Its keys beside the common ones. */
  readonly keys: z.core.$ZodShape;
  readonly checks: readonly Check[];
  readonly compile: (rule: Rule, env: LowerEnv) => CompiledRule;
}
