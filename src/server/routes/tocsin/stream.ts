import { PassThrough } from "node:stream";
import type { StoredAlert } from "../../../store/alerts.ts";
import { alertRow } from "../../alerts/row.ts";
import { HttpError } from "../../http/http-error.ts";
import type { Route } from "../../http/route.ts";
import type { Service } from "../../service.ts";
import type { LiveStatus } from "../../wire/alerts.ts";

const STATUS_MS = 3_000;
const MOST_STREAMS = 200;
/** A page that does not read is let go. */
const MOST_UNREAD_BYTES = 1024 * 1024;
let streams = 0;

/** `GET /api/tocsin/stream`: server-sent events. */
export const streamAlerts: Route = {
  method: "GET",
  path: "/api/tocsin/stream",
  access: "read",
  summary: "New alerts and the state of the service, as they come (server-sent events)",
  handle({ signal }, service) {
    if (streams >= MOST_STREAMS) throw new HttpError(429, "busy", "too many pages listen", { headers: { "retry-after": "30" } });
    streams++;
    const stream = new PassThrough();
    const send = (event: string, data: unknown): void => {
      if (stream.writableLength > MOST_UNREAD_BYTES) stream.destroy();
      else stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    };
    const onAlerts = (alerts: readonly StoredAlert[]): void => {
      for (const alert of alerts) if (!alert.buildingBlock) send("alert", alertRow(alert, 0));
    };
    const timer = setInterval(() => send("status", statusOf(service)), STATUS_MS);
    service.events.on("alerts", onAlerts);
    stream.once("close", () => {
      streams--;
      clearInterval(timer);
      service.events.off("alerts", onAlerts);
    });
    signal.addEventListener("abort", () => stream.destroy());
    send("status", statusOf(service));
    return { headers: { "content-type": "text/event-stream", "x-accel-buffering": "no" }, stream };
  },
};

function statusOf(service: Service): LiveStatus {
  const eventsPerSecond = service.eventsPerSecond;
  return {
    eventsPerSecond: Math.round(eventsPerSecond),
    lagSeconds: eventsPerSecond > 0 ? Math.round((service.backlog / eventsPerSecond) * 10) / 10 : 0,
    openAlerts: service.alerts.count({ status: ["open"] }),
  };
}
