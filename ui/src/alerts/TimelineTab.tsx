import { useState } from "react";
import { useTimeline } from "../api/alerts.ts";
import { Fault } from "../parts/Fault.tsx";
import { clock, inert } from "../parts/format.ts";
import { DocumentView } from "../parts/JsonView.tsx";

const SPANS = [1, 5, 15, 60];

/** What else its host did around the time. */
export function TimelineTab({ id }: { readonly id: string }) {
  const [minutes, setMinutes] = useState(5);
  const { data, error, isFetching } = useTimeline(id, minutes);
  return (
    <>
      <label className="inline">
        Minutes before and after{" "}
        <select value={minutes} onChange={(event) => setMinutes(Number(event.target.value))}>
          {SPANS.map((span) => (
            <option key={span}>{span}</option>
          ))}
        </select>
      </label>
      <Fault error={error} />
      {data?.events.length === 0 && <p className="dim">No events of the host are stored around that time.</p>}
      <ol className="timeline" aria-busy={isFetching}>
        {data?.events.map((event, i) => (
          <li key={`${event.time}${i}`} data-subject={event.subject}>
            <details>
              <summary>
                <time dateTime={event.time}>{clock(event.time)}</time> <span className="chip">{inert(event.category ?? "event")}</span>{" "}
                {inert(event.summary)}
              </summary>
              <DocumentView document={event.document} />
            </details>
          </li>
        ))}
      </ol>
      {data?.truncated && <p className="dim">There are more; a shorter span shows them all.</p>}
    </>
  );
}
