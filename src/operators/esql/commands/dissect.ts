import { compileDissect } from "../../../patterns/dissect.ts";
import { valueOf, valuesOf } from "../../../functions/esql/value.ts";
import { type CompileCommand, compileOver } from "../context.ts";
import { type Slot, withColumn } from "../layout.ts";
import { through } from "../row.ts";

/** Cuts texts into columns; each of several values is cut by itself and what it gives gathered. No match: all null. */
export const dissect: CompileCommand<"dissect"> = ({ input, pattern, separator, outputs }, before, context) => {
  const { ok: dissector, fault } = compileDissect(pattern, separator);
  if (!dissector) throw new Error(`the plan's DISSECT pattern is faulty: ${fault}`);
  const read = compileOver(input, before, context);
  let layout = before;
  const slots = outputs.map((name): Slot => {
    const [after, slot] = withColumn(layout, name, "keyword");
    layout = after;
    return slot;
  });
  const places = outputs.map((name) => dissector.outputs.indexOf(name));
  return {
    layout,
    connect: (next) =>
      through(next, (row) => {
        const found = valuesOf(read(row)).flatMap((text) => [dissector.match(String(text)) ?? []].filter((texts) => texts.length > 0));
        slots.forEach(({ index }, i) => {
          row.values[index] = valueOf(found.map((texts) => texts[places[i] as number] ?? ""));
        });
        next.push(row);
      }),
  };
};
