import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { HuntQuery, HuntResult, HuntStop } from "../../../src/server/wire/hunt.ts";
import { useHunt } from "../api/data.ts";
import { Bars } from "../parts/Bars.tsx";
import { Diagnostics, Fault } from "../parts/Fault.tsx";
import { count, time } from "../parts/format.ts";
import { Range, type TimeRange } from "../parts/Range.tsx";
import { countsOf, further, joined } from "./further.ts";
import { HuntRowsView } from "./HuntRows.tsx";
import { type HuntLanguage, LANGUAGES } from "./search.ts";

const EXAMPLES: Readonly<Record<HuntLanguage, string>> = {
  eql: 'process where process.name : "curl" and process.args : "http*"',
  kuery: "process.name : curl and user.id : 0",
  lucene: "process.name:curl AND NOT user.id:0",
  esql: "FROM logs-* | STATS n = COUNT(*) BY process.name | SORT n DESC | LIMIT 20",
};

/** Queries over the stored events. */
export function HuntPage() {
  const search = useSearch({ from: "/hunt" });
  const navigate = useNavigate({ from: "/hunt" });
  const hunt = useHunt();
  const [language, setLanguage] = useState<HuntLanguage>(search.language ?? "eql");
  const [query, setQuery] = useState(search.query ?? "");
  const [range, setRange] = useState<TimeRange>({
    from: search.from ?? "now-24h",
    ...(search.to !== undefined && { to: search.to }),
  });
  const [seen, see] = useState<{ readonly asked: HuntQuery; readonly result: HuntResult }>();
  const ask = (asked: HuntQuery, before?: HuntResult): void =>
    hunt.mutate(asked, { onSuccess: (result) => see({ asked, result: before ? joined(before, result) : result }) });
  const run = (within: TimeRange = range): void => {
    const { from = "1970-01-01", to = "now" } = within;
    void navigate({ search: { language, query, ...within }, replace: true });
    ask({ language, query, from, to });
  };
  const data = seen?.result;
  return (
    <section className="page hunt">
      <h1>Hunt</h1>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <div className="row">
          <select aria-label="Language" value={language} onChange={(event) => setLanguage(event.target.value as HuntLanguage)}>
            {LANGUAGES.map((each) => (
              <option key={each} value={each}>
                {each === "kuery" ? "KQL" : each === "esql" ? "ES|QL" : each === "eql" ? "EQL" : "Lucene"}
              </option>
            ))}
          </select>
          <Range range={range} onChange={setRange} />
          <button type="submit" className="primary" disabled={hunt.isPending || query.trim() === ""}>
            Hunt <kbd>Ctrl ↵</kbd>
          </button>
        </div>
        <textarea
          aria-label="Query"
          spellCheck={false}
          rows={4}
          placeholder={EXAMPLES[language]}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            run();
          }}
        />
      </form>
      <Fault error={hunt.error} />
      {data && (
        <>
          <Diagnostics list={data.diagnostics} />
          <Bars
            histogram={data.histogram}
            label="Events found"
            onSpan={(from, to) => {
              setRange({ from, to });
              run({ from, to });
            }}
          />
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
