import type { Family } from "../field-table.ts";
import type { FieldKind, FieldType } from "../field-type.ts";

/** What one integration, Beat or index adds to ECS: names and kinds, which are facts of its published mappings. */
export interface Overlay {
  /** Whose fields these are. */
  readonly title: string;
  /** Names by kind, separated by white space. Keywords are not indexed past {@link KEYWORD_LIMIT} characters. */
  readonly fields?: Readonly<Partial<Record<FieldKind, string>>>;
  /** Paths below which every leaf, named or not, is of that kind. */
  readonly families?: Readonly<Record<string, FieldKind>>;
  /** Fields that have a `.caseless` multi-field: a keyword normalised to lower case. */
  readonly caseless?: string;
  /** Fields that have a `.text` multi-field. */
  readonly text?: string;
}

/** `ignore_above` of keyword fields in Elastic's packages and Beats. */
const KEYWORD_LIMIT = 1024;

const LIMITED: ReadonlySet<FieldKind> = new Set<FieldKind>(["keyword", "flattened"]);

const limitOf = (kind: FieldKind): { ignoreAbove?: number } => (LIMITED.has(kind) ? { ignoreAbove: KEYWORD_LIMIT } : {});

export function overlayFields(overlay: Overlay): FieldType[] {
  const fields = Object.entries(overlay.fields ?? {}).flatMap(([kind, names]) =>
    words(names).map((name): FieldType => ({ name, path: name, kind: kind as FieldKind, ...limitOf(kind as FieldKind) })),
  );
  const caseless = words(overlay.caseless).map((path): FieldType => ({
    name: `${path}.caseless`, path, kind: "keyword", normalizer: "lowercase", ignoreAbove: KEYWORD_LIMIT,
  }));
  const text = words(overlay.text).map((path): FieldType => ({ name: `${path}.text`, path, kind: "match_only_text" }));
  return [...fields, ...caseless, ...text];
}

export function overlayFamilies(overlays: readonly Overlay[]): ReadonlyMap<string, Family> {
  const entries = overlays.flatMap((overlay) => Object.entries(overlay.families ?? {}));
  return new Map(entries.map(([path, kind]) => [path, { kind, ...limitOf(kind) }]));
}

const words = (text: string | undefined): string[] => (text ?? "").split(/\s+/).filter((word) => word !== "");
