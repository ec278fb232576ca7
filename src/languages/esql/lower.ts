import { didYouMean, type Diagnostic, isError, type Source } from "../../diagnostics/index.ts";
import { timeZoneOf } from "../../event/time-zone.ts";
import type { EsqlType } from "../../functions/esql/type.ts";
import type { EsqlField, EsqlOp } from "../../plan/esql.ts";
import type { Parsed } from "../language.ts";
import type { Command, EsqlQuery, Setting } from "./ast.ts";
import { type Columns, listOf } from "./columns.ts";
import type { EsqlEnv } from "./env.ts";
import { isColumn, typeOfField } from "./field-types.ts";
import { inferUses } from "./infer.ts";
import { lowerAgain, lowerCommand } from "./lower-command.ts";
import { lowerSource, type LoweredSource } from "./lower-from.ts";
import type { Lowered } from "./lowered.ts";
import { openScope, type Scope } from "./scope.ts";

/** A query that was understood. Without `op` there is an error among the diagnostics. */
export interface LoweredEsql {
  readonly op?: EsqlOp;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * What a query means against a field table. Where the text itself had errors there is no plan, and the diagnostics are
 * those of the text followed by what could still be checked.
 *
 * Under an explicit mapping the columns of FROM are those of the mapping, and an unknown one is an error. Else they are
 * the fields that the query reads; a field that no table knows gets its type from its use, with a warning.
 */
export function lowerEsql(parsed: Parsed<EsqlQuery>, env: EsqlEnv): LoweredEsql {
  const { ast, source } = parsed;
  if (!ast) return { diagnostics: parsed.diagnostics };
  const uses = env.fields.explicit ? new Map() : inferUses(ast, (name) => knownType(env, name));
  const scope = openScope(source, env, uses, { unmapped: unmappedOf(ast.settings), zone: zoneOf(ast.settings) });
  for (const setting of ast.settings) checkSetting(scope, setting);
  const first = lowerSteps(scope, ast, [], (columns, command) => lowerCommand(scope, columns, command));
  const told = follow(parsed.diagnostics, scope.diagnostics);
  if (told.some(isError)) return { diagnostics: told };
  // Only now is it known which fields an open source has to give: with them the columns come in their order.
  const ordered = scope.fields.size === 0 ? first : orderColumns(openScope(source, env, uses, scope, true), ast, scope, first);
  const op = queryOf(source, ordered);
  return { ...(op && { op }), diagnostics: told };
}

function knownType({ fields }: EsqlEnv, name: string): EsqlType | undefined {
  const field = fields.get(name);
  return field && isColumn(field) && field.kind !== "unknown" ? typeOfField(field, false) : undefined;
}

/** In the order of the text. A fault at a place where reading stumbled follows from that and is not told. */
function follow(reading: readonly Diagnostic[], rest: readonly Diagnostic[]): readonly Diagnostic[] {
  const stumbles = new Set(reading.filter(isError).map(({ span }) => span?.start));
  const told = [...reading, ...rest.filter(({ span }) => !stumbles.has(span?.start))];
  return told.toSorted((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
}

/** A query, command by command. */
interface Steps {
  readonly from: LoweredSource;
  readonly steps: readonly Lowered[];
}

function lowerSteps(
  scope: Scope,
  { source, commands }: EsqlQuery,
  read: readonly EsqlField[],
  lower: (columns: Columns, command: Command, index: number) => Lowered,
): Steps {
  const from = lowerSource(scope, source, read);
  let { columns } = from;
  const steps = commands.map((command, index) => {
    const step = lower(columns, command, index);
    ({ columns } = step);
    return step;
  });
  return { from, steps };
}

const orderColumns = (scope: Scope, ast: EsqlQuery, { fields }: Scope, { steps }: Steps): Steps =>
  lowerSteps(scope, ast, [...fields.values()], (columns, command, index) => lowerAgain(scope, columns, command, steps[index] as Lowered));

function queryOf({ text }: Source, { from: { source, columns }, steps }: Steps): EsqlOp | undefined {
  if (!source) return undefined;
  return {
    kind: "esql",
    text,
    source,
    commands: steps.flatMap(({ commands }) => commands),
    columns: listOf(steps.at(-1)?.columns ?? columns),
  };
}

const UNMAPPED: ReadonlySet<string> = new Set(["fail", "nullify", "load"] satisfies Scope["unmapped"][]);

function unmappedOf(settings: readonly Setting[]): Scope["unmapped"] {
  const value = settings.findLast(({ name }) => name === "unmapped_fields")?.value;
  const written = value?.kind === "string" ? value.value.toLowerCase() : "";
  return UNMAPPED.has(written) ? (written as Scope["unmapped"]) : "fail";
}

/** Undefined: UTC, by whatever name. */
function zoneOf(settings: readonly Setting[]): string | undefined {
  const value = settings.findLast(({ name }) => name === "time_zone")?.value;
  const zone = value?.kind === "string" ? timeZoneOf(value.value) : undefined;
  return zone && !UTC.has(zone.id) ? zone.id : undefined;
}

const UTC: ReadonlySet<string> = new Set(["UTC", "Z", "GMT", "UT", "Etc/UTC"]);

function checkSetting({ report }: Scope, { name, value, span }: Setting): void {
  if (value.kind === "invalid") return;
  const text = value.kind === "string" ? value.value : "";
  if (name === "unmapped_fields") {
    if (!UNMAPPED.has(text.toLowerCase()))
      report("T5054", value.span, `Invalid value for [unmapped_fields]: [${text}]`, "the values are `fail`, `nullify` and `load`");
  } else if (name === "time_zone") {
    if (!timeZoneOf(text))
      report("T5054", value.span, `Invalid value for [time_zone]: [${text}]`, "write a region or an offset: `Europe/Paris`, `+02:00`");
  } else
    report(
      "T5054",
      span,
      `Unknown setting [${name}]`,
      didYouMean(name, ["unmapped_fields", "time_zone"]) ?? "the settings are `unmapped_fields` and `time_zone`",
    );
}
