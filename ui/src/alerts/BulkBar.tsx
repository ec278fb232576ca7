import { useState } from "react";
import type { AlertChange, AlertFilter } from "../../../src/server/wire/alerts.ts";
import { useAlertChange } from "../api/alerts.ts";
import { useMay, useSession } from "../api/session.ts";
import { Fault } from "../parts/Fault.tsx";
import { count } from "../parts/format.ts";

interface Props {
  readonly chosen: ReadonlySet<string>;
  readonly total: number;
  readonly filter: AlertFilter;
  readonly onDone: () => void;
}

/** What can be done with the chosen alerts, or with all that the filters select. */
export function BulkBar({ chosen, total, filter, onDone }: Props) {
  const [all, setAll] = useState(false);
  const [tag, setTag] = useState("");
  const change = useAlertChange();
  const own = useSession().session?.user?.name;
  if (!useMay("triage") || chosen.size === 0) return null;
  const apply = (what: AlertChange): void => {
    const which = all ? { filter } : { ids: [...chosen] };
    change.mutate({ ...which, ...what }, { onSuccess: onDone });
  };
  return (
    <div className="bulk" role="toolbar" aria-label="Chosen alerts">
      <b>{count(all ? total : chosen.size)}</b> chosen
      {total > chosen.size && (
        <label className="inline">
          <input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} /> all {count(total)} that fit
        </label>
      )}
      <button type="button" onClick={() => apply({ status: "acknowledged" })}>
        Acknowledge
      </button>
      <button type="button" onClick={() => apply({ status: "closed" })}>
        Close
      </button>
      <button type="button" onClick={() => apply({ status: "open" })}>
        Open again
      </button>
      {own !== undefined && (
        <button type="button" onClick={() => apply({ addAssignees: [own] })}>
          Assign to me
        </button>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          apply({ addTags: [tag] });
          setTag("");
        }}
      >
        <input placeholder="Add a tag" aria-label="Add a tag" value={tag} onChange={(event) => setTag(event.target.value)} required />
      </form>
      <button type="button" className="plain" onClick={onDone}>
        Choose none
      </button>
      <Fault error={change.error} />
    </div>
  );
}
