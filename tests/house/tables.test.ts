import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import { sourceFiles } from "./clone-files.ts";
import { relativeImports } from "./syntax.ts";

/** Things of one kind: one file (or one folder with an `index.ts`) each in `directory`, one line each in `table`. */
interface TableOfThings {
  readonly directory: string;
  readonly table: string;
  /** Files and folders of the directory that are not things of the kind: what the things are made with. */
  readonly support: readonly string[];
}

const TABLES: readonly TableOfThings[] = [
  { directory: "src/diagnostics/codes", table: "src/diagnostics/codes.ts", support: [] },
  { directory: "src/event/tables/overlays", table: "src/event/tables/overlays.ts", support: [] },
  {
    directory: "src/functions",
    table: "src/functions/table.ts",
    support: ["query-function.ts", "arithmetic.ts", "sign.ts", "number-text.ts"],
  },
  { directory: "src/functions/esql/scalar", table: "src/functions/esql/table.ts", support: [] },
  { directory: "src/functions/esql/aggregates", table: "src/functions/esql/table.ts", support: [] },
  // The query DSL is no rule language: filters of rules are lowered by it.
  {
    directory: "src/languages",
    table: "src/languages/table.ts",
    // biome-ignore format: table
    support: [
      "dsl", "language.ts", "faults.ts", "field-fault.ts", "on-field.ts", "place.ts", "unknown-field.ts", "local-tables.ts",
      "lexical.ts", "cursor.ts", "expression.ts", "print-lines.ts",
    ],
  },
  { directory: "src/matcher/compile", table: "src/matcher/compile/leaves.ts", support: ["scope.ts", "texts.ts"] },
  { directory: "src/operators/esql/commands", table: "src/operators/esql/commands/table.ts", support: [] },
  { directory: "src/rules/types", table: "src/rules/types/table.ts", support: ["rule-type.ts", "query-findings.ts", "query-plan.ts"] },
  { directory: "src/rules/exceptions/entries", table: "src/rules/exceptions/entries/table.ts", support: [] },
  { directory: "src/rules/value-lists/types", table: "src/rules/value-lists/types/table.ts", support: ["value-list-kind.ts"] },
  { directory: "src/operators/anomaly/functions", table: "src/operators/anomaly/functions/table.ts", support: [] },
  { directory: "src/operators/anomaly/derived", table: "src/operators/anomaly/derived/table.ts", support: ["derived-function.ts"] },
  { directory: "src/operators/anomaly/models", table: "src/operators/anomaly/models/table.ts", support: [] },
  { directory: "src/formats/input/containers", table: "src/formats/input/containers.ts", support: [] },
  { directory: "src/formats/input/formats", table: "src/formats/input/formats.ts", support: [] },
  { directory: "src/formats/output/formats", table: "src/formats/output/formats.ts", support: [] },
  {
    directory: "src/integrations",
    table: "src/integrations/table.ts",
    support: [
      "integration.ts",
      "normaliser.ts",
      "recognise.ts",
      "memory.ts",
      "envelope.ts",
      "ecs-document.ts",
      "field-moves.ts",
      "file-fields.ts",
      "java-text.ts",
      "community-id.ts",
      "url-fields.ts",
      "snake-case.ts",
      "principal.ts",
      "azure-record.ts",
      "m365-records.ts",
      "syslog-time.ts",
      "mapping.ts",
    ],
  },
  { directory: "src/store/migrations", table: "src/store/migrations.ts", support: [] },
  { directory: "src/server/routes/elasticsearch", table: "src/server/routes/elasticsearch.ts", support: ["object-kinds.ts"] },
  { directory: "src/server/routes/intake", table: "src/server/routes/intake.ts", support: [] },
  { directory: "src/server/outputs/kinds", table: "src/server/outputs/kinds.ts", support: [] },
  { directory: "src/server/routes/kibana", table: "src/server/routes/kibana.ts", support: [] },
  { directory: "src/server/routes/tocsin", table: "src/server/routes/tocsin.ts", support: [] },
  { directory: "src/cli/commands", table: "src/cli/table.ts", support: [] },
];

const paths = sourceFiles().map((file) => file.path);

describe.each(TABLES)("$directory", ({ directory, table, support }) => {
  const things = thingsIn(directory).filter(
    (path) => path !== table && !support.includes(posix.relative(directory, path).split("/")[0] ?? ""),
  );

  test("holds something, and what is named as support is there", () => {
    expect(things).not.toEqual([]);
    expect(support.filter((name) => !paths.some((path) => path.startsWith(posix.join(directory, name))))).toEqual([]);
  });

  test("each thing has its line in the table", () => {
    const file = sourceFiles().find(({ path }) => path === table);
    expect(file, `${table} exists`).toBeDefined();
    const listed = new Set(file ? relativeImports(file) : []);
    expect(things.filter((path) => !listed.has(path))).toEqual([]);
  });
});

/** The files directly in a directory, and the `index.ts` of each folder in it. */
function thingsIn(directory: string): readonly string[] {
  return paths.filter((path) => {
    const inner = path.startsWith(`${directory}/`) ? path.slice(directory.length + 1).split("/") : [];
    return inner.length === 1 || (inner.length === 2 && inner[1] === "index.ts");
  });
}
