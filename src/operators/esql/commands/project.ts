import { compileGlob } from "../../../event/glob.ts";
import type { EsqlProjection } from "../../../plan/esql.ts";
import type { CompileCommand, CompiledCommand } from "../context.ts";
import type { Layout } from "../layout.ts";

/** Only the columns change: rows pass as they are. */
export const renaming = (layout: Layout): CompiledCommand => ({ layout, connect: (next) => next });

/** The columns in the listed order. One that several items fit goes with the closest: a name, else the last of the narrowest patterns. */
export const keep: CompileCommand<"keep"> = ({ items }, layout) => {
  const names = keptNames([...layout.columns.keys()], items);
  const open = layout.open && items.some(({ pattern }) => pattern);
  return renaming({ ...layout, open, columns: picked(layout, names) });
};

export const drop: CompileCommand<"drop"> = ({ items }, layout) => {
  const fits = fitting(items);
  return renaming({
    ...layout,
    columns: picked(
      layout,
      [...layout.columns.keys()].filter((name) => !fits(name)),
    ),
  });
};

/** A name keeps its place; a column that had the new name is gone. Later renames see earlier ones. */
export const rename: CompileCommand<"rename"> = ({ items }, layout) => {
  let columns = [...layout.columns];
  for (const { from, to } of items) {
    if (from === to) continue;
    columns = columns
      .filter(([name]) => name !== to)
      .map(([name, slot]) => (name === from ? [to, { ...slot, field: undefined }] : [name, slot]) as (typeof columns)[number]);
  }
  return renaming({ ...layout, columns: new Map(columns) });
};

const picked = (layout: Layout, names: readonly string[]): Layout["columns"] =>
  new Map(
    names.flatMap((name) => {
      const slot = layout.columns.get(name);
      return slot ? [[name, slot] as const] : [];
    }),
  );

/** Whether one of the items names it. */
export function fitting(items: readonly EsqlProjection[]): (name: string) => boolean {
  const tests = items.map(testOf);
  return (name) => tests.some((test) => test(name));
}

const testOf = ({ name, pattern }: EsqlProjection): ((other: string) => boolean) =>
  pattern ? compileGlob(name) : (other) => other === name;

/** KEEP's order over names that are there. */
export function keptNames(names: readonly string[], items: readonly EsqlProjection[]): readonly string[] {
  const ranked = items.map((item, place) => ({ place, rank: item.pattern ? (item.name === "*" ? 2 : 1) : 0, fits: testOf(item) }));
  const chosen = names.flatMap((name, order) => {
    const [best] = ranked.filter(({ fits }) => fits(name)).sort((a, b) => a.rank - b.rank || b.place - a.place);
    return best ? [{ name, place: best.place, order }] : [];
  });
  return chosen.sort((a, b) => a.place - b.place || a.order - b.order).map(({ name }) => name);
}
