import { z } from "zod";
import { diagnosticIn } from "../../../languages/place.ts";
import { placeOf } from "../../../languages/on-field.ts";
import { allOf, NOTHING } from "../../../plan/combine.ts";
import { freeTable } from "../../schema/values.ts";
import type { EntryType } from "../entry-type.ts";

/** One object passes every inner entry: Elasticsearch's `nested`, the inner fields relative to its path. */
export const nestedEntry: EntryType<"nested"> = {
  type: "nested",
  keys: { entries: z.array(freeTable).min(1) },
  lower: ({ field, entries }, path, context) => {
    const { fields } = context.env;
    if (fields.explicit && fields.get(field)?.kind !== "nested") {
      const message = `\`${field}\` is not mapped as nested: the entry matches nothing`;
      context.diagnostics.push(diagnosticIn(placeOf(`${path}.field`, context), "T6003", message, { severity: "warning" }));
      return NOTHING;
    }
    const inner = { ...context, nested: field };
    const items = entries.map((entry, index) =>
      context.lower({ ...entry, field: `${field}.${entry.field}` }, `${path}.entries.${index}`, inner),
    );
    return { kind: "nested", path: field, item: allOf(items) };
  },
};
