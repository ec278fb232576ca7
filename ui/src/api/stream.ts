import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { AlertRow, LiveStatus } from "../../../src/server/wire/alerts.ts";

/** New alerts refresh the lists at most this often, in milliseconds. */
const REFRESH_EVERY = 1_000;

/** What the server tells as it happens: its state, and the alerts that came since the page was opened. */
export function useStream(): {
  readonly status: LiveStatus | undefined;
  readonly connected: boolean;
  /** It was refused or broken off, and is tried again. */
  readonly isLost: boolean;
  readonly latest: AlertRow | undefined;
} {
  const client = useQueryClient();
  const [status, setStatus] = useState<LiveStatus>();
  const [latest, setLatest] = useState<AlertRow>();
  const [connected, setConnected] = useState(false);
  const [isLost, setLost] = useState(false);
  useEffect(() => {
    const source = new EventSource("/api/tocsin/stream");
    let timer: number | undefined;
    const refresh = (): void => {
      for (const part of ["list", "summary", "groups"]) void client.invalidateQueries({ queryKey: ["alerts", part] });
    };
    source.addEventListener("open", () => {
      setConnected(true);
      setLost(false);
      // What came before the connection, and after the lists were read, nobody told.
      refresh();
    });
    source.addEventListener("error", () => {
      setConnected(false);
      setLost(true);
    });
    source.addEventListener("status", (event) => setStatus(JSON.parse(event.data as string) as LiveStatus));
    source.addEventListener("alert", (event) => {
      setLatest(JSON.parse(event.data as string) as AlertRow);
      timer ??= window.setTimeout(() => {
        timer = undefined;
        refresh();
      }, REFRESH_EVERY);
    });
    return () => {
      window.clearTimeout(timer);
      source.close();
    };
  }, [client]);
  return { status, connected, isLost, latest };
}
