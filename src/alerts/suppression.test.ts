import { expect, test } from "vitest";
import type { Suppression } from "../operators/suppress-types.ts";
import { groupAlertId, suppressionFields, suppressionUpdate } from "./suppression.ts";

const SUPPRESSION: Suppression = {
  instance: "i",
  terms: [
    { field: "host.name", value: ["a", "b"] },
    { field: "user.name", value: null },
  ],
  slot: 300_000,
  start: 1000,
  end: 2000,
  docsCount: 3,
  lastDetected: 600_000,
};

test("an alert tells its suppression in Kibana's fields", () => {
  expect(suppressionFields(SUPPRESSION)).toEqual({
    "kibana.alert.instance.id": "i",
    "kibana.alert.suppression.terms": [
      { field: "host.name", value: ["a", "b"] },
      { field: "user.name", value: null },
    ],
    "kibana.alert.suppression.start": "1970-01-01T00:00:01.000Z",
    "kibana.alert.suppression.end": "1970-01-01T00:00:02.000Z",
    "kibana.alert.suppression.docs_count": 3,
    "kibana.alert.last_detected": "1970-01-01T00:10:00.000Z",
  });
  expect(Object.keys(suppressionUpdate(SUPPRESSION))).not.toContain("kibana.alert.suppression.start");
});

test("one document that stands for two groups gives two ids, which do not depend on counts", () => {
  const event = { id: "e", index: "logs" };
  const id = groupAlertId(event, "r", SUPPRESSION);
  expect(groupAlertId(event, "r", { ...SUPPRESSION, end: 9000, docsCount: 9 })).toBe(id);
  expect(groupAlertId(event, "r", { ...SUPPRESSION, instance: "j" })).not.toBe(id);
});
