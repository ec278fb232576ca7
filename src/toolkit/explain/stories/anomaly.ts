import { isJsonObject, type JsonObject } from "../../../event/json.ts";
import { parseTime } from "../../../event/time.ts";
import type { AnomalyOp } from "../../../plan/rule-plan.ts";
import type { AnomalyRecordStory } from "../story-types.ts";
import type { Story } from "./story.ts";

/** Records told one by one; the rest is counted. */
const MAX_RECORDS = 100;

/** Which records the rule's jobs made or were given, and how far below the threshold they are. */
export function anomalyStory({ jobs, threshold }: AnomalyOp): Story {
  let records: AnomalyRecordStory[] = [];
  let count = 0;
  const cut = (): void => void (records = records.sort(byScore).slice(0, MAX_RECORDS));
  return {
    trace: {
      anomaly: (record) => {
        const { record_score: score, is_interim: interim, result_type: type } = record;
        if (type !== "record" || interim !== false || typeof score !== "number") return;
        count++;
        records.push(storyOf(record, score, threshold));
        if (records.length > 2 * MAX_RECORDS) cut();
      },
    },
    event: () => undefined,
    tell: () => {
      cut();
      return { anomaly: { jobs, threshold, records, moreRecords: count - records.length } };
    },
  };
}

const byScore = (a: AnomalyRecordStory, b: AnomalyRecordStory): number => b.score - a.score || (a.time ?? 0) - (b.time ?? 0);

function storyOf(record: JsonObject, score: number, threshold: number): AnomalyRecordStory {
  const { _id: id, job_id: job, timestamp, "@timestamp": at, "tocsin.anomaly": own } = record;
  const time = timestamp ?? at;
  const explanation = isJsonObject(own) ? own["explanation"] : undefined;
  return {
    id: typeof id === "string" ? id : null,
    job: String(job),
    time: typeof time === "number" || typeof time === "string" ? (parseTime(time) ?? null) : null,
    score,
    reached: score >= threshold,
    words: typeof explanation === "string" ? explanation : wordsOf(record),
  };
}

/** `rare of user.name bob for host.name web1: 1, where 0 is typical`, as far as the record says it. */
function wordsOf(record: JsonObject): string {
  const entity = (role: string, word: string): string =>
    record[`${role}_field_value`] === undefined
      ? ""
      : ` ${word} ${String(record[`${role}_field_name`])} ${String(record[`${role}_field_value`])}`;
  const values = (key: string): string => [record[key] ?? "?"].flat().join(", ");
  const what = `${String(record["function"] ?? "anomaly")}${entity("by", "of")}${entity("over", "of")}${entity("partition", "for")}`;
  return record["actual"] === undefined ? what : `${what}: ${values("actual")}, where ${values("typical")} is typical`;
}
