import { type Diagnostic, isError } from "../../diagnostics/index.ts";
import { parseDuration } from "../../event/date-math.ts";
import type { FieldType } from "../../event/field-type.ts";
import type { LowerEnv } from "../../languages/language.ts";
import { reportUnknownField, unknownField } from "../../languages/unknown-field.ts";
import { detectorFunction, readDetectorName } from "../../operators/anomaly/functions/table.ts";
import { ALL } from "../../plan/combine.ts";
import type { DetectorPlan, JobField, JobPlan } from "../../plan/job-plan.ts";
import type { Predicate } from "../../plan/predicate.ts";
import { compileText } from "../types/query-plan.ts";
import type { MlJob } from "./model.ts";
import type { DetectorContent } from "./schema.ts";

/** What compiling a job gives: a plan, or errors. */
export interface CompiledJob {
  readonly plan?: JobPlan;
  readonly diagnostics: readonly Diagnostic[];
}

const DAY_MS = 86_400_000;
/** Elastic's default for new jobs. */
const PRUNE_DAYS = 30;

/** Compiles a job: its query is KQL, its fields are those of the table or unknown ones, with a warning. */
export function compileMlJob(job: MlJob, env: LowerEnv): CompiledJob {
  const { content } = job;
  const diagnostics: Diagnostic[] = [];
  const where = compileFeed(job, env, diagnostics);
  const field = (name: string, path: string): JobField => fieldOf(job, env, diagnostics, name, path);
  const detectors = content.detectors.map((each, i) => detectorPlan(each, (name, key) => field(name, `detectors.${i}.${key}`)));
  const influencers = (content.influencers ?? []).map((name, i) => field(name, `influencers.${i}`));
  if (diagnostics.some(isError) || !where) return { diagnostics };
  const plan: JobPlan = {
    id: job.id,
    span: durationOf(content.bucket_span),
    where,
    indices: content.index ?? ["*"],
    detectors,
    influencers,
    pruneAfter: content.model_prune_window === undefined ? PRUNE_DAYS * DAY_MS : durationOf(content.model_prune_window),
  };
  return { plan, diagnostics };
}

function compileFeed({ query }: MlJob, env: LowerEnv, diagnostics: Diagnostic[]): Predicate | undefined {
  if (query.text.trim() === "") return ALL;
  const compiled = compileText({ language: "kuery", source: query }, env);
  diagnostics.push(...compiled.diagnostics);
  const root = compiled.plan?.root;
  return root?.kind === "filter" ? root.where : undefined;
}

function fieldOf(job: MlJob, env: LowerEnv, diagnostics: Diagnostic[], name: string, path: string): JobField {
  const computed = job.content.fields?.[name];
  if (computed) {
    const from = typeOf(job, env, diagnostics, computed.from, `fields.${name}.from`);
    return { field: env.fields.get(name) ?? unknownField(name), derived: { function: computed.function, from } };
  }
  return { field: typeOf(job, env, diagnostics, name, path) };
}

function typeOf(job: MlJob, env: LowerEnv, diagnostics: Diagnostic[], name: string, path: string): FieldType {
  const known = env.fields.get(name);
  if (known) return known;
  const span = job.spanOf(path);
  diagnostics.push(reportUnknownField(span && { source: job.source, span }, name, env));
  return unknownField(name);
}

type FieldKey = "field_name" | "by_field_name" | "over_field_name" | "partition_field_name";

function detectorPlan(detector: DetectorContent, field: (name: string, key: FieldKey) => JobField): DetectorPlan {
  const read = readDetectorName(detector.function);
  if (!read) throw new Error(`a checked job has no function \`${detector.function}\``);
  const named = <K extends string>(as: K, key: FieldKey): { readonly [key in K]?: JobField } => {
    const name = detector[key];
    return (name === undefined ? {} : { [as]: field(name, key) }) as { readonly [key in K]?: JobField };
  };
  return {
    name: detector.function,
    function: detectorFunction(read.name).name,
    side: read.side,
    ...named("field", "field_name"),
    ...named("by", "by_field_name"),
    ...named("over", "over_field_name"),
    ...named("partition", "partition_field_name"),
    ...(detector.ignore_below !== undefined && { ignoreBelow: detector.ignore_below }),
  };
}

/** @throws {Error} of a text that the schema should have refused */
function durationOf(text: string): number {
  const duration = parseDuration(text);
  if (duration === undefined) throw new Error(`a checked job has no duration \`${text}\``);
  return duration;
}
