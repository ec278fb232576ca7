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
  /** Where there is no room for them beside the list. */
  readonly filters: { readonly areShown: boolean; readonly show: (shown: boolean) => void };
}) {
  const { search, onChange, onView, filters } = props;
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
      <button type="button" className="narrow" aria-pressed={filters.areShown} onClick={() => filters.show(!filters.areShown)}>
        Filters
      </button>
      <select
        aria-label="Group by"
        value={search.group ?? ""}
        onChange={(event) => onChange({ group: (event.target.value || undefined) as GroupBy | undefined })}
      >
        <option value="">no groups</option>
        {GROUPINGS.map((by) => (
          <option key={by} value={by}>
            by {by}
          </option>
        ))}
      </select>
      <Views search={search} onView={onView} />
    </div>
  );
}
