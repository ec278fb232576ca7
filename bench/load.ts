/** `node bench/load.ts RULES`: loads and compiles rules with the shipped machine learning jobs and prints the milliseconds of each, without the start of Node.js. */
import { createEngine, loadMlJobs, loadRules } from "../src/index.ts";

const [folder = "rules"] = process.argv.slice(2);
const begun = performance.now();
const { rules } = await loadRules([folder]);
const { jobs } = await loadMlJobs(["ml-jobs"]);
const loaded = performance.now();
createEngine({ rules, mlJobs: jobs, lateness: "batch" });
const compiled = performance.now();
process.stdout.write(JSON.stringify({ rules: rules.length, load: loaded - begun, compile: compiled - loaded }));
