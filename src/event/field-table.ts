import type { Dynamic, FieldKind, FieldTable, FieldType } from "./field-type.ts";
import { compileGlob } from "./glob.ts";

/** What a table is made of. */
export interface TableParts {
  readonly explicit: boolean;
  /** Leaf fields and whole flattened and nested fields; a later one of the same name wins. */
  readonly fields: Iterable<FieldType>;
  /** Kinds of all leaves below a path, by the path: `winlog.event_data` ▸ keyword. The longest path decides. */
  readonly families?: ReadonlyMap<string, Family>;
  /** What happens to new fields below a path, of an explicit table. The longest path decides; elsewhere they are mapped. */
  readonly dynamic?: ReadonlyMap<string, Dynamic>;
  /** Whether `x.keyword`, `x.text` and `x.caseless` of every known x read x, declared or not. */
  readonly usualMultiFields?: boolean;
}

export interface Family {
  readonly kind: FieldKind;
  readonly ignoreAbove?: number;
}

/** Multi-fields that Elastic's own mappings use everywhere, with what they make of their parent. */
const USUAL_MULTI_FIELDS: ReadonlyMap<string, Partial<FieldType> & { readonly kind: FieldKind }> = new Map([
  ["text", { kind: "match_only_text" }],
  ["keyword", { kind: "keyword" }],
  ["caseless", { kind: "keyword", normalizer: "lowercase" }],
]);

/** Fields that every document has apart from its source; they are in no pattern and no list of names. */
const METADATA_FIELDS: ReadonlyMap<string, FieldType> = new Map([
  ["_id", { name: "_id", path: "_id", kind: "keyword" }],
  ["_index", { name: "_index", path: "_index", kind: "keyword" }],
  ["_version", { name: "_version", path: "_version", kind: "long" }],
]);

/** Longer names are nobody's; looking up what lies above each of their dots would take long. */
const MAX_NAME = 1024;

/** Names remembered that are not among the leaves. */
const MOST_DERIVED = 50_000;

/** A {@link FieldTable} over leaf fields; the objects that hold them are derived. */
export function createFieldTable(parts: TableParts): FieldTable {
  const fields = new Map<string, FieldType>();
  for (const field of parts.fields) fields.set(field.name, field);
  const families = parts.families ?? new Map<string, Family>();
  const objects = objectsAbove([...fields.keys(), ...[...families.keys()].map((path) => `${path}.*`)]);
  const derived = new Map<string, FieldType | undefined>();
  const expanded = new Map<string, readonly FieldType[]>();

  const derive = (name: string): FieldType | undefined =>
    METADATA_FIELDS.get(name) ??
    inFlattened(name, fields) ??
    (objects.has(name) ? { name, path: name, kind: "object" } : undefined) ??
    (parts.usualMultiFields ? multiField(name, get) : undefined) ??
    inFamily(name, families);

  const get = (name: string): FieldType | undefined => {
    const field = fields.get(name);
    if (field) return field;
    if (name.length > MAX_NAME) return undefined;
    const known = derived.get(name);
    if (known !== undefined || derived.has(name)) return known;
    // Names come out of events too.
    if (derived.size >= MOST_DERIVED) derived.clear();
    const found = derive(name);
    derived.set(name, found);
    return found;
  };

  return {
    explicit: parts.explicit,
    get,
    dynamic: (name) => (parts.explicit ? (nearestAbove(name, parts.dynamic ?? NO_RULES) ?? "true") : "false"),
    expand: (pattern) => {
      let found = expanded.get(pattern);
      if (!found) {
        const fits = compileGlob(pattern);
        found = [...fields.values()].filter((field) => isLeaf(field) && fits(field.name));
        expanded.set(pattern, found);
      }
      return found;
    },
    names: () => fields.keys(),
  };
}

/** A table in which `upper` decides wherever it knows a name, but for objects that only `lower` knows as more. */
export function layFieldTable(lower: FieldTable, upper: FieldTable): FieldTable {
  const get = (name: string): FieldType | undefined => {
    const field = upper.get(name);
    return field && field.kind !== "object" ? field : (lower.get(name) ?? field);
  };
  return {
    explicit: lower.explicit,
    get,
    dynamic: (name) => lower.dynamic(name),
    expand: (pattern) => {
      const own = upper.expand(pattern);
      const names = new Set(own.map((field) => field.name));
      return [...lower.expand(pattern).filter((field) => !names.has(field.name)), ...own];
    },
    names: () => new Set([...lower.names(), ...upper.names()]),
  };
}

const isLeaf = (field: FieldType): boolean => field.kind !== "nested" && field.kind !== "object";

/** Every proper prefix of the names, cut at dots. */
function objectsAbove(names: Iterable<string>): ReadonlySet<string> {
  const objects = new Set<string>();
  for (const name of names) {
    for (let dot = name.lastIndexOf("."); dot > 0; dot = name.lastIndexOf(".", dot - 1)) {
      const above = name.slice(0, dot);
      if (objects.has(above)) break;
      objects.add(above);
    }
  }
  return objects;
}

/** A leaf below a flattened field: keyword-like, under its own name. */
function inFlattened(name: string, fields: ReadonlyMap<string, FieldType>): FieldType | undefined {
  for (let dot = name.lastIndexOf("."); dot > 0; dot = name.lastIndexOf(".", dot - 1)) {
    const above = fields.get(name.slice(0, dot));
    if (above?.kind !== "flattened") continue;
    const { ignoreAbove, nested } = above;
    return {
      name,
      path: `${above.path}${name.slice(dot)}`,
      kind: "flattened",
      leafOf: above.name,
      ...(ignoreAbove !== undefined && { ignoreAbove }),
      ...(nested !== undefined && { nested }),
    };
  }
  return undefined;
}

function inFamily(name: string, families: ReadonlyMap<string, Family>): FieldType | undefined {
  const family = nearestAbove(name, families);
  return family && { name, path: name, ...family };
}

const NO_RULES: ReadonlyMap<string, Dynamic> = new Map();

/** What the longest path above the name has. */
function nearestAbove<Value>(name: string, byPath: ReadonlyMap<string, Value>): Value | undefined {
  for (let dot = name.lastIndexOf("."); dot > 0; dot = name.lastIndexOf(".", dot - 1)) {
    const value = byPath.get(name.slice(0, dot));
    if (value !== undefined) return value;
  }
  return undefined;
}

function multiField(name: string, get: (name: string) => FieldType | undefined): FieldType | undefined {
  const dot = name.lastIndexOf(".");
  const usual = USUAL_MULTI_FIELDS.get(name.slice(dot + 1));
  const parent = usual && get(name.slice(0, dot));
  if (!usual || !parent || parent.kind === "object" || parent.kind === "nested") return undefined;
  return { name, path: parent.path, ...usual, ...(parent.nested !== undefined && { nested: parent.nested }) };
}
