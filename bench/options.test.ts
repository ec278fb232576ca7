import { expect, test } from "vitest";
import { HELP, readBenchOptions, UsageFault } from "./options.ts";

test("without options the whole table, with three rounds", () => {
  expect(readBenchOptions([])).toMatchObject({ quick: false, events: 500_000, rounds: 3, seed: 1 });
  expect(readBenchOptions(["--quick"])).toMatchObject({ quick: true, events: 50_000, rounds: 1 });
});

test("sections come in the order of the table", () => {
  expect(readBenchOptions(["--only", "worst", "--only", "speed"])?.sections).toEqual(["speed", "worst"]);
  expect(readBenchOptions(["--worst"])?.sections).toEqual(["worst"]);
});

test("help is asked for and names every section", () => {
  expect(readBenchOptions(["--help"])).toBeUndefined();
  expect(HELP).toContain("python-eql");
});

test.for([
  [["--nonsense"], "Unknown option '--nonsense'"],
  [["--only", "fast"], "no section is named fast: speed,"],
  [["--events", "many"], "--events takes a whole number of at least 1, not many"],
  [["--rounds", "0"], "--rounds takes a whole number of at least 1, not 0"],
  [["--rules", "/no/such/folder"], "no folder /no/such/folder"],
  [["stray"], "Unexpected argument 'stray'"],
] as const)("%j is told as a fault of use", ([args, message]) => {
  expect(() => readBenchOptions(args)).toThrow(UsageFault);
  expect(() => readBenchOptions(args)).toThrow(message);
});
