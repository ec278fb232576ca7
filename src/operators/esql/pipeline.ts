import type { EsqlCommand } from "../../plan/esql.ts";
import { COMMANDS } from "./commands/table.ts";
import type { CompileCommand, CompiledCommand, EsqlContext } from "./context.ts";
import type { Layout } from "./layout.ts";
import type { RowSink } from "./row.ts";

/** Commands one after another, ready to run. */
export interface Pipeline extends CompiledCommand {
  /** The columns after each command. */
  readonly layouts: readonly Layout[];
  /** @param tap told of the rows that come out of each command, by its number */
  connect(sink: RowSink, tap?: (command: number) => void): RowSink;
}

/** @throws where a command is not run in this version, or the plan is not what lowering may produce */
export function compilePipeline(commands: readonly EsqlCommand[], before: Layout, context: EsqlContext): Pipeline {
  const compiled: CompiledCommand[] = [];
  let layout = before;
  commands.forEach((command, i) => {
    const next = compileCommand(command, layout, context, limitAfter(commands, i));
    compiled.push(next);
    ({ layout } = next);
  });
  return {
    layout,
    layouts: compiled.map((command) => command.layout),
    connect: (sink, tap) => compiled.reduceRight((next, command, i) => command.connect(tap ? tapped(next, () => tap(i)) : next), sink),
  };
}

const tapped = (next: RowSink, tell: () => void): RowSink => ({
  push: (row) => {
    tell();
    next.push(row);
  },
  end: () => next.end(),
  full: () => next.full(),
});

function compileCommand(command: EsqlCommand, layout: Layout, context: EsqlContext, limit: number | undefined): CompiledCommand {
  if (command.kind === "changePoint") throw new Error("CHANGE_POINT is not run in this version");
  const compile = COMMANDS[command.kind] as CompileCommand<EsqlCommand["kind"]>;
  return compile(command, layout, context, limit);
}

/** Commands that give exactly one row for each. */
const ONE_FOR_ONE: ReadonlySet<EsqlCommand["kind"]> = new Set(["eval", "keep", "drop", "rename", "dissect", "grok", "enrich"]);

/** How many rows are asked of a command by a LIMIT that follows it, if only rows for rows stand between. */
function limitAfter(commands: readonly EsqlCommand[], place: number): number | undefined {
  const next = commands.slice(place + 1).find(({ kind }) => !ONE_FOR_ONE.has(kind));
  return next?.kind === "limit" ? next.count : undefined;
}
