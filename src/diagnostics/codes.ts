import { CASE_CODES } from "./codes/cases.ts";
import { CLI_CODES } from "./codes/cli.ts";
import { EQL_CODES } from "./codes/eql.ts";
import { ESQL_CODES } from "./codes/esql.ts";
import { EXCEPTION_CODES } from "./codes/exceptions.ts";
import { FIELD_CODES } from "./codes/fields.ts";
import { JOB_CODES } from "./codes/jobs.ts";
import { INPUT_CODES } from "./codes/input.ts";
import { KUERY_CODES } from "./codes/kuery.ts";
import { LUCENE_CODES } from "./codes/lucene.ts";
import { RULE_CODES } from "./codes/rule.ts";
import { RUN_CODES } from "./codes/run.ts";

/** What a code means, for people: `docs/diagnostics.md` is made from these. */
export interface CodeEntry {
  /** The fault in a few words. */
  readonly title: string;
  /** Why it is a fault and how to mend it. */
  readonly explain: string;
}

/**
 * Every diagnostic code, by family: T1 rule files, exceptions, cases and machine learning jobs, T2 EQL, T3 KQL, T4 Lucene and query DSL, T5 ES|QL, T6 fields and
 * types in any language, T7 input, T8 command line and configuration, T9 compiling and running rules.
 * A code that has appeared in a release is never used for anything else.
 */
export const CODES = {
  ...RULE_CODES,
  ...EXCEPTION_CODES,
  ...CASE_CODES,
  ...JOB_CODES,
  ...EQL_CODES,
  ...KUERY_CODES,
  ...LUCENE_CODES,
  ...ESQL_CODES,
  ...FIELD_CODES,
  ...INPUT_CODES,
  ...CLI_CODES,
  ...RUN_CODES,
} as const satisfies Record<string, CodeEntry>;

export type Code = keyof typeof CODES;
