import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useAlertPages, useAlertSummary } from "../api/alerts.ts";
import { Bars } from "../parts/Bars.tsx";
import { Fault } from "../parts/Fault.tsx";
import { count } from "../parts/format.ts";
import { AlertFlyout } from "./AlertFlyout.tsx";
import { AlertGroupsView } from "./AlertGroups.tsx";
import { AlertList } from "./AlertList.tsx";
import { AlertsBar } from "./AlertsBar.tsx";
import { BulkBar } from "./BulkBar.tsx";
import { Facets } from "./Facets.tsx";
import { changed, filterOf } from "./search.ts";

/** Triage: what to look at on the left, the alerts in the middle, the open one on the right. */
export function AlertsPage() {
  const search = useSearch({ from: "/alerts" });
  const navigate = useNavigate({ from: "/alerts" });
  const change = (next: Parameters<typeof changed>[1]): void => void navigate({ search: changed(search, next), replace: true });
  const filter = filterOf(search);
  const pages = useAlertPages({
    ...filter,
    ...(search.sort && { sort: search.sort }),
    ...(search.ascending && { ascending: true }),
  });
  const summary = useAlertSummary(filter);
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const [filtersShown, showFilters] = useState(false);
  const alerts = pages.data?.pages.flatMap((page) => page.alerts) ?? [];
  const total = pages.data?.pages[0]?.total ?? 0;
  return (
    <section className="alerts" data-open={search.alert !== undefined} data-filters={filtersShown}>
      <h1 className="hidden">Alerts</h1>
      <Facets summary={summary.data} search={search} onChange={change} />
      <div className="alerts-main" aria-busy={pages.isPlaceholderData}>
        <AlertsBar
          search={search}
          onChange={change}
          onView={(view) => void navigate({ search: view })}
          filters={{ areShown: filtersShown, show: showFilters }}
        />
        {summary.data ? (
          <Bars histogram={summary.data.histogram} label="Alerts" onSpan={(from, to) => change({ from, to })} />
        ) : (
          <div className="bars empty" />
        )}
        <BulkBar chosen={chosen} total={total} filter={filter} onDone={() => choose(new Set())} />
        <p className="count" aria-live="polite">
          {pages.data && (
            <>
              <b>{count(total)}</b> {total === 1 ? "alert" : "alerts"}
            </>
          )}
          {pages.isFetching && <span className="dim"> …</span>}
        </p>
        <Fault error={pages.error ?? summary.error} />
        {search.group ? (
          <AlertGroupsView by={search.group} filter={filter} search={search} onChange={change} />
        ) : (
          <AlertList
            alerts={alerts}
            isLoading={pages.isPending}
            open={search.alert}
            chosen={chosen}
            sort={search.sort ?? "time"}
            ascending={search.ascending === true}
            onSort={(sort, ascending) => change({ sort, ascending: ascending || undefined })}
            onOpen={(alert) => change({ alert })}
            onChoose={choose}
            onEnd={() => pages.hasNextPage && !pages.isFetchingNextPage && void pages.fetchNextPage()}
          />
        )}
      </div>
      {search.alert !== undefined && <AlertFlyout key={search.alert} id={search.alert} onClose={() => change({ alert: undefined })} />}
    </section>
  );
}
