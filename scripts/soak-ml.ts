/**
 * `npm run soak:ml -- [--days N] [--users N] [--hosts N] [--seed N] [--least SHARE] [--live]`: a made-up year of logons and process starts with
 * rarities planted in it, through one engine with the shipped machine learning jobs. Prints how many of the twenty records
 * with the highest scores are about what was planted (precision at 20), which of it was found, memory and live keys. Ends
 * with 1 when fewer of them are than the least share, or when memory went past its bound.
 */
import { parseArgs } from "node:util";
import v8 from "node:v8";
import { createEngine } from "../src/engine/engine.ts";
import type { JsonObject } from "../src/event/json.ts";
import { loadRuleText } from "../src/rules/load.ts";
import type { Rule } from "../src/rules/model.ts";
import { loadJobsFor } from "../src/toolkit/ml-jobs.ts";
import { createSpillFile } from "../src/toolkit/spill-file.ts";
import { createRandom, seedOf } from "./soak/random.ts";
import { createYear, type Planted } from "./soak/year.ts";

// As the command line has it.
v8.setFlagsFromString("--heap-growing-percent=25");
v8.setFlagsFromString("--max-semi-space-size=8");

const MB = 1024 * 1024;
const MOST_RSS = 400 * MB;
const TOP = 20;
/** Live: how often the clock is told. */
const CLOCK_STEP_MS = 60_000;

const JOBS = [
  "auth_high_count_logon_events_ea",
  "auth_high_count_logon_events_for_a_source_ip_ea",
  "auth_high_count_logon_fails_ea",
  "auth_rare_hour_for_a_user_ea",
  "auth_rare_source_ip_for_a_user_ea",
  "auth_rare_user_ea",
  "suspicious_login_activity_ea",
  "v3_linux_anomalous_process_all_hosts_ea",
  "v3_linux_anomalous_user_name_ea",
  "v3_rare_process_by_host_linux_ea",
];

const { values } = parseArgs({
  options: {
    days: { type: "string", default: "365" },
    users: { type: "string", default: "150" },
    hosts: { type: "string", default: "40" },
    seed: { type: "string", default: "1" },
    least: { type: "string", default: "0.75" },
    live: { type: "boolean", default: false },
  },
});

/** A rule that takes the records of a job that have some score. */
function ruleOf(job: string, number: number): Rule {
  const rule = {
    rule_id: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
    name: job,
    description: "Records of a job.",
    risk_score: 1,
    severity: "low",
    type: "machine_learning",
    machine_learning_job_id: job,
    anomaly_threshold: 10,
    interval: "15m",
    from: "now-45m",
  };
  const [loaded] = loadRuleText("rule.json", JSON.stringify(rule)).rules;
  if (!loaded) throw new Error(`no rule for ${job}`);
  return loaded;
}

const rules = JOBS.map(ruleOf);
const { jobs } = await loadJobsFor(rules);
const spill = createSpillFile();
const begun = performance.now();
const engine = createEngine({ rules, mlJobs: jobs, spill, maxSignals: Number.POSITIVE_INFINITY, ...(values.live && { lateness: "60s" }) });
const days = Number(values.days);
const year = createYear(createRandom(seedOf(Number(values.seed), 0)), { days, users: Number(values.users), hosts: Number(values.hosts) });
const records: JsonObject[] = [];
let pushed = 0;
let clock = 0;
let mostKeys = 0;
for (let day = 0; day < days; day++) {
  const events = year.day(day).toSorted((a, b) => (String(a["@timestamp"]) < String(b["@timestamp"]) ? -1 : 1));
  for (const event of events) {
    const time = Date.parse(String(event["@timestamp"]));
    if (values.live && time >= clock) {
      clock = time + CLOCK_STEP_MS;
      records.push(...engine.advance(time).map(short));
    }
    records.push(...engine.push(event).map(short));
  }
  pushed += events.length;
  mostKeys = Math.max(mostKeys, liveKeys());
}
// As the scan command does when the input has ended.
v8.setFlagsFromString("--optimize-for-size");
v8.setFlagsFromString("--heap-growing-percent=15");
for (const alert of engine.finish()) records.push(short(alert));
mostKeys = Math.max(mostKeys, liveKeys());
spill.close();
process.exitCode = report();

function liveKeys(): number {
  return engine.stats().jobs.reduce((sum, job) => sum + job.live_keys, 0);
}

/** Of an alert only what is judged here: a year has many. */
function short(alert: JsonObject): JsonObject {
  const {
    job_id,
    timestamp,
    record_score,
    probability,
    influencers,
    by_field_value,
    partition_field_value,
    "tocsin.anomaly": anomaly,
  } = alert;
  return JSON.parse(
    JSON.stringify({ job_id, timestamp, record_score, probability, influencers, by_field_value, partition_field_value, anomaly }),
  ) as JsonObject;
}

function isAbout(record: JsonObject, { start, end, names }: Planted): boolean {
  const time = Number(record["timestamp"]);
  const text = JSON.stringify([record["influencers"], record["by_field_value"], record["partition_field_value"]]);
  return time >= start && time <= end && names.some((name) => text.includes(`"${name}"`));
}

function report(): number {
  const ranked = records.toSorted(
    (a, b) => Number(b["record_score"]) - Number(a["record_score"]) || Number(a["probability"]) - Number(b["probability"]),
  );
  const top = ranked.slice(0, TOP);
  const isPlanted = (record: JsonObject): boolean => year.planted.some((planted) => isAbout(record, planted));
  const precision = top.filter(isPlanted).length / TOP;
  const placeOf = (planted: Planted): number => ranked.findIndex((record) => isAbout(record, planted)) + 1;
  const found = (within: number): number => year.planted.filter((planted) => placeOf(planted) > 0 && placeOf(planted) <= within).length;
  const rss = process.resourceUsage().maxRSS * 1024;
  const seconds = (performance.now() - begun) / 1000;
  for (const record of top)
    process.stdout.write(`${isPlanted(record) ? "+" : "-"} ${Number(record["record_score"]).toFixed(1)} ${explanationOf(record)}\n`);
  const above = ranked.filter((record) => Number(record["record_score"]) >= 50);
  process.stdout.write(
    [
      "",
      ...JOBS.map((job) => `${job}: ${above.filter((each) => each["job_id"] === job).length} records of 50 or more`),
      `${pushed} events of ${days} days, ${engine.stats().jobs.length} jobs, ${ranked.length} records, ${Math.round(pushed / seconds)} events/s`,
      `precision at ${TOP}: ${precision.toFixed(2)}`,
      `planted: ${year.planted.length}; found within the first 20, 40 and 100 records: ${found(20)}, ${found(40)}, ${found(100)}`,
      `records with a score of 50 or more: ${above.length}, of them about what was planted: ${above.filter(isPlanted).length}`,
      `peak memory ${Math.round(rss / MB)} MB, most live keys ${mostKeys}`,
      ...year.planted
        .filter((planted) => placeOf(planted) === 0 || placeOf(planted) > 100)
        .map(({ what, names }) => `not in the first 100: ${what} (${names.join(", ")})`),
      "",
    ].join("\n"),
  );
  return precision < Number(values.least) || rss > MOST_RSS ? 1 : 0;
}

function explanationOf({ anomaly }: JsonObject): string {
  return (anomaly as { explanation?: string } | undefined)?.explanation ?? "";
}
