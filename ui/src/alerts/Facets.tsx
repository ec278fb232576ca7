import type { AlertSummary, Facet, FacetValue } from "../../../src/server/wire/alerts.ts";
import { count, inert } from "../parts/format.ts";
import { type AlertsSearch, type changed, type ListField, OPEN, SEVERITIES, toggled } from "./search.ts";

const TITLES: Readonly<Record<ListField, string>> = {
  status: "Status",
  severity: "Severity",
  rule: "Rule",
  host: "Host",
  user: "User",
  technique: "Technique",
  tag: "Tag",
  assignee: "Assignee",
};

/** Values shown of a facet before the rest is asked for. */
const SHOWN = 8;

interface Props {
  readonly summary: AlertSummary | undefined;
  readonly search: AlertsSearch;
  readonly onChange: (change: Parameters<typeof changed>[1]) => void;
}

/** What there is to choose from, with counts. */
export function Facets({ summary, search, onChange }: Props) {
  const chosen = Object.values(search).some(Array.isArray) || search.query !== undefined || search.from !== undefined;
  return (
    <aside className="facets" aria-label="Filters">
      {chosen && (
        <button type="button" className="plain clear" onClick={() => onChange(CLEARED)}>
          Clear all filters
        </button>
      )}
      {(summary?.facets ?? []).map((facet) => (
        <FacetList key={facet.field} facet={facet} search={search} onChange={onChange} />
      ))}
      <label className="inline">
        <input
          type="checkbox"
          checked={search.buildingBlocks === true}
          onChange={(event) => onChange({ buildingBlocks: event.target.checked || undefined })}
        />{" "}
        building blocks
      </label>
    </aside>
  );
}

const CLEARED = {
  status: undefined,
  severity: undefined,
  rule: undefined,
  host: undefined,
  user: undefined,
  technique: undefined,
  tag: undefined,
  assignee: undefined,
  query: undefined,
  from: undefined,
  to: undefined,
};

function FacetList({ facet, search, onChange }: { readonly facet: Facet } & Omit<Props, "summary">) {
  const { field } = facet;
  const chosen: readonly string[] = search[field] ?? (field === "status" ? OPEN : []);
  const values = withChosen(facet.values, chosen);
  const known = ORDERS[field];
  const order = known ? values.toSorted((a, b) => known.indexOf(a.value) - known.indexOf(b.value)) : values;
  if (order.length === 0) return null;
  const item = (value: FacetValue) => (
    <li key={value.value}>
      <label className={field === "severity" ? value.value : ""}>
        <input
          type="checkbox"
          checked={chosen.includes(value.value)}
          onChange={() => onChange({ [field]: toggled(chosen, value.value) })}
        />
        <span className={field === "severity" ? "mark label" : "label"} title={inert(value.label)}>
          {inert(value.label)}
        </span>
        <span className="n">{count(value.count)}</span>
      </label>
    </li>
  );
  return (
    <details className="facet" open={field !== "tag" && field !== "assignee"}>
      <summary>{TITLES[field]}</summary>
      <ul>{order.slice(0, SHOWN).map(item)}</ul>
      {order.length > SHOWN && (
        <details className="more">
          <summary>{order.length - SHOWN} more</summary>
          <ul>{order.slice(SHOWN).map(item)}</ul>
        </details>
      )}
    </details>
  );
}

/** What is chosen can be unchosen, however rare it is. */
function withChosen(values: readonly FacetValue[], chosen: readonly string[]): readonly FacetValue[] {
  const missing = chosen.filter((each) => !values.some(({ value }) => value === each));
  return [...missing.map((value) => ({ value, label: value, count: 0 })), ...values];
}

/** Of fields whose values have an order of their own; the others stand by how frequent they are. */
const ORDERS: Readonly<Partial<Record<ListField, readonly string[]>>> = {
  severity: SEVERITIES,
  status: ["open", "acknowledged", "closed"],
};
