import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { AlertRow } from "../../../src/server/wire/alerts.ts";
import type { RuleText, TryResult } from "../../../src/server/wire/rules.ts";
import { useTryRule } from "../api/rules.ts";
import { Fault } from "../parts/Fault.tsx";
import { count, inert, time } from "../parts/format.ts";
import { useKeys } from "../shell/keys.ts";

const ALL = 0;
const SPANS: readonly (readonly [label: string, hours: number])[] = [
  ["the last hour", 1],
  ["the last day", 24],
  ["the last 7 days", 168],
  ["the last 30 days", 720],
  ["all time", ALL],
];

/** Runs the text over stored events, and tells what the saved rule would not say, or says besides. */
export function TryPanel({ text, against }: { readonly text: RuleText; readonly against: string | undefined }) {
  const [hours, setHours] = useState(24);
  const trial = useTryRule();
  const run = (): void => {
    const to = new Date();
    const from = new Date(hours === ALL ? 0 : to.getTime() - hours * 3_600_000);
    trial.mutate({ ...text, from: from.toISOString(), to: to.toISOString(), ...(against !== undefined && { against }) });
  };
  useKeys({ "Mod+Enter": run });
  return (
    <section className="try" aria-label="Try on stored events">
      <h2>Try on stored events</h2>
      <p className="row">
        <select aria-label="Events of" value={hours} onChange={(event) => setHours(Number(event.target.value))}>
          {SPANS.map(([label, value]) => (
            <option key={label} value={value}>
              {label}
            </option>
          ))}
        </select>
        <button type="button" onClick={run} disabled={trial.isPending}>
          Try <kbd>Ctrl ↵</kbd>
        </button>
      </p>
      {trial.isPending && <p className="dim">Looking through the stored events…</p>}
      <Fault error={trial.error} />
      {trial.data && <Outcome result={trial.data} compared={against !== undefined} />}
    </section>
  );
}

function Outcome({ result, compared }: { readonly result: TryResult; readonly compared: boolean }) {
  const { added, removed, same, events, milliseconds, silence } = result;
  return (
    <div aria-live="polite">
      <p>
        {count(events)} events in {count(milliseconds)} ms: <b>{count(added.length + same)}</b> alerts
        {compared && `, ${count(added.length)} new, ${count(removed.length)} gone, ${count(same)} as before`}
      </p>
      {silence !== null && <p className="dim">{inert(silence)}</p>}
      <ul className="difference">
        {added.map((alert) => (
          <Difference key={`+${alert.id}`} sign="+" alert={alert} />
        ))}
        {removed.map((alert) => (
          <Difference key={`-${alert.id}`} sign="−" alert={alert} />
        ))}
      </ul>
    </div>
  );
}

function Difference({ sign, alert }: { readonly sign: "+" | "−"; readonly alert: AlertRow }) {
  return (
    <li data-sign={sign}>
      <b aria-label={sign === "+" ? "new" : "gone"}>{sign}</b> {time(alert.eventTime ?? alert.time)}{" "}
      {inert([alert.host, alert.user, alert.process].filter((part) => part !== null).join(" · ") || alert.reason)}{" "}
      {sign === "−" && (
        <Link to="/alerts" search={{ alert: alert.id }}>
          the alert
        </Link>
      )}
    </li>
  );
}
