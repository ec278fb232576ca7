import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState } from "react";
import type { AlertRow, AlertSort, AlertStatus } from "../../../src/server/wire/alerts.ts";
import { useAlertChange } from "../api/alerts.ts";
import { useMay } from "../api/session.ts";
import { useKeys } from "../shell/keys.ts";
import { AlertLine } from "./AlertLine.tsx";

const ROW = 58;
/** Rows from the end at which the next page is asked for. */
const AHEAD = 40;

interface Props {
  readonly alerts: readonly AlertRow[];
  readonly total: number;
  readonly open: string | undefined;
  readonly chosen: ReadonlySet<string>;
  readonly sort: AlertSort;
  readonly ascending: boolean;
  readonly onSort: (sort: AlertSort, ascending: boolean) => void;
  readonly onOpen: (id: string | undefined) => void;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
  readonly onEnd: () => void;
}

const SORTS: readonly (readonly [AlertSort, string])[] = [
  ["time", "Time"],
  ["severity", "Severity"],
  ["risk", "Risk"],
];

/** As many alerts as there are; only those in sight are drawn. */
export function AlertList(props: Props) {
  const { alerts, open, chosen, sort, ascending, onSort, onOpen, onChoose, onEnd } = props;
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
  useKeys({
    j: () => go(current + 1),
    k: () => go(current - 1),
    ArrowDown: () => go(current + 1),
    ArrowUp: () => go(current - 1),
    Enter: () => onOpen(alerts[current]?.id),
    Escape: () => (open === undefined ? onChoose(new Set()) : onOpen(undefined)),
    x: () => choose(alerts[current]?.id),
    a: () => set("acknowledged"),
    c: () => set("closed"),
    o: () => set("open"),
  });
  return (
    <div className="list">
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
      <div className="list-body" ref={box} role="list" aria-label="Alerts" tabIndex={0}>
        {alerts.length === 0 && <p className="nothing">No alert fits. Closed alerts are shown when Status says so.</p>}
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
