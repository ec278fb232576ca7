import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { AlertDetail, AlertStatus } from "../../../src/server/wire/alerts.ts";
import { useAlert, useAlertChange } from "../api/alerts.ts";
import { useMay } from "../api/session.ts";
import { Fault } from "../parts/Fault.tsx";
import { inert, time } from "../parts/format.ts";
import { Icon } from "../parts/Icon.tsx";
import { DocumentView } from "../parts/JsonView.tsx";
import { Loading } from "../parts/Loading.tsx";
import { useKeys } from "../shell/keys.ts";
import { GuideTab } from "./GuideTab.tsx";
import { NotesTab } from "./NotesTab.tsx";
import { OverviewTab } from "./OverviewTab.tsx";
import { RelatedTab } from "./RelatedTab.tsx";
import { TimelineTab } from "./TimelineTab.tsx";

/** Every tab of an open alert. */
const TABS: readonly { readonly title: (detail: AlertDetail) => string; readonly show: (detail: AlertDetail) => ReactNode }[] = [
  { title: () => "Overview", show: (detail) => <OverviewTab detail={detail} /> },
  { title: () => "Timeline", show: (detail) => <TimelineTab id={detail.row.id} /> },
  { title: () => "Guide", show: (detail) => <GuideTab detail={detail} /> },
  { title: ({ related }) => counted("Related", related.length), show: (detail) => <RelatedTab detail={detail} /> },
  { title: ({ notes }) => counted("Notes", notes.length), show: (detail) => <NotesTab detail={detail} /> },
  { title: () => "Document", show: (detail) => <DocumentView document={detail.document} /> },
];

const counted = (title: string, n: number): string => (n === 0 ? title : `${title} (${n})`);

const STATUSES: readonly AlertStatus[] = ["open", "acknowledged", "closed"];

/** One alert, whole. */
export function AlertFlyout({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { data, error } = useAlert(id);
  const [tab, setTab] = useState(0);
  useKeys(Object.fromEntries(TABS.map((_, i) => [String(i + 1), () => setTab(i)])));
  return (
    <aside className={`flyout ${data?.row.severity ?? ""}`} aria-label="Alert">
      <button type="button" className="plain close" aria-label="Close the alert" onClick={onClose}>
        <Icon name="close" />
      </button>
      <Fault error={error} />
      {!data && !error && <Loading what="the alert" />}
      {data && (
        <>
          <Head detail={data} />
          <div className="tabs" role="tablist" aria-label="Parts of the alert">
            {TABS.map(({ title }, i) => (
              <button
                key={i}
                type="button"
                role="tab"
                title={`${title(data)} (${i + 1})`}
                aria-selected={i === tab}
                onClick={() => setTab(i)}
              >
                {title(data)}
              </button>
            ))}
          </div>
          <div className="tab" role="tabpanel">
            {TABS[tab]?.show(data)}
          </div>
        </>
      )}
    </aside>
  );
}

function Head({ detail: { row } }: { readonly detail: AlertDetail }) {
  const change = useAlertChange();
  const mayTriage = useMay("triage");
  return (
    <header>
      <p>
        <span className="severity">{row.severity}</span> · risk {row.risk} · <time dateTime={row.time}>{time(row.time)} UTC</time>
      </p>
      <h2>{inert(row.ruleName)}</h2>
      <p className="row">
        <select
          aria-label="Status"
          value={row.status}
          disabled={!mayTriage}
          onChange={(event) => change.mutate({ ids: [row.id], status: event.target.value as AlertStatus })}
        >
          {STATUSES.map((status) => (
            <option key={status}>{status}</option>
          ))}
        </select>
        <Link to="/rules/$id" params={{ id: row.ruleId }}>
          The rule
        </Link>
        {row.tags.map((tag) => (
          <span key={tag} className="chip">
            {inert(tag)}
          </span>
        ))}
      </p>
      <Fault error={change.error} />
    </header>
  );
}
