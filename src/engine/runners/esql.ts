import type { Json, JsonObject } from "../../event/json.ts";
import { metadataIndexOf } from "../../event/index-name.ts";
import { compileField, compileObjects } from "../../event/path.ts";
import type { EsqlCell } from "../../operators/esql/cell.ts";
import { goesByEvent } from "../../operators/esql/phases.ts";
import { EsqlWindowOperator } from "../../operators/esql/window.ts";
import type { EsqlCandidate } from "../../operators/esql/window-types.ts";
import type { EsqlFrom } from "../../plan/esql.ts";
import type { EsqlRuleOp } from "../../plan/rule-plan.ts";
import type { Hit } from "../hit.ts";
import type { EventMatch, Match } from "../match.ts";
import { SlotCap } from "../slot-cap.ts";
import { slotAt } from "../slots.ts";
import { holdOf, mapped, NO_MATCHES, reached, type RuleRunner, type RunnerParts } from "./runner.ts";

export function createEsqlRunner(parts: RunnerParts, op: EsqlRuleOp): RuleRunner {
  return goesByEvent(op) ? createEventRows(parts, op) : createWindowRows(parts, op);
}

/** Events that each give rows by themselves: several, where MV_EXPAND makes them. */
function createEventRows({ rule, arena }: RunnerParts, op: EsqlRuleOp): RuleRunner {
  const project = compileSmall(op.query.source as EsqlFrom);
  return {
    prepare: (_, document) => ({ document: project(document), keep: true }),
    push: (hit) =>
      eventRows(hit).map((match) => {
        arena.retain(hit.held);
        return match;
      }),
    advance: () => NO_MATCHES,
    finish: () => NO_MATCHES,
    changes: () => [],
    restore: () => undefined,
    get counts() {
      return { open: 0, limits: reached({ grok_steps: rule.eventQuery?.counts.grok ?? 0 }) };
    },
  };
}

/** The matches that a hit's event gives by itself. */
export function eventRows({ rule, held, windowTime, document }: Hit): readonly EventMatch[] {
  const slot = Number.isNaN(windowTime) ? Number.NaN : slotAt(windowTime, rule.window.interval);
  const rows = rule.eventQuery?.rows(document) ?? [];
  return rows.map(({ columns, identity }) => ({
    rule,
    time: windowTime,
    slot,
    subject: { kind: "event", held, columns: jsonOf(columns), ...(identity !== "" && { salt: identity }) },
  }));
}

function createWindowRows({ rule, arena, candidateLimit }: RunnerParts, op: EsqlRuleOp): RuleRunner {
  const { window } = rule;
  const isOfEvents = op.each === "event";
  const cap = new SlotCap(candidateLimit);
  const operator = new EsqlWindowOperator<number>(op.query, op.each, window, {
    ...(isOfEvents && { hold: holdOf(arena) }),
    ...(rule.data && { data: rule.data }),
    ...(rule.trace && { trace: rule.trace.esql }),
  });
  operator.onFailure((failure) => rule.failures.add(failure));
  const match = (candidate: EsqlCandidate<number>): Match => {
    const { slot, time, event, columns, expanded, row, lineage } = candidate;
    if (event !== undefined) {
      const salt = expanded !== "" && { salt: expanded };
      return { rule, time, slot, subject: { kind: "event", held: arena.get(event), columns: jsonOf(columns), ...salt } };
    }
    const of = { columns: jsonOf(columns), from: slot + window.from, to: slot + window.to, place: row };
    return { rule, time, slot, capped: !cap.take(slot), subject: { kind: "row", row: of, lineage } };
  };
  const project = compileSmall(op.query.source as EsqlFrom);
  return {
    prepare: (_, document) => ({ document: project(document), keep: isOfEvents }),
    push(hit) {
      const before = operator.stats.contributed;
      const candidates = operator.push({ ref: hit.held.key, time: hit.windowTime, document: hit.document, lineage: hit.held.lineage });
      rule.stats.contributed += operator.stats.contributed - before;
      return mapped(candidates, match);
    },
    advance: (time) => mapped(operator.advance(time), match),
    finish: () => mapped(operator.finish(), match),
    changes: () => operator.changes(),
    restore: (entries) => operator.restore(entries),
    get counts() {
      const { evicted, rowsEvicted } = operator.stats;
      const { grok, groups, rows } = operator.counts;
      return { open: 0, limits: reached({ esql_groups: evicted + groups, esql_rows: rowsEvicted + rows, grok_steps: grok }) };
    },
  };
}

/** Columns as JSON: a long past 2^53 is its decimal text. */
function jsonOf(columns: Readonly<Record<string, Exclude<EsqlCell, null>>>): JsonObject {
  const json = (value: unknown): Json =>
    Array.isArray(value) ? value.map(json) : typeof value === "bigint" ? value.toString() : (value as Json);
  return Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, json(value)]));
}

/** A document that has only what a query's source reads; the whole of it where it reads that. */
function compileSmall({ fields, metadata }: EsqlFrom): (document: JsonObject) => JsonObject {
  const names = metadata.map(({ name }) => name);
  if (names.includes("_source")) return (document) => document;
  const namesIndex = names.includes("_index");
  const compileReaders = (): readonly Reader[] =>
    fields.map(({ field, type }) => ({
      path: field.path,
      read: type === "geo_point" ? compilePoints(field.path) : compileField(field),
    }));
  // Few rules of many ever see an event.
  let readers: readonly Reader[] | undefined;
  return (document) => {
    readers ??= compileReaders();
    const small: JsonObject = {};
    for (const name of names) if (document[name] !== undefined) small[name] = document[name];
    const index = namesIndex ? metadataIndexOf(document) : undefined;
    if (index !== undefined) small["_index"] = index;
    for (const { path, read } of readers) {
      const values = read(document);
      if (values.length === 1) small[path] = values[0] as Json;
      else if (values.length > 1) small[path] = [...values];
    }
    return small;
  };
}

interface Reader {
  readonly path: string;
  readonly read: (document: JsonObject) => readonly Json[];
}

/** Points may be objects. */
function compilePoints(path: string): (document: JsonObject) => readonly Json[] {
  const objects = compileObjects(path);
  const texts = compileField({ name: path, path, kind: "geo_point" });
  return (document) => [...objects(document), ...texts(document)];
}
