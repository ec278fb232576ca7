import { decimalText } from "../number-text.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A point as WKT, as Elasticsearch writes it. */
export const pointText = ({ x, y }: Point): string => `POINT (${decimalText(x)} ${decimalText(y)})`;

const KINDS = ["POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION", "BBOX"] as const;

/** The point that a WKT text says; undefined for any other geometry and for what is no WKT. */
export function parsePoint(text: string): Point | undefined {
  const trimmed = text.trim();
  if (!trimmed.toUpperCase().startsWith("POINT") || !trimmed.endsWith(")")) return undefined;
  const inner = trimmed.slice("POINT".length).trim();
  if (!inner.startsWith("(")) return undefined;
  const numbers = inner
    .slice(1, -1)
    .trim()
    .split(" ")
    .filter((part) => part !== "")
    .map(numberOf);
  const [x, y] = numbers;
  if (numbers.length < 2 || numbers.length > 3 || x === undefined || y === undefined || numbers.includes(undefined)) return undefined;
  return { x, y };
}

const numberOf = (text: string): number | undefined => {
  const number = Array.from(text).every((character) => "0123456789+-.eE".includes(character)) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
};

/** Why a text is no point, in Elasticsearch's words where it has some. */
export function pointFault(text: string): string {
  const kind = text.trim().split("(")[0]?.trim().toUpperCase() ?? "";
  if (KINDS.some((known) => known === kind) && kind !== "POINT") return `Failed to parse WKT: unsupported geometry type ${kind}`;
  return kind === "POINT"
    ? `Failed to parse WKT: invalid coordinates in [${text}]`
    : `Failed to parse WKT: Unknown geometry type: ${kind.toLowerCase()}`;
}

/** Mean radius of the earth in metres, as Lucene has it. */
const EARTH_RADIUS = 6_371_008.7714;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Metres along a great circle between two points in degrees. */
export function haversine(a: Point, b: Point): number {
  const [latitude, other] = [radians(a.y), radians(b.y)];
  const h = Math.sin((other - latitude) / 2) ** 2 + Math.cos(latitude) * Math.cos(other) * Math.sin(radians(b.x - a.x) / 2) ** 2;
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(h)));
}
