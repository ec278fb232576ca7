import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { defaultFields } from "../../src/event/schema.ts";
import { DERIVED_FUNCTIONS } from "../../src/operators/anomaly/derived/table.ts";
import { DETECTOR_FUNCTIONS } from "../../src/operators/anomaly/functions/table.ts";
import { compileMlJob } from "../../src/rules/ml-jobs/compile.ts";
import { loadMlJobs } from "../../src/rules/ml-jobs/load.ts";
import { ROOT } from "../support/shared.ts";

const page = readFileSync(join(ROOT, "docs", "machine-learning.md"), "utf8");
const { jobs, problems } = await loadMlJobs(join(ROOT, "ml-jobs"));

test("every function is on the page", () => {
  const names = [...DETECTOR_FUNCTIONS.map(({ name }) => name), ...Object.keys(DERIVED_FUNCTIONS)];
  expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

test("the shipped jobs compile; only what other systems compute is unknown", () => {
  expect(problems).toEqual([]);
  const faults = jobs.flatMap((job) => {
    const { diagnostics } = compileMlJob(job, { fields: defaultFields() });
    return job.needs === undefined || diagnostics.some(({ code }) => code !== "T6001") ? diagnostics : [];
  });
  expect(faults.map(({ message, location }) => `${location?.file}:${location?.line} ${message}`)).toEqual([]);
});

test("the page's numbers of jobs are right", () => {
  const lacking = jobs.filter(({ needs }) => needs !== undefined).length;
  expect(page).toContain(
    `Of the ${jobs.length} jobs that public rules have named, ${jobs.length - lacking} run from events. These ${lacking} read`,
  );
});

test("every shipped job says what it looks for, and its bucket is told by what it reads", () => {
  for (const { id, content } of jobs) {
    expect(content.description, id).toBeDefined();
    expect(content.query ?? "", id).not.toBe("");
  }
});
