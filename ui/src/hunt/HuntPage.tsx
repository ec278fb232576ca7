import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { HuntQuery, HuntResult, HuntStop } from "../../../src/server/wire/hunt.ts";
import { useHunt } from "../api/data.ts";
import { Bars } from "../parts/Bars.tsx";
import { Diagnostics, Fault } from "../parts/Fault.tsx";
import { count, time } from "../parts/format.ts";
import { Loading } from "../parts/Loading.tsx";
import type { TimeRange } from "../parts/Range.tsx";
import { countsOf, further, joined } from "./further.ts";
import { type HuntDraft, HuntForm } from "./HuntForm.tsx";
import { HuntRowsView } from "./HuntRows.tsx";

/** Queries over the stored events. */
export function HuntPage() {
  const search = useSearch({ from: "/hunt" });
  const navigate = useNavigate({ from: "/hunt" });
  const hunt = useHunt();
  const [draft, write] = useState<HuntDraft>({
    language: search.language ?? "eql",
    query: search.query ?? "",
    range: { from: search.from ?? "now-24h", ...(search.to !== undefined && { to: search.to }) },
  });
  const [seen, see] = useState<{ readonly asked: HuntQuery; readonly result: HuntResult }>();
  const ask = (asked: HuntQuery, before?: HuntResult): void =>
    hunt.mutate(asked, { onSuccess: (result) => see({ asked, result: before ? joined(before, result) : result }) });
  const run = ({ language, query, range }: HuntDraft = draft): void => {
    const { from = "1970-01-01", to = "now" } = range;
    void navigate({ search: { language, query, ...range }, replace: true });
    ask({ language, query, from, to });
  };
  const runWithin = (range: TimeRange): void => {
    write({ ...draft, range });
    run({ ...draft, range });
  };
  useEffect(() => {
    // A link to a hunt shows what it finds.
    if (search.query !== undefined) run();
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const data = seen?.result;
  return (
    <section className="page hunt">
      <h1>Hunt</h1>
      <HuntForm draft={draft} isBusy={hunt.isPending} onChange={write} onRun={() => run()} />
      <Fault error={hunt.error} />
      {hunt.isPending && <Loading what="what fits" />}
      {data && (
        <>
          <Diagnostics list={data.diagnostics} />
          <Bars histogram={data.histogram} label="Events found" onSpan={(from, to) => runWithin({ from, to })} />
          <p className="count" aria-live="polite">
            {count(data.scanned)} events looked at in {count(data.milliseconds)} ms
            {countsOf(data)}
          </p>
          {data.stopped && seen && (
            <Stopped
              stop={data.stopped}
              isBusy={hunt.isPending}
              onGo={() => ask(further(seen.asked, data), data.stopped?.next === null ? undefined : data)}
            />
          )}
          <HuntRowsView rows={data.result} />
        </>
      )}
    </section>
  );
}

/** How far it came, and the way on. */
function Stopped({ stop, isBusy, onGo }: { readonly stop: HuntStop; readonly isBusy: boolean; readonly onGo: () => void }) {
  const { why, at, next } = stop;
  return (
    <div className="stopped row" role="status">
      <p>
        {why === "time" ? "Its time was over" : "It held as many events as it may"}: everything after <b>{time(at)}</b> was looked at, what
        is before was not.
        {next === null && " The query looks at several events at once, so what it found may change with them."}
      </p>
      {why === "time" ? (
        <button type="button" onClick={onGo} disabled={isBusy}>
          {next === null ? "Look again, for 5 minutes" : "Go on"}
        </button>
      ) : (
        <span className="dim">Ask for less time, or less.</span>
      )}
    </div>
  );
}
