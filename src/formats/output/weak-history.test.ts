import { expect, test } from "vitest";
import { table } from "./formats/table.ts";

const alert = (rule: string, coverage?: number) => ({
  "@timestamp": "2024-01-01T00:00:00.000Z",
  "kibana.alert.rule.name": rule,
  "kibana.alert.rule.uuid": rule,
  "kibana.alert.severity": "low",
  ...(coverage !== undefined && { "tocsin.history_coverage": coverage }),
});
const run = { events: 1, bytes: 1, seconds: 1, files: 1, rules: 1 };

test("new-terms alerts with little history are one line, unless history was given", () => {
  const alerts = [alert("first seen", 0.1), alert("first seen", 0.49), alert("half seen", 0.5), alert("plain")];
  const folded = table.create({});
  for (const each of alerts) folded.alert(each);
  const text = folded.end(run);
  expect(text).toContain("and 2 alerts of 1 new-terms rule that had seen less than half of their history");
  expect(text).toContain("half seen");
  expect(text).not.toContain("first seen");
  expect(text).toContain("4 alerts");
  const whole = table.create({ history: true });
  for (const each of alerts) whole.alert(each);
  expect(whole.end(run)).toContain("first seen");
});
