import type { AlertSort } from "../../../src/server/wire/alerts.ts";

const SORTS: readonly (readonly [AlertSort, string])[] = [
  ["time", "Time"],
  ["severity", "Severity"],
  ["risk", "Risk"],
];

interface Props {
  readonly sort: AlertSort;
  readonly ascending: boolean;
  readonly onSort: (sort: AlertSort, ascending: boolean) => void;
}

/** By what the list is ordered; asked again, the other way round. */
export function ListOrder({ sort, ascending, onSort }: Props) {
  return (
    <div className="list-head" role="group" aria-label="Order">
      {SORTS.map(([name, title]) => (
        <button
          key={name}
          type="button"
          className="plain"
          aria-pressed={sort === name}
          onClick={() => onSort(name, sort === name && !ascending)}
        >
          {title} {sort === name && (ascending ? "↑" : "↓")}
        </button>
      ))}
    </div>
  );
}
