import { expect, test } from "vitest";
import type { Alert } from "../alerts/alert.ts";
import { alertStore } from "./alerts.ts";
import { openDatabase } from "./database.ts";

test("alerts are let go of by when they were made, whatever the time of their events", () => {
  const database = openDatabase(":memory:");
  const alerts = alertStore(database);
  const alert = (id: string): Alert => ({
    _id: id,
    "@timestamp": "2001-01-01T00:00:00.000Z",
    "kibana.alert.rule.uuid": "r",
    "kibana.alert.rule.name": "R",
    "kibana.alert.severity": "low",
    "kibana.alert.risk_score": 21,
  });
  alerts.add([alert("old")], 1_000);
  alerts.add([alert("new")], 5_000);
  expect(alerts.deleteBefore(2_000)).toBe(1);
  expect(alerts.get("old")).toBeUndefined();
  expect(alerts.get("new")).toMatchObject({ id: "new" });
  database.close();
});
