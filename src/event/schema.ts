import { createFieldTable, type Family, layFieldTable } from "./field-table.ts";
import type { FieldTable, FieldType } from "./field-type.ts";
import { readPackedFields } from "./tables/packed-fields.ts";
import { ECS_FIELDS } from "./tables/ecs.generated.ts";
import { overlayFamilies, overlayFields } from "./tables/overlay.ts";
import { OVERLAYS } from "./tables/overlays.ts";

export { mappingFields } from "./mapping.ts";

let shared: FieldTable | undefined;

/** Every field that Tocsin knows: ECS, and what Elastic's integrations and Beats add to it. Built on the first call. */
export function defaultFields(): FieldTable {
  shared ??= build();
  return shared;
}

function build(): FieldTable {
  const ecs = readPackedFields(ECS_FIELDS);
  const open = ecs.filter((field) => field.kind === "object").map((field): [string, Family] => [field.name, { kind: "unknown" }]);
  return createFieldTable({
    explicit: false,
    fields: [...ecs, ...OVERLAYS.flatMap(overlayFields)],
    families: new Map([...open, ...overlayFamilies(OVERLAYS)]),
    usualMultiFields: true,
  });
}

let ecs: FieldTable | undefined;

/** The Elastic Common Schema alone: what an alert's source fields are checked against. */
export function ecsFields(): FieldTable {
  ecs ??= createFieldTable({ explicit: false, fields: readPackedFields(ECS_FIELDS) });
  return ecs;
}

/** A table with more fields, or other kinds for known ones; `extra` wins. */
export const extendFields = (base: FieldTable, extra: readonly FieldType[]): FieldTable =>
  layFieldTable(base, createFieldTable({ explicit: base.explicit, fields: extra, usualMultiFields: !base.explicit }));
