import type { LowerEnv } from "../languages/language.ts";
import type { Rule } from "./model.ts";
import type { CompiledRule } from "./types/rule-type.ts";
import { RULE_TYPE_TABLE } from "./types/table.ts";

/**
 * A rule's query, with its filters, as a plan. Faults point at the rule file. Rule types that this version does not
 * run have their queries checked where the language is known and say so in `unsupported`.
 */
export const compileRule = (rule: Rule, env: LowerEnv): CompiledRule => RULE_TYPE_TABLE[rule.type].compile(rule, env);
