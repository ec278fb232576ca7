import { fileURLToPath } from "node:url";
import type { Rule } from "../rules/model.ts";
import { type LoadedMlJobs, loadMlJobs } from "../rules/ml-jobs/load.ts";
import { jobIdsOf } from "../rules/types/machine-learning.ts";

/** The machine learning jobs that ship with Tocsin: beside `src/` in a clone, beside `lib/` in the published package. */
const SHIPPED_JOBS: string = fileURLToPath(new URL("../../ml-jobs/", import.meta.url));

/** The jobs at the paths, and the shipped ones that none of these replaces. */
export async function loadAllJobs(paths: readonly string[] = []): Promise<LoadedMlJobs> {
  const given = paths.length > 0 ? await loadMlJobs(paths) : NO_JOBS;
  const shipped = await loadMlJobs(SHIPPED_JOBS);
  const replaced = new Set(given.jobs.map(({ id }) => id));
  return {
    jobs: [...given.jobs, ...shipped.jobs.filter(({ id }) => !replaced.has(id))],
    problems: [...given.problems, ...shipped.problems],
    files: given.files + shipped.files,
  };
}

/** The same, but for rules that never change: where none of them names a job, the shipped ones are not read. */
export async function loadJobsFor(rules: readonly Rule[], paths: readonly string[] = []): Promise<LoadedMlJobs> {
  if (rules.some((rule) => jobIdsOf(rule).length > 0)) return loadAllJobs(paths);
  return paths.length > 0 ? loadMlJobs(paths) : NO_JOBS;
}

const NO_JOBS: LoadedMlJobs = { jobs: [], problems: [], files: 0 };
