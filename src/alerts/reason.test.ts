import { describe, expect, test } from "vitest";
import type { JsonObject } from "../event/json.ts";
import { reasonText } from "./reason.ts";

const CASES: readonly (readonly [string, JsonObject, string])[] = [
  ["nothing known", {}, "event created low alert X."],
  ["category alone gives no `with`", { event: { category: ["process"] } }, "process event created low alert X."],
  [
    "process, parent, user and host",
    {
      event: { category: "process" },
      process: { name: "cmd.exe", parent: { name: "explorer.exe" } },
      user: { name: "bob" },
      host: { name: "H1" },
    },
    "process event with process cmd.exe, parent process explorer.exe, by bob on H1 created low alert X.",
  ],
  ["several categories", { event: { category: ["network", "process"] } }, "network, process event created low alert X."],
  [
    "addresses without ports have no comma",
    { source: { ip: "1.1.1.1" }, destination: { ip: "2.2.2.2" } },
    "event with source 1.1.1.1 destination 2.2.2.2 created low alert X.",
  ],
  ["text ports follow their address", { source: { ip: "1.1.1.1", port: "80" } }, "event with source 1.1.1.1:80, created low alert X."],
  [
    "numbers have no length and are left out",
    { source: { ip: "1.1.1.1", port: 80 }, process: { name: 7 } },
    "event with source 1.1.1.1 created low alert X.",
  ],
  ["a dash and empty text are nothing", { user: { name: "-" }, host: { name: "" }, file: { name: [] } }, "event created low alert X."],
  ["a port without address is glued", { destination: { port: ["443"] } }, "event with:443, created low alert X."],
  ["dotted spelling", { "user.name": "eve" }, "event by eve created low alert X."],
];

describe("reason", () => {
  test.each(CASES)("%s", (_, source, expected) => {
    expect(reasonText(source, "low", "X")).toBe(expected);
  });
});
