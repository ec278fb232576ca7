import type { EsqlCommand, EsqlProjection } from "../../plan/esql.ts";
import type { Name, ProjectCommand, RenameCommand } from "./ast.ts";
import { addField, type Column, type Columns, compilePattern, resolveColumn } from "./columns.ts";
import type { Lowered } from "./lowered.ts";
import type { Scope } from "./scope.ts";

/**
 * KEEP: the columns in the order of the items. Of several items that fit a column the most specific one counts (a name,
 * a pattern, a lone `*`), of equal ones the last.
 */
export function lowerKeep(scope: Scope, columns: Columns, { names }: ProjectCommand): Lowered {
  const kept = new Map<string, { readonly column: Column; readonly rank: number }>();
  for (const item of names) {
    const rank = !item.pattern ? 2 : item.name === "*" ? 0 : 1;
    for (const [name, column] of matching(scope, columns, item)) {
      if ((kept.get(name)?.rank ?? -1) > rank) continue;
      kept.delete(name);
      kept.set(name, { column, rank });
    }
  }
  const patterns = names.filter(({ pattern }) => pattern).map(({ name }) => compilePattern(name));
  const { open } = columns;
  const stillOpen = open && patterns.length > 0 ? (name: string): boolean => patterns.some((fits) => fits(name)) && open(name) : undefined;
  const items = stillOpen ? names.map(projection) : [...kept.keys()].map((name): EsqlProjection => ({ name, pattern: false }));
  return {
    commands: [{ kind: "keep", items }],
    columns: { ...columns, known: new Map([...kept].map(([name, { column }]) => [name, column])), open: stillOpen },
  };
}

const projection = ({ name, pattern }: Name): EsqlProjection => ({ name, pattern });

export function lowerDrop(scope: Scope, columns: Columns, { names }: ProjectCommand): Lowered {
  const dropped = new Set(names.flatMap((item) => matching(scope, columns, item).map(([name]) => name)));
  const tests = names.map(({ name, pattern }) => (pattern ? compilePattern(name) : (other: string) => other === name));
  const { open } = columns;
  const stillOpen = open && ((name: string): boolean => open(name) && !tests.some((fits) => fits(name)));
  const items = open ? names.map(projection) : [...dropped].map((name): EsqlProjection => ({ name, pattern: false }));
  const known = new Map([...columns.known].filter(([name]) => !dropped.has(name)));
  return { commands: [{ kind: "drop", items }], columns: { ...columns, known, open: stillOpen } };
}

/** The columns that an item names. A pattern that fits none is a fault, unless the source can have more. */
function matching(scope: Scope, columns: Columns, item: Name): readonly (readonly [string, Column])[] {
  const { name, pattern, span } = item;
  if (!pattern) {
    const column = objectColumn(scope, columns, name) ?? resolveColumn(scope, columns, name, span);
    return column ? [[name, column]] : [];
  }
  const fits = compilePattern(name);
  const found = [...columns.known].filter(([each]) => fits(each));
  if (found.length === 0 && !columns.open)
    scope.report("T5045", span, `No matches found for pattern [${name}]`, "no column fits it at this point of the query");
  return found;
}

/** An object of the table may be a flattened field of the index: it can be kept and dropped, and has no value. */
function objectColumn(scope: Scope, { known, open }: Columns, name: string): Column | undefined {
  const { fields } = scope.env;
  const field = open?.(name) && !known.has(name) && !fields.explicit ? fields.get(name) : undefined;
  return field?.kind === "object" ? addField(scope, name, { type: "unsupported", field }) : undefined;
}

/** RENAME: one after the other; a column keeps its place, one that has the new name is gone. */
export function lowerRename(scope: Scope, columns: Columns, { items }: RenameCommand): Lowered {
  const renamed: { from: string; to: string }[] = [];
  let current = columns;
  for (const { from, to } of items) {
    const wild = from.pattern ? from : to.pattern ? to : undefined;
    if (wild) {
      scope.report("T5045", wild.span, `Using wildcards [*] in RENAME is not allowed [${wild.name}]`, "name each column");
      continue;
    }
    const column = resolveColumn(scope, current, from.name, from.span);
    if (!column || from.name === to.name) continue;
    renamed.push({ from: from.name, to: to.name });
    current = renameOne(current, from.name, to.name, column);
  }
  return { commands: renamed.length === 0 ? [] : [{ kind: "rename", items: renamed } satisfies EsqlCommand], columns: current };
}

function renameOne(columns: Columns, from: string, to: string, column: Column): Columns {
  const known = new Map<string, Column>();
  for (const [name, each] of columns.known) {
    if (name === from) known.set(to, { type: each.type });
    else if (name !== to) known.set(name, each);
  }
  if (!columns.known.has(from)) known.set(to, { type: column.type });
  const { open } = columns;
  return { ...columns, known, open: open && ((name) => name !== from && name !== to && open(name)) };
}
