import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createEngine } from "../../src/engine/engine.ts";
import { loadRules } from "../../src/rules/load.ts";
import { jobIdsOf } from "../../src/rules/types/machine-learning.ts";
import { loadAllJobs } from "../../src/toolkit/ml-jobs.ts";
import { sharedPath } from "../support/shared.ts";

const corpus = sharedPath("corpus/detection-rules");

describe.skipIf(corpus === undefined)("the public machine learning rules", () => {
  test("each has a job of our own, and runs; those that need more than events are told of", async () => {
    const { rules } = await loadRules(join(corpus ?? "", "rules"));
    const readers = rules.filter(({ type, state }) => type === "machine_learning" && state === "active");
    const { jobs } = await loadAllJobs();
    const known = new Map(jobs.map((job) => [job.id, job]));
    expect(readers.length).toBeGreaterThan(90);
    expect(readers.flatMap(jobIdsOf).filter((id) => !known.has(id))).toEqual([]);
    const engine = createEngine({ rules: readers, mlJobs: jobs });
    expect(engine.unsupported).toEqual([]);
    expect(engine.stats().jobs.length).toBe(new Set(readers.flatMap(jobIdsOf)).size);
    const lacking = readers.filter((rule) => jobIdsOf(rule).some((id) => known.get(id)?.needs !== undefined));
    expect(engine.problems.map(({ code, severity }) => `${severity} ${code}`)).toEqual(lacking.map(() => "warning T9020"));
    expect(createEngine({ rules: readers, mlJobs: jobs, anomalies: [] }).problems).toEqual([]);
  });
});
