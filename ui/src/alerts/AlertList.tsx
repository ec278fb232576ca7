import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState } from "react";
import type { AlertRow, AlertSort, AlertStatus } from "../../../src/server/wire/alerts.ts";
import { useAlertChange } from "../api/alerts.ts";
import { useMay } from "../api/session.ts";
import { Loading } from "../parts/Loading.tsx";
import { useAlertKeys } from "./alert-keys.ts";
import { AlertLine } from "./AlertLine.tsx";
import { ListOrder } from "./ListOrder.tsx";

const ROW = 58;
/** Rows from the end at which the next page is asked for. */
const AHEAD = 40;

interface Props {
  readonly alerts: readonly AlertRow[];
  readonly isLoading: boolean;
  readonly open: string | undefined;
  readonly chosen: ReadonlySet<string>;
  readonly sort: AlertSort;
  readonly ascending: boolean;
  readonly onSort: (sort: AlertSort, ascending: boolean) => void;
  readonly onOpen: (id: string | undefined) => void;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
  readonly onEnd: () => void;
}

/** As many alerts as there are; only those in sight are drawn. */
export function AlertList(props: Props) {
  const { alerts, isLoading, open, chosen, sort, ascending, onSort, onOpen, onChoose, onEnd } = props;
  const box = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const mayTriage = useMay("triage");
  const change = useAlertChange();
  const list = useVirtualizer({ count: alerts.length, getScrollElement: () => box.current, estimateSize: () => ROW, overscan: 12 });
  const items = list.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (alerts.length > 0 && last >= alerts.length - AHEAD) onEnd();
  }, [last, alerts.length, onEnd]);
  const go = (index: number): void => {
    const next = Math.max(0, Math.min(alerts.length - 1, index));
    setCurrent(next);
    list.scrollToIndex(next);
    if (open !== undefined) onOpen(alerts[next]?.id);
  };
  const choose = (id: string | undefined): void => {
    if (id === undefined) return;
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChoose(next);
  };
  const set = (status: AlertStatus): void => {
    const id = alerts[current]?.id;
    if (mayTriage && id !== undefined) change.mutate({ ids: chosen.size > 0 ? [...chosen] : [id], status });
  };
  useAlertKeys({
    step: (by) => go(current + by),
    open: () => onOpen(alerts[current]?.id),
    leave: () => (open === undefined ? onChoose(new Set()) : onOpen(undefined)),
    choose: () => choose(alerts[current]?.id),
    set,
  });
  return (
    <div className="list">
      <ListOrder sort={sort} ascending={ascending} onSort={onSort} />
      <div className="list-body" data-keys ref={box} role="list" aria-label="Alerts" tabIndex={0}>
        {isLoading && <Loading what="alerts" />}
        {alerts.length === 0 && !isLoading && <p className="nothing">No alert fits. Closed alerts are shown when Status says so.</p>}
        <div style={{ height: list.getTotalSize(), position: "relative" }}>
          {items.map(({ index, start }) => {
            const alert = alerts[index];
            if (!alert) return null;
            return (
              <div key={alert.id} role="listitem" className="slot" style={{ transform: `translateY(${start}px)`, height: ROW }}>
                <AlertLine
                  alert={alert}
                  current={index === current}
                  open={alert.id === open}
                  chosen={chosen.has(alert.id)}
                  onChoose={() => choose(alert.id)}
                  onOpen={() => {
                    setCurrent(index);
                    onOpen(alert.id);
                  }}
                />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
