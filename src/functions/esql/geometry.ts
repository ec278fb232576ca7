import { normaliseWkt } from "./wkt.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The coordinates of a point in WKT; undefined for any other geometry. */
export function parsePoint(text: string): Point | undefined {
  const { text: wkt } = normaliseWkt(text);
  if (!wkt?.startsWith("POINT (")) return undefined;
  const [x, y] = wkt.slice("POINT (".length, -1).split(" ").map(Number);
  return x === undefined || y === undefined ? undefined : { x, y };
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
