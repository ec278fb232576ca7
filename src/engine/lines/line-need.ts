import type { FieldType } from "../../event/field-type.ts";
import type { EsqlFrom } from "../../plan/esql.ts";
import type { SequenceOp } from "../../plan/plan.ts";
import type { EsqlRuleOp } from "../../plan/rule-plan.ts";
import { stagesOf } from "../../plan/stages.ts";
import type { CompiledRule } from "../compile-rules.ts";
import { Openings } from "./openings.ts";

/**
 * What a rule needs of an event that it matches. `judge`: to match it anew; it has too many stages to tell which they
 * were. `parse`: the whole document. `sight`: nothing, unless it turns out to
 * matter to a sequence. `tally`: a few fields, and those that are told by its place where it is to be had again. Plain data.
 */
export type LineNeed = { readonly kind: "parse" } | { readonly kind: "judge" } | SightNeed | TallyNeed;

export interface SightNeed {
  readonly kind: "sight";
  readonly op: SequenceOp;
  /** Live: what is to be known of an event that a sequence may begin with; absent where that takes its document. */
  readonly opening?: OpeningNeed;
}

export interface OpeningNeed {
  readonly fields: readonly string[];
  /** Which reader gives the window time. */
  readonly windowTime: number;
}

export interface TallyNeed {
  readonly kind: "tally";
  readonly fields: readonly string[];
  /** Paths at which the event must have nothing, or else its document is needed. */
  readonly absent: readonly string[];
  /** An alert may be of the event, so that it must be had again. */
  readonly keeps: boolean;
  /** Which reader gives its window time. */
  readonly windowTime: number;
}

const PARSE: LineNeed = { kind: "parse" };

/** Stages are told as the bits of a small integer. */
const MOST_STAGES = 30;

export function lineNeed(compiled: CompiledRule): LineNeed {
  const { rule, plan, exceptions, readsAlerts, trace, runsBy } = compiled;
  const { root } = plan;
  if (stagesOf(root).length > MOST_STAGES) return { kind: "judge" };
  if (exceptions.length > 0 || readsAlerts || trace || rule.timestampOverrideOnly || rule.timestampField) return PARSE;
  if (root.kind === "sequence") return Openings.of(root) ? { kind: "sight", op: root } : PARSE;
  return (runsBy === "window" ? tallyNeed(compiled) : undefined) ?? PARSE;
}

/** What a sequence rule reads of an event that waits for its turn; undefined where that is more than values in a line. */
export function openingNeed(op: SequenceOp, { orderFields, windowTime }: CompiledRule): OpeningNeed | undefined {
  const { timestamp, tiebreaker, sequence } = orderFields;
  const stages = op.until ? [...op.stages, op.until] : op.stages;
  const keys = stages.flatMap((stage) => stage.keys.flatMap(({ field }) => field ?? []));
  const fields = [timestamp, tiebreaker, sequence, ...keys].filter((field) => field !== undefined);
  return fields.every(isPlain) ? { fields: [...new Set(fields.map(({ path }) => path))], windowTime } : undefined;
}

/** Undefined where what is at the fields' paths in a line is not all that the rule reads. */
function tallyNeed({ plan: { root }, windowTime }: CompiledRule): TallyNeed | undefined {
  const reads = readBy(root);
  if (!reads?.fields.every(isPlain)) return undefined;
  return { kind: "tally", ...reads, fields: [...new Set(reads.fields.map(({ path }) => path))], windowTime };
}

/** A field whose values stand at its path as single values. */
const isPlain = ({ kind, leafOf }: FieldType): boolean => kind !== "geo_point" && (kind !== "flattened" || leafOf !== undefined);

type Reads = Pick<TallyNeed, "absent" | "keeps"> & { readonly fields: readonly FieldType[] };

function readBy(root: CompiledRule["plan"]["root"]): Reads | undefined {
  switch (root.kind) {
    case "threshold":
      return { fields: [...root.fields, ...(root.cardinality ? [root.cardinality.field] : [])], absent: [], keeps: false };
    case "newTerms":
      return { fields: root.fields, absent: [], keeps: true };
    case "esql":
      return readByQuery(root);
    default:
      return undefined;
  }
}

/** What a document is known by is read of the document as it stands, so that it must have nothing of that. */
function readByQuery({ query, each }: EsqlRuleOp): Reads | undefined {
  const { fields, metadata } = query.source as EsqlFrom;
  const names = metadata.map(({ name }) => name);
  const types = fields.filter(({ type }) => type === "geo_point");
  if (names.includes("_source") || types.length > 0) return undefined;
  return { fields: fields.map(({ field }) => field), absent: names, keeps: each === "event" };
}
