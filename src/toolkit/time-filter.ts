import type { EventDocument } from "../event/origin.ts";
import { compilePath } from "../event/path.ts";
import { parseTime } from "../event/time.ts";

/** Keeps events of `[since, until)` by `@timestamp` (epoch milliseconds); one without a readable time is not in it. */
export function createTimeFilter(since: number | undefined, until: number | undefined): ((event: EventDocument) => boolean) | undefined {
  if (since === undefined && until === undefined) return undefined;
  const read = compilePath("@timestamp");
  return (event) => {
    const [value] = read(event);
    const time = value === undefined ? undefined : parseTime(value);
    return time !== undefined && (since === undefined || time >= since) && (until === undefined || time < until);
  };
}

/** The batches with what is outside `[since, until)` left out; without bounds as they are. */
export async function* within(
  batches: AsyncIterable<EventDocument[]>,
  since: number | undefined,
  until: number | undefined,
): AsyncGenerator<EventDocument[]> {
  const inTime = createTimeFilter(since, until);
  for await (const batch of batches) yield inTime ? batch.filter(inTime) : batch;
}
