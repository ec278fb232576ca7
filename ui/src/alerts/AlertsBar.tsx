import { useRef } from "react";
import { Range } from "../parts/Range.tsx";
import { useKeys } from "../shell/keys.ts";
import { type AlertsSearch, type changed, GROUPINGS, type GroupBy } from "./search.ts";
import { Views } from "./Views.tsx";

type Change = (change: Parameters<typeof changed>[1]) => void;

/** Search, time, grouping and saved views. */
export function AlertsBar(props: {
  readonly search: AlertsSearch;
  readonly onChange: Change;
  readonly onView: (view: AlertsSearch) => void;
}) {
  const { search, onChange, onView } = props;
  const query = useRef<HTMLInputElement>(null);
  useKeys({ "/": () => query.current?.focus() });
  return (
    <div className="alerts-bar">
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          onChange({ query: query.current?.value || undefined });
        }}
      >
        <input
          ref={query}
          type="search"
          placeholder="KQL over alerts: process.name : curl and host.name : web-*"
          aria-label="KQL over alerts"
          defaultValue={search.query ?? ""}
          key={search.query}
          onBlur={(event) => event.target.value !== (search.query ?? "") && onChange({ query: event.target.value || undefined })}
        />
      </form>
      <Range
        range={{ ...(search.from !== undefined && { from: search.from }), ...(search.to !== undefined && { to: search.to }) }}
        onChange={({ from, to }) => onChange({ from, to })}
      />
      <label className="inline">
        Group by{" "}
        <select
          value={search.group ?? ""}
          onChange={(event) => onChange({ group: (event.target.value || undefined) as GroupBy | undefined })}
        >
          <option value="">nothing</option>
          {GROUPINGS.map((by) => (
            <option key={by}>{by}</option>
          ))}
        </select>
      </label>
      <Views search={search} onView={onView} />
    </div>
  );
}
