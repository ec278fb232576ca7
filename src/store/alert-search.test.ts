import { expect, test } from "vitest";
import type { Alert } from "../alerts/alert.ts";
import { alertSearch } from "./alert-search.ts";
import { alertStore } from "./alerts.ts";
import { openDatabase } from "./database.ts";

const alert = (id: string, time: string): Alert => ({
  _id: id,
  "@timestamp": time,
  "kibana.alert.rule.uuid": "r",
  "kibana.alert.rule.name": "R",
  "kibana.alert.severity": "low",
  "kibana.alert.risk_score": 21,
});

test("a histogram counts alerts by the bin that their time is in, not by the time itself", () => {
  const database = openDatabase(":memory:");
  const times = ["2024-05-01T10:05:00.000Z", "2024-05-01T10:10:00.000Z", "2024-05-01T11:55:00.000Z"];
  alertStore(database).add(
    times.map((time, i) => alert(String(i), time)),
    1_000,
  );
  expect(alertSearch(database).histogram({}, 3_600_000)).toEqual([
    { bin: Date.parse("2024-05-01T10:00:00.000Z"), severity: "low", count: 2 },
    { bin: Date.parse("2024-05-01T11:00:00.000Z"), severity: "low", count: 1 },
  ]);
  database.close();
});
