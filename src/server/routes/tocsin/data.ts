import { createIndexRouter } from "../../../engine/index-router.ts";
import { formatTime } from "../../../event/time.ts";
import { cleanIndexName } from "../../../event/index-name.ts";
import { blockStore } from "../../../store/blocks.ts";
import { sourceStore, type SourceTally } from "../../../store/sources.ts";
import type { Route } from "../../http/route.ts";
import type { Service } from "../../service.ts";
import type { DataOverview, DataSource } from "../../wire/data.ts";

/** `GET /api/tocsin/data` */
export const readData: Route = {
  method: "GET",
  path: "/api/tocsin/data",
  access: "read",
  summary: "What arrives, from whom, and what is kept",
  handle(_, service) {
    const { events, bytes, earliest, latest } = blockStore(service.database).totals();
    const overview: DataOverview = {
      sources: sourcesOf(service),
      unmapped: service.intake.unmapped(),
      journal: { bytes: service.journal.bytesWritten, backlogEvents: service.backlog },
      store: { bytes, events, oldest: timeText(earliest), newest: timeText(latest) },
    };
    return { json: overview };
  },
};

function sourcesOf(service: Service): readonly DataSource[] {
  const sources = sourceStore(service.database);
  const router = createIndexRouter(service.catalog.active.map((rule) => rule.index ?? ["*"]));
  const byIndex = Map.groupBy(sources.all(), ({ index }) => index);
  return Array.from(byIndex, ([index, tallies]): DataSource => {
    const sum = (of: (tally: SourceTally) => number): number => tallies.reduce((total, tally) => total + of(tally), 0);
    const last = Math.max(...tallies.map(({ lastReceived }) => lastReceived));
    const lastEvent = Math.max(...tallies.map((tally) => tally.lastEvent ?? Number.NEGATIVE_INFINITY));
    return {
      index,
      events: sum((tally) => tally.events),
      perMinute: sources.perMinute(index, Date.now()),
      first: formatTime(Math.min(...tallies.map(({ firstReceived }) => firstReceived))),
      last: formatTime(last),
      lagSeconds: Number.isFinite(lastEvent) ? Math.max(0, Math.round((last - lastEvent) / 1000)) : 0,
      hosts: sources.hosts(index),
      shippers: tallies.map(({ client }) => client),
      rules: router.rulesFor(cleanIndexName(index)).accepts.reduce((count, takes) => count + takes, 0),
    };
  });
}

const timeText = (time: number | null): string | null => (time === null ? null : formatTime(time));
