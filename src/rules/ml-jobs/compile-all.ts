import { type Diagnostic, diagnostic, diagnosticAt } from "../../diagnostics/index.ts";
import type { LowerEnv } from "../../languages/language.ts";
import type { JobPlan } from "../../plan/job-plan.ts";
import type { Rule } from "../model.ts";
import { jobIdsOf } from "../types/machine-learning.ts";
import { compileMlJob } from "./compile.ts";
import type { MlJob } from "./model.ts";

/**
 * Compiles the jobs that rules name.
 * @param given anomaly records are given, so that a job that nobody computes is no reason to warn
 */
export function compileMlJobs(
  jobs: readonly MlJob[],
  rules: readonly Rule[],
  env: LowerEnv,
  given: boolean,
): { readonly plans: readonly JobPlan[]; readonly diagnostics: readonly Diagnostic[] } {
  const readers = rules.filter((rule) => rule.type === "machine_learning");
  const named = new Set(readers.flatMap(jobIdsOf));
  const compiled = jobs.filter(({ id }) => named.has(id)).map((job) => ({ job, ...compileMlJob(job, env) }));
  const computed = new Map(compiled.flatMap(({ job, plan }) => (plan ? [[job.id, job] as const] : [])));
  return {
    plans: compiled.flatMap(({ plan }) => plan ?? []),
    diagnostics: [
      ...compiled.flatMap(({ job, diagnostics }) => diagnostics.filter((each) => !isForeign(job, each))),
      ...(given ? [] : readers.flatMap((rule) => silentJobs(rule, computed))),
    ],
  };
}

/** The fields that another system computes are in no table; that it must is said once for the job. */
const isForeign = (job: MlJob, { code, severity }: Diagnostic): boolean =>
  job.needs !== undefined && code === "T6001" && severity === "warning";

/** Jobs of a rule whose records nobody may make. */
function silentJobs(rule: Rule, computed: ReadonlyMap<string, MlJob>): readonly Diagnostic[] {
  return jobIdsOf(rule).flatMap((id) => {
    const job = computed.get(id);
    if (job && job.needs === undefined) return [];
    const message = job
      ? `the job \`${id}\` reads what another system computes: ${job.needs}`
      : `nobody computes the records of the job \`${id}\``;
    const hint = job
      ? "where the events lack it, give its records with --anomalies"
      : "give its records with --anomalies, or a job of that id with --ml-jobs";
    const span = rule.spanOf("rule.machine_learning_job_id");
    const details = { severity: "warning", hint } as const;
    return [span ? diagnosticAt(rule.source, span, "T9020", message, details) : diagnostic("T9020", message, details)];
  });
}
