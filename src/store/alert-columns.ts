import type { Database } from "./database.ts";

/** Fields by whose values alerts are selected. */
export const ALERT_FIELDS = ["status", "severity", "rule", "host", "user", "technique", "tag", "assignee", "group"] as const;
export type AlertField = (typeof ALERT_FIELDS)[number];

/** A column whose values repeat: each alert has the number of its value. */
export interface ValueColumn {
  readonly codes: Uint32Array;
  /** Of each value, by its number: what is counted. A list has several, what is missing none. */
  readonly counted: readonly (readonly string[])[];
  /** Of each value, by its number: what selects it. */
  readonly selecting: readonly (readonly string[])[];
}

/**
 * What alerts are found and counted by, held in memory: some 60 bytes an alert. Rows are in the order of sequence numbers; of one
 * that was deleted `present` is 0. Read by the thread that answers; another one writes the database.
 */
export interface AlertColumns {
  /** Takes up what was added, changed or deleted since. */
  refresh(): void;
  readonly rows: number;
  readonly present: Uint8Array;
  readonly buildingBlock: Uint8Array;
  readonly sequence: Float64Array;
  /** Slots; when its event was, or where that is of no one event, the earlier of its slot and when it was made. Epoch milliseconds. */
  readonly time: Float64Array;
  readonly last: Float64Array;
  /** When it was made. */
  readonly detected: Float64Array;
  readonly risk: Float64Array;
  readonly fields: Readonly<Record<AlertField, ValueColumn>>;
  /** Name of a rule as its latest alert has it. */
  ruleName(id: string): string;
  /** Told of each row that came to be another than it was; -1: rows have new places. */
  onChange(listener: (row: number) => void): void;
}

const COLUMNS = `sequence, building_block, status, severity, rule_id, rule_name, host, user, time,
  coalesce(event_time, min(time, detected)) AS last, detected, risk, group_id, tactics, techniques, tags, assignees`;
const FIRST_ROWS = 1_024;

type Row = Readonly<Record<string, string | number | null>>;

export function heldAlertColumns(database: Database): AlertColumns {
  return new MemoryColumns(database);
}

class MemoryColumns implements AlertColumns {
  rows = 0;
  present = new Uint8Array(FIRST_ROWS);
  buildingBlock = new Uint8Array(FIRST_ROWS);
  sequence = new Float64Array(FIRST_ROWS);
  time = new Float64Array(FIRST_ROWS);
  last = new Float64Array(FIRST_ROWS);
  detected = new Float64Array(FIRST_ROWS);
  risk = new Float64Array(FIRST_ROWS);
  readonly fields = Object.fromEntries(ALERT_FIELDS.map((field) => [field, new Values(READERS[field])])) as Record<AlertField, Values>;
  readonly #database: Database;
  readonly #names = new Map<string, string>();
  readonly #listeners: ((row: number) => void)[] = [];
  /** The last change that was taken up. */
  #change = 0;
  #deleted = 0;

  constructor(database: Database) {
    this.#database = database;
  }

  onChange(listener: (row: number) => void): void {
    this.#listeners.push(listener);
  }

  ruleName(id: string): string {
    return this.#names.get(id) ?? id;
  }

  refresh(): void {
    // All of it as of one moment.
    this.#database.exec("SAVEPOINT columns");
    try {
      const { first, end } = this.#reach();
      if (first > this.#change + 1 || this.#deleted > FIRST_ROWS + this.rows / 2) this.#forget();
      else if (this.rows > 0) this.#takeChanges(end);
      this.#change = end;
      this.#takeNew();
    } finally {
      this.#database.exec("RELEASE columns");
    }
  }

  /** From where to where the log of changes reaches. */
  #reach(): { readonly first: number; readonly end: number } {
    const row = this.#database.prepare("SELECT min(number) AS first, max(number) AS end FROM alert_changes").get();
    return { first: Number(row?.["first"] ?? 0), end: Number(row?.["end"] ?? this.#change) };
  }

  #forget(): void {
    this.rows = 0;
    this.#deleted = 0;
    for (const listener of this.#listeners) listener(-1);
  }

  #takeNew(): void {
    const after = this.rows === 0 ? 0 : (this.sequence[this.rows - 1] ?? 0);
    // All of them are read from the index, which is far smaller than the table.
    const from = this.rows === 0 ? "alerts INDEXED BY alerts_columns" : "alerts";
    const statement = this.#database.prepare(`SELECT ${COLUMNS} FROM ${from} WHERE sequence > ? ORDER BY sequence`);
    for (const row of statement.iterate(after)) {
      this.#grow();
      this.#set(this.rows++, row as Row);
    }
  }

  #takeChanges(end: number): void {
    if (end <= this.#change) return;
    const changed = this.#database
      .prepare("SELECT DISTINCT sequence FROM alert_changes WHERE number > ? AND number <= ?")
      .all(this.#change, end)
      .map((row) => Number(row["sequence"]));
    const read = this.#database.prepare(`SELECT ${COLUMNS} FROM alerts WHERE sequence = ?`);
    for (const sequence of changed) {
      const at = this.#rowOf(sequence);
      if (at === -1) continue;
      const row = read.get(sequence);
      if (row) this.#set(at, row as Row);
      else {
        this.#deleted += this.present[at] ?? 0;
        this.present[at] = 0;
      }
      for (const listener of this.#listeners) listener(at);
    }
  }

  #rowOf(sequence: number): number {
    let low = 0;
    let high = this.rows - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const found = this.sequence[middle] ?? 0;
      if (found === sequence) return middle;
      if (found < sequence) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  #set(at: number, row: Row): void {
    this.present[at] = 1;
    this.buildingBlock[at] = Number(row["building_block"]);
    this.sequence[at] = Number(row["sequence"]);
    this.time[at] = Number(row["time"]);
    this.last[at] = Number(row["last"]);
    this.detected[at] = Number(row["detected"]);
    this.risk[at] = Number(row["risk"]);
    for (const field of ALERT_FIELDS) this.fields[field].set(at, row);
    this.#names.set(String(row["rule_id"]), String(row["rule_name"]));
  }

  #grow(): void {
    if (this.rows < this.present.length) return;
    const length = this.present.length * 2;
    this.present = grown(new Uint8Array(length), this.present);
    this.buildingBlock = grown(new Uint8Array(length), this.buildingBlock);
    this.sequence = grown(new Float64Array(length), this.sequence);
    this.time = grown(new Float64Array(length), this.time);
    this.last = grown(new Float64Array(length), this.last);
    this.detected = grown(new Float64Array(length), this.detected);
    this.risk = grown(new Float64Array(length), this.risk);
    for (const field of ALERT_FIELDS) this.fields[field].grow(length);
  }
}

/** How a field's value is read from a row: as a text that stands for it, and what that text counts and selects as. */
interface Reader {
  readonly text: (row: Row) => string | null;
  readonly counted: (text: string) => readonly string[];
  readonly selecting: (text: string) => readonly string[];
}

const itself = (text: string): readonly string[] => [text];
const listed = (text: string): readonly string[] => JSON.parse(text) as string[];
const plain = (column: string): Reader => ({ text: (row) => row[column] as string | null, counted: itself, selecting: itself });
const list = (column: string): Reader => ({ text: (row) => row[column] as string | null, counted: listed, selecting: listed });

const READERS: Readonly<Record<AlertField, Reader>> = {
  status: plain("status"),
  severity: plain("severity"),
  rule: plain("rule_id"),
  host: plain("host"),
  user: plain("user"),
  // Tactics select, and are not counted.
  technique: {
    text: (row) => `[${row["techniques"]},${row["tactics"]}]`,
    counted: (text) => (JSON.parse(text) as [string[]])[0],
    selecting: (text) => (JSON.parse(text) as string[][]).flat(),
  },
  tag: list("tags"),
  assignee: list("assignees"),
  group: plain("group_id"),
};

class Values implements ValueColumn {
  codes = new Uint32Array(FIRST_ROWS);
  /** Number 0: no value. */
  readonly counted: (readonly string[])[] = [[]];
  readonly selecting: (readonly string[])[] = [[]];
  readonly #numbers = new Map<string, number>();
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  set(at: number, row: Row): void {
    const text = this.#reader.text(row);
    this.codes[at] = text === null ? 0 : (this.#numbers.get(text) ?? this.#add(text));
  }

  grow(length: number): void {
    this.codes = grown(new Uint32Array(length), this.codes);
  }

  #add(text: string): number {
    this.#numbers.set(text, this.counted.length);
    this.counted.push(this.#reader.counted(text));
    return this.selecting.push(this.#reader.selecting(text)) - 1;
  }
}

function grown<List extends Uint8Array | Uint32Array | Float64Array>(longer: List, old: List): List {
  longer.set(old);
  return longer;
}
