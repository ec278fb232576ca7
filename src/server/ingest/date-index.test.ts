import { expect, test } from "vitest";
import { dateIndex } from "./date-index.ts";

const NOW = Date.UTC(2026, 2, 5, 17, 40, 9);

test.each([
  ["logs-a-b", "logs-a-b"],
  ["<logstash-{now/d}-000001>", "logstash-2026.03.05-000001"],
  ["<a-{now/M{yyyy.MM}}>", "a-2026.03"],
  ["<a-{now-1d{uuuu-MM-dd|UTC}}-{now/h{HH}}>", "a-2026-03-04-17"],
  ["<plain>", "plain"],
  ["<a-{now/x}>", "<a-{now/x}>"],
  ["<a-{now/d{QQQ}}>", "<a-{now/d{QQQ}}>"],
  ["<a-{now/d{yyyy|+02:00}}>", "<a-{now/d{yyyy|+02:00}}>"],
  ["<a-{now/d}", "<a-{now/d}"],
])("%s is %s", (name, resolved) => {
  expect(dateIndex(name, NOW)).toBe(resolved);
});
