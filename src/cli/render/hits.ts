import { escapeText } from "../../diagnostics/index.ts";
import type { JsonObject, Json, Scalar } from "../../event/json.ts";
import type { EventDocument } from "../../event/origin.ts";
import { compilePath } from "../../event/path.ts";
import type { QueryHit } from "../../toolkit/query-events.ts";
import type { Terminal } from "../terminal.ts";
import { renderColumns } from "./columns.ts";
import { createPaint } from "../../formats/output/paint.ts";

export interface HitWriter {
  write(hit: QueryHit): Promise<void>;
  end(): Promise<void>;
}

export interface HitWriterOptions {
  readonly terminal: Terminal;
  /** `table`, `ndjson` or `json`. */
  readonly output: string;
  /** Fields to show; default: a table of the usual ones, or whole events. */
  readonly fields: readonly string[] | undefined;
}

/** Writes the results of a query, as they come where the form allows it. */
export function createHitWriter(options: HitWriterOptions): HitWriter {
  if (options.output === "table") return tableWriter(options);
  const project = projection(options.fields);
  const { terminal } = options;
  if (options.output === "ndjson") {
    return { write: (hit) => terminal.out(`${JSON.stringify(plain(hit, project))}\n`), end: async () => undefined };
  }
  let count = 0;
  return {
    write: (hit) => terminal.out(`${count++ === 0 ? "[\n" : ",\n"}${JSON.stringify(plain(hit, project))}`),
    end: () => terminal.out(count === 0 ? "[]\n" : "\n]\n"),
  };
}

type Projection = (event: EventDocument) => JsonObject;

function projection(fields: readonly string[] | undefined): Projection {
  if (!fields) return (event) => event;
  const readers = fields.map((field) => [field, compilePath(field)] as const);
  return (event) => Object.fromEntries(readers.map(([field, read]) => [field, oneOrMany(read(event))]));
}

const oneOrMany = (values: readonly Scalar[]): Json =>
  values.length === 0 ? null : values.length === 1 ? (values[0] ?? null) : [...values];

function plain(hit: QueryHit, project: Projection): Json {
  if ("event" in hit) return project(hit.event);
  const { joinKeys, events } = hit.sequence;
  return { join_keys: [...joinKeys], events: events.map((event) => (event === null ? null : project(event))) };
}

/** Columns of the table where none are named: those that any of its events has are shown. */
const USUAL_FIELDS = [
  "@timestamp",
  "host.name",
  "user.name",
  "event.category",
  "event.action",
  "process.name",
  "process.command_line",
  "file.path",
  "registry.path",
  "source.ip",
  "destination.ip",
  "dns.question.name",
  "message",
];

/** Rows laid out together; a longer result goes on below with columns of its own width. */
const ROWS_AT_ONCE = 500;
const CELL_LIMIT = 200;

function tableWriter({ terminal, fields }: HitWriterOptions): HitWriter {
  const paint = createPaint(terminal.color);
  let rows: EventDocument[] = [];
  let groups = 0;
  const flush = async (): Promise<void> => {
    if (rows.length > 0) await terminal.out(`${layOut(rows, fields, terminal.width)}\n`);
    rows = [];
  };
  return {
    async write(hit) {
      if ("event" in hit) {
        rows.push(hit.event);
        if (rows.length === ROWS_AT_ONCE) await flush();
        return;
      }
      const { joinKeys, events } = hit.sequence;
      const keys = joinKeys.map((key) => (key === null ? "null" : escapeText(key))).join(", ");
      const missing = events.some((event) => event === null) ? paint("dim", " (with events that are missing, as they should be)") : "";
      await terminal.out(
        `${groups++ > 0 ? "\n" : ""}${paint("bold", `sequence ${groups}`)}${keys === "" ? "" : ` by ${paint("accent", keys)}`}${missing}\n`,
      );
      rows = events.filter((event) => event !== null);
      await flush();
    },
    end: flush,
  };
}

function layOut(rows: readonly EventDocument[], fields: readonly string[] | undefined, width: number): string {
  const readers = (fields ?? USUAL_FIELDS).map((field) => ({ field, read: compilePath(field) }));
  const shown = fields ? readers : readers.filter(({ read }) => rows.some((row) => read(row).length > 0));
  const cells = rows.map((row) => shown.map(({ read }) => cellText(read(row))));
  const longest = shown.map((_, i) => Math.max(...cells.map((cell) => (cell[i] ?? "").length)));
  return renderColumns(
    shown.map(({ field }) => field),
    cells,
    width,
    longest.indexOf(Math.max(...longest)),
  );
}

function cellText(values: readonly Scalar[]): string {
  const text = values.join(", ");
  return escapeText(text.length > CELL_LIMIT ? `${text.slice(0, CELL_LIMIT - 1)}…` : text);
}
