import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "../../../src/event/json.ts";
import { readRecord } from "../../../src/integrations/auditd/record.ts";

interface GoldenRecord {
  readonly record_type: string;
  readonly sequence: number;
  readonly data?: Readonly<Record<string, string>>;
  readonly tags?: readonly string[];
}

/** Single lines and libaudit's reading of them: what we read, beside what is expected. */
export function recordPairs(
  folder: string,
): readonly { readonly line: string; readonly expected: JsonObject; readonly actual: JsonObject }[] {
  const cases = join(folder, "auditd-go-libaudit/auparse");
  return readdirSync(cases)
    .filter((file) => file.endsWith(".log"))
    .flatMap((file) => {
      const lines = readFileSync(join(cases, file), "utf8")
        .split("\n")
        .filter((line) => line !== "");
      const goldens = JSON.parse(readFileSync(join(cases, `${file}.golden`), "utf8")) as readonly GoldenRecord[];
      return goldens.map((golden, i) => {
        const record = readRecord(lines[i] ?? "");
        return {
          line: lines[i] ?? "",
          expected: { type: golden.record_type, sequence: golden.sequence, tags: [...(golden.tags ?? [])], data: { ...golden.data } },
          actual: {
            type: record?.type.toLowerCase() ?? "",
            sequence: record?.sequence ?? -1,
            tags: [...(record?.tags ?? [])],
            data: Object.fromEntries(record?.fields ?? []),
          },
        };
      });
    });
}
