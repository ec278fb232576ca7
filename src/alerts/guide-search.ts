import { evaluateDateMath } from "../event/date-math.ts";
import { isJsonObject, type Json, type JsonObject, type Scalar } from "../event/json.ts";
import { compilePath } from "../event/path.ts";
import { formatTime, parseTime } from "../event/time.ts";
import type { InvestigateBlock, Provider } from "../rules/guide.ts";
import { compileTemplate } from "./template.ts";

/** A search of the guide with an alert's values in it. */
export interface FilledSearch {
  readonly label: string;
  readonly description: string;
  /** Any of the lists, all of a list's entries; a `{{field}}` that the alert does not have still stands in its value. */
  readonly providers: readonly (readonly Provider[])[];
  /** Date math relative to the alert, and the times that it comes to: ISO, where both the math and the alert's time can be read. */
  readonly relativeFrom?: string;
  readonly relativeTo?: string;
  readonly from?: string;
  readonly to?: string;
  /** The same in KQL; lists that lack a value are left out, and there is none where nothing is left. */
  readonly query?: string;
  /** Fields that the alert does not have. */
  readonly missing: readonly string[];
}

export function compileSearch(block: InvestigateBlock): (document: JsonObject) => FilledSearch {
  const { label, description, relativeFrom, relativeTo } = block;
  const lists = block.providers.map((list) => list.map(compileProvider));
  return (document) => {
    const filled = lists.map((list) => list.map((fill) => fill(document)));
    const query = kqlOf(filled);
    return {
      label,
      description,
      providers: filled.map((list) => list.map(({ provider }) => provider)),
      ...(relativeFrom !== undefined && { relativeFrom }),
      ...(relativeTo !== undefined && { relativeTo }),
      ...timesOf(block, document),
      ...(query !== undefined && { query }),
      missing: [...new Set(filled.flat().flatMap(({ missing }) => missing))],
    };
  };
}

const readTimestamp = compilePath("@timestamp");

/** As Kibana, relative to the alert's `@timestamp`. */
function timesOf({ relativeFrom, relativeTo }: InvestigateBlock, document: JsonObject): { readonly from?: string; readonly to?: string } {
  const [value] = readTimestamp(document);
  const now = value === undefined ? undefined : parseTime(value);
  if (now === undefined) return {};
  const from = relativeFrom === undefined ? undefined : evaluateDateMath(relativeFrom, now, false);
  const to = relativeTo === undefined ? undefined : evaluateDateMath(relativeTo, now, true);
  return { ...(from !== undefined && { from: formatTime(from) }), ...(to !== undefined && { to: formatTime(to) }) };
}

interface FilledProvider {
  readonly provider: Provider;
  readonly missing: readonly string[];
  /** The same in KQL; undefined where its value cannot be read. */
  readonly text: string | undefined;
}

function compileProvider(provider: Provider): (document: JsonObject) => FilledProvider {
  const parts = compileTemplate(provider.value);
  const field = name(provider.field);
  if (parts.every((part) => typeof part === "string")) {
    const fixed: FilledProvider = { provider, missing: [], text: test(provider, field, provider.value) };
    return () => fixed;
  }
  return (document) => {
    const missing: string[] = [];
    const texts = parts.map((part) => {
      if (typeof part === "string") return part;
      const value = part.read(document);
      if (value === undefined) missing.push(part.field);
      return value === undefined ? part.text : inValue(provider, value);
    });
    const value = texts.join("");
    return { provider: { ...provider, value }, missing, text: missing.length > 0 ? undefined : test(provider, field, value) };
  };
}

/** Bounds and lists are JSON: there a value stands within a text of it. */
const inValue = ({ queryType }: Provider, value: Scalar): string =>
  queryType === "range" || queryType === "phrases" ? JSON.stringify(String(value)).slice(1, -1) : String(value);

function kqlOf(lists: readonly (readonly FilledProvider[])[]): string | undefined {
  const whole = lists.filter((list) => list.length > 0 && list.every(({ missing }) => missing.length === 0));
  const groups = whole.map((list) => list.map(({ text }) => text));
  const readable = groups.filter((tests) => tests.every((text) => text !== undefined));
  if (readable.length === 0) return undefined;
  return readable.map((tests) => (readable.length > 1 && tests.length > 1 ? `(${tests.join(" and ")})` : tests.join(" and "))).join(" or ");
}

function test({ queryType, excluded }: Provider, field: string, value: string): string | undefined {
  const text = TESTS[queryType](field, value);
  return text !== undefined && excluded ? `not ${text}` : text;
}

const TESTS: Readonly<Record<Provider["queryType"], (field: string, value: string) => string | undefined>> = {
  exists: (field) => `${field}: *`,
  phrase: (field, value) => `${field}: ${quote(value)}`,
  phrases: (field, value) => {
    const list = parseJson(value);
    if (!Array.isArray(list) || list.length === 0 || !list.every(isScalar)) return undefined;
    return `${field}: (${list.map((item) => quote(String(item))).join(" or ")})`;
  },
  range: (field, value) => {
    const bounds = parseJson(value);
    if (!isJsonObject(bounds)) return undefined;
    const tests = BOUNDS.flatMap(([key, sign]) => {
      const bound = bounds[key];
      return bound !== undefined && isScalar(bound) ? [`${field} ${sign} ${quote(String(bound))}`] : [];
    });
    return tests.length === 0 ? undefined : tests.length > 1 ? `(${tests.join(" and ")})` : tests[0];
  },
};

const isScalar = (value: Json): value is Scalar => value !== null && typeof value !== "object";

const BOUNDS = [
  ["gte", ">="],
  ["gt", ">"],
  ["lte", "<="],
  ["lt", "<"],
] as const;

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A KQL text: nothing in it is a wildcard or an operator. */
function quote(value: string): string {
  let text = "";
  let done = 0;
  for (let i = 0; i < value.length; i++) {
    const escape = ESCAPES[value.charAt(i)];
    if (escape === undefined) continue;
    text += value.slice(done, i) + escape;
    done = i + 1;
  }
  return `"${text}${value.slice(done)}"`;
}

const PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.@-";

const name = (field: string): string => (Array.from(field).every((char) => PLAIN.includes(char)) ? field : quote(field));
