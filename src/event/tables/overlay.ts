import type { Family } from "../field-table.ts";
import type { FieldKind, FieldType } from "../field-type.ts";

/** Names by kind, separated by white space. A `#` part stands for the numbers under which an integration keeps the items of a list. */
type Names = Readonly<Partial<Record<FieldKind, string>>>;

/** What one integration, Beat or index adds to ECS: names and kinds, which are facts of its published mappings. */
export interface Overlay {
  /** Whose fields these are. */
  readonly title: string;
  /** Fields. Keywords are not indexed past {@link KEYWORD_LIMIT} characters. */
  readonly fields?: Names;
  /**
   * Paths below which every leaf that is not named is of that kind. `unknown` stands for dynamic mapping: the value
   * decides.
   */
  readonly families?: Names;
  /** Other names of fields, with the field that each stands for. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Fields that have a `.caseless` multi-field: a keyword normalised to lower case. */
  readonly caseless?: string;
  /** Fields that have a `.text` multi-field. */
  readonly text?: string;
}

/** `ignore_above` of keyword fields in Elastic's packages and Beats. */
const KEYWORD_LIMIT = 1024;

const LIMITED: ReadonlySet<FieldKind> = new Set<FieldKind>(["keyword", "flattened"]);

export function overlayFields(overlay: Overlay): FieldType[] {
  const nested = new Set(words(overlay.fields?.nested));
  const within = (path: string): { nested?: string } => nearest(path, nested);
  const fields = byKind(overlay.fields).map(([path, kind]): FieldType => ({ name: path, path, kind, ...limitOf(kind), ...within(path) }));
  const caseless = words(overlay.caseless).map(
    (path): FieldType => ({
      name: `${path}.caseless`,
      path,
      kind: "keyword",
      normalizer: "lowercase",
      ignoreAbove: KEYWORD_LIMIT,
    }),
  );
  const text = words(overlay.text).map((path): FieldType => ({ name: `${path}.text`, path, kind: "match_only_text", ...within(path) }));
  return [...fields, ...caseless, ...text, ...aliasesOf(overlay, fields)];
}

export function overlayFamilies(overlays: readonly Overlay[]): ReadonlyMap<string, Family> {
  const entries = overlays.flatMap((overlay) => byKind(overlay.families));
  return new Map(entries.map(([path, kind]) => [path, { kind, ...limitOf(kind) }]));
}

const limitOf = (kind: FieldKind): { ignoreAbove?: number } => (LIMITED.has(kind) ? { ignoreAbove: KEYWORD_LIMIT } : {});

/** An alias of a field that the overlay does not have is a mistake in the overlay; a test finds it. */
function aliasesOf(overlay: Overlay, fields: readonly FieldType[]): FieldType[] {
  const byName = new Map(fields.map((field) => [field.name, field]));
  return Object.entries(overlay.aliases ?? {}).flatMap(([name, target]) => {
    const field = byName.get(target);
    return field ? [{ ...field, name }] : [];
  });
}

function nearest(path: string, nested: ReadonlySet<string>): { nested?: string } {
  if (nested.size === 0) return {};
  for (let dot = path.lastIndexOf("."); dot > 0; dot = path.lastIndexOf(".", dot - 1)) {
    const above = path.slice(0, dot);
    if (nested.has(above)) return { nested: above };
  }
  return {};
}

const byKind = (names: Names | undefined): [string, FieldKind][] =>
  Object.entries(names ?? {}).flatMap(([kind, list]) =>
    words(list)
      .flatMap(numbered)
      .map((name): [string, FieldKind] => [name, kind as FieldKind]),
  );

/** Items of a list that have names of their own; a rule's `*` expands to these. */
const LIST_NUMBERS = 8;

function numbered(name: string): string[] {
  const mark = name.indexOf(".#.");
  if (mark === -1) return [name];
  return Array.from({ length: LIST_NUMBERS }, (_, n) => `${name.slice(0, mark)}.${n}.${name.slice(mark + 3)}`).flatMap(numbered);
}

const words = (text: string | undefined): string[] => (text ?? "").split(/\s+/).filter((word) => word !== "");
