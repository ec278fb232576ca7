import type { EsqlRuleOp } from "../../plan/rule-plan.ts";
import type { EsqlAssignment, EsqlCommand, EsqlCommandKind, EsqlExpr } from "../../plan/esql.ts";

/** A query cut where it stops going event by event. */
export interface EsqlPhases {
  /** Commands that take each event by itself and do not read the clock. */
  readonly events: readonly EsqlCommand[];
  /** How the rest runs. `none`: there is no rest. `groups`: it begins with STATS that reads no clock. `rows`: over all rows of a window. */
  readonly rest: "none" | "groups" | "rows";
  /** The commands that are run for a window as a whole; of `groups` the first is the STATS. */
  readonly window: readonly EsqlCommand[];
  /** Some command reads the clock: a window gives other results at another time. */
  readonly readsNow: boolean;
}

const BY_EVENT: ReadonlySet<EsqlCommandKind> = new Set([
  "where",
  "eval",
  "keep",
  "drop",
  "rename",
  "mvExpand",
  "dissect",
  "grok",
  "enrich",
  "lookupJoin",
]);

export function cutPhases(commands: readonly EsqlCommand[]): EsqlPhases {
  const first = commands.findIndex((command) => !BY_EVENT.has(command.kind) || readsNow(command));
  const readsClock = commands.some(readsNow);
  if (first === -1) return { events: commands, rest: "none", window: [], readsNow: readsClock };
  const [next] = commands.slice(first);
  const rest = next?.kind === "stats" && !readsNow(next) ? "groups" : "rows";
  return { events: commands.slice(0, first), rest, window: commands.slice(first), readsNow: readsClock };
}

/** Each event gives its rows by itself, and alerts are of events. */
export const goesByEvent = ({ query, each }: EsqlRuleOp): boolean => each === "event" && cutPhases(query.commands).rest === "none";

/** What an ES|QL rule's state goes by: nothing where each event gives at most one row, by itself. */
export const esqlRunsBy = (op: EsqlRuleOp): "none" | "window" =>
  goesByEvent(op) && !op.query.commands.some(({ kind }) => kind === "mvExpand") ? "none" : "window";

/** Whether a command calls `now()`. */
export const readsNow = (command: EsqlCommand): boolean => expressionsOf(command).some(callsNow);

export const callsNow = (expression: EsqlExpr): boolean =>
  expression.kind === "call" && (expression.name === "now" || expression.args.some(callsNow));

/** Every expression that stands in a command. */
export function expressionsOf(command: EsqlCommand): readonly EsqlExpr[] {
  const valuesIn = (fields: readonly EsqlAssignment[]): readonly EsqlExpr[] => fields.map(({ value }) => value);
  switch (command.kind) {
    case "where":
      return [command.condition];
    case "eval":
      return valuesIn(command.fields);
    case "sort":
      return command.keys.map(({ value }) => value);
    case "dissect":
    case "grok":
      return [command.input];
    case "stats":
    case "inlineStats":
      return [
        ...valuesIn(command.keys),
        ...command.aggregates.flatMap(({ value, calls }) => [
          value,
          ...calls.flatMap(({ args, where }) => (where ? [...args, where] : args)),
        ]),
      ];
    default:
      return [];
  }
}
