import { escapeText } from "../../diagnostics/index.ts";
import { formatTime } from "../../event/time.ts";
import type { Paint } from "../../formats/output/paint.ts";
import type { AnomalyExplanation, AnomalyRecordStory } from "../../toolkit/explain/story-types.ts";

/** Records told before the rest is only counted. */
const MAX_RECORDS = 20;

/** Which records there were, the highest scores first, and how they stand to the threshold. */
export function renderAnomaly({ jobs, threshold, records, moreRecords }: AnomalyExplanation, paint: Paint): string[] {
  const lines = [`${paint("accent", "anomaly records")} of ${jobs.map(escapeText).join(", ")} with a score of ${threshold} or more`];
  for (const record of records.slice(0, MAX_RECORDS)) lines.push(`  ${recordText(record, threshold, paint)}`);
  if (records.length === 0) lines.push("  no record: nothing is unusual, or the jobs have too little history, or no event reached them");
  const rest = Math.max(0, records.length - MAX_RECORDS) + moreRecords;
  return rest > 0 ? [...lines, `  … and ${rest} more records`] : lines;
}

function recordText({ job, time, score, reached, words }: AnomalyRecordStory, threshold: number, paint: Paint): string {
  const mark = reached ? paint("good", "✓") : paint("bad", "✗");
  const short = reached ? "" : `, ${Number((threshold - score).toFixed(2))} below the threshold`;
  const at = time === null ? "" : ` ${formatTime(time)}`;
  return `${mark} ${escapeText(job)}${at}: score ${Number(score.toFixed(2))}${short}: ${escapeText(words)}`;
}
