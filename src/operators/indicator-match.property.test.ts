import fc from "fast-check";
import { expect, test } from "vitest";
import type { FieldKind, FieldType } from "../event/field-type.ts";
import type { Json, JsonObject, Scalar } from "../event/json.ts";
import { compileField } from "../event/path.ts";
import { evaluate } from "../matcher/reference.ts";
import { ALL } from "../plan/combine.ts";
import { matchQuery } from "../plan/field-query.ts";
import type { IndicatorEntry, IndicatorMatchOp } from "../plan/rule-plan.ts";
import { createIndicatorMatcher } from "./indicator-match.ts";

/** The operator against a model that asks the slow interpreter about each event, indicator and entry. */

const field = (path: string, kind: FieldKind, more: Partial<FieldType> = {}): FieldType => ({ name: path, path, kind, ...more });

// biome-ignore format: table
const EVENT_FIELDS: readonly FieldType[] = [
  field("k", "keyword"), field("k", "keyword", { name: "k.caseless", normalizer: "lowercase" }), field("k", "text", { name: "k.text" }),
  field("short", "keyword", { ignoreAbove: 2 }), field("w", "wildcard"), field("ip", "ip"), field("n", "long"), field("f", "double"),
  field("b", "boolean"), field("d", "date"), field("v", "version"), field("u", "unknown"), field("o", "object"),
];
const INDICATOR_FIELDS: readonly FieldType[] = [field("x", "keyword"), field("y", "ip"), field("z.z", "unknown"), field("t", "text")];

const scalar = fc.constantFrom<Scalar>(
  "a",
  "A",
  "b",
  "a b",
  "b c a",
  "",
  "10.0.0.1",
  "10.0.0.2",
  "10.0.0.0/30",
  "10.0.0.0/8",
  "0.0.0.0/0",
  "::/0",
  "::1",
  "fe80::1",
  "fe80::/10",
  "::ffff:10.0.0.0/120",
  1,
  2,
  2.5,
  "1",
  "2",
  "2.0",
  0,
  -0,
  true,
  false,
  "true",
  "2024-01-01",
  "2024-01-01T00:00:00Z",
  "2024-01-01T10:00:00.000Z",
  "2024",
  "2024-01",
  1704067200000,
  "now",
  "now-1d",
  "9007199254740993",
  "9007199254740992",
  9007199254740992,
  1e300,
  "1.2.3",
  "1.10.0",
);
const value: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: scalar },
  fc.array(fc.oneof<fc.Arbitrary<Json>[]>(scalar, fc.constant(null)), { maxLength: 3 }),
);

const eventKeys = [...new Set(EVENT_FIELDS.map(({ path, kind }) => (kind === "object" ? "o.a" : path)))];
const objectOf = (keys: readonly string[]): fc.Arbitrary<JsonObject> =>
  fc.record(Object.fromEntries(keys.map((key) => [key, value])), { requiredKeys: [] }) as fc.Arbitrary<JsonObject>;

const entry: fc.Arbitrary<IndicatorEntry> = fc.record({
  field: fc.constantFrom(...EVENT_FIELDS),
  value: fc.constantFrom(...INDICATOR_FIELDS),
  negate: fc.constant(false),
});
const group = fc
  .tuple(entry, fc.array(fc.tuple(entry, fc.boolean()), { maxLength: 2 }))
  .map(([first, more]) => ({ entries: [first, ...more.map(([other, negate]) => ({ ...other, negate }))] }));

const setting = fc.record({
  groups: fc.array(group, { minLength: 1, maxLength: 3 }),
  indicators: fc.array(objectOf(INDICATOR_FIELDS.map(({ path }) => path)), { maxLength: 6 }),
  events: fc.array(objectOf(eventKeys), { minLength: 1, maxLength: 6 }),
});

/** For a machine with much else to do. */
const LONG_MS = 60_000;

const TERMS = new Set(["keyword", "ip", "wildcard"]);

function equals(event: JsonObject, of: FieldType, wanted: Scalar): boolean {
  const query = matchQuery(of, wanted);
  return query !== undefined && evaluate(query, event);
}

function groupHolds(entries: readonly IndicatorEntry[], event: JsonObject, indicator: JsonObject): boolean {
  const [only] = entries;
  const first = entries.length === 1 && only && TERMS.has(only.field.kind) && TERMS.has(only.value.kind);
  return entries.every((e) => {
    const values = compileField(e.value)(indicator);
    if (!e.negate) return (first ? values.length > 0 : values.length === 1) && equals(event, e.field, values[0] as Scalar);
    if (values.length === 0) return compileField(e.field)(event).length > 0;
    return !values.some((each) => equals(event, e.field, each));
  });
}

/** What the alert must name: indicators in order, each with the fields of the groups that hold. */
function model(groups: IndicatorMatchOp["groups"], event: JsonObject, indicators: readonly JsonObject[]): string[] {
  const order = [...new Set(groups.flatMap(({ entries }) => entries.map((e) => e.field.name)))];
  return indicators.flatMap((indicator, i) => {
    const holding = groups.filter(({ entries }) => groupHolds(entries, event, indicator));
    const fields = new Set(holding.flatMap(({ entries }) => entries.filter((e) => !e.negate).map((e) => e.field.name)));
    return order.filter((name) => fields.has(name)).map((name) => `${i} ${name}`);
  });
}

const opOf = (groups: IndicatorMatchOp["groups"]): IndicatorMatchOp => ({
  kind: "indicatorMatch",
  where: ALL,
  indicators: ALL,
  indices: ["*"],
  groups,
  path: "threat.indicator",
});

test(
  "matches exactly what the model matches, and names the event's value",
  () => {
    fc.assert(
      fc.property(setting, ({ groups, indicators, events }) => {
        const matcher = createIndicatorMatcher(
          opOf(groups),
          indicators.map((indicator, i) => ({ ...indicator, _id: String(i) })),
        );
        for (const event of events) {
          const found = matcher.match(event);
          expect(found.map(({ matched }) => `${matched.id} ${matched.field}`)).toEqual(model(groups, event, indicators));
          for (const { matched } of found) {
            const of = EVENT_FIELDS.find(({ name }) => name === matched.field) as FieldType;
            expect(compileField(of)(event)).toContain(matched.atomic);
          }
        }
      }),
      { numRuns: 1000 },
    );
  },
  LONG_MS,
);
