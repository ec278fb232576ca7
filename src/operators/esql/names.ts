import type { EsqlCommand } from "../../plan/esql.ts";
import { fitting, keptNames } from "./commands/project.ts";

/** The names of the columns after a command, whatever stands in them: for columns that only the documents have. */
export function namesAfter(names: readonly string[], command: EsqlCommand): readonly string[] {
  switch (command.kind) {
    case "eval":
      return appended(
        names,
        command.fields.map(({ name }) => name),
      );
    case "dissect":
      return appended(names, command.outputs);
    case "grok":
      return appended(
        names,
        command.outputs.map(({ name }) => name),
      );
    case "enrich":
      return appended(
        names,
        command.fields.map(({ name }) => name),
      );
    case "keep":
      return keptNames(names, command.items);
    case "drop": {
      const fits = fitting(command.items);
      return names.filter((name) => !fits(name));
    }
    case "rename":
      return command.items.reduce((before, { from, to }) => (from === to ? before : renamed(before, from, to)), names);
    case "inlineStats":
      return appended(names, [...command.aggregates.map(({ name }) => name), ...command.keys.map(({ name }) => name)]);
    case "stats":
      return appended([], [...command.aggregates.map(({ name }) => name), ...command.keys.map(({ name }) => name)]);
    case "where":
    case "sort":
    case "limit":
    case "mvExpand":
    case "lookupJoin":
      return names;
    case "changePoint":
      return appended(names, [command.typeName, command.pvalueName]);
  }
}

const renamed = (names: readonly string[], from: string, to: string): readonly string[] =>
  names.filter((name) => name !== to).map((name) => (name === from ? to : name));

/** A name that is there already moves to the end. */
function appended(names: readonly string[], added: readonly string[]): readonly string[] {
  const last = added.filter((name, i) => added.lastIndexOf(name) === i);
  return [...names.filter((name) => !last.includes(name)), ...last];
}
