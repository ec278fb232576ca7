import { type Convert, conversion, same } from "./conversion.ts";
import { fail, ILLEGAL_ARGUMENT } from "./exceptions.ts";
import type { EsqlExample, EsqlFunction } from "./function.ts";
import { parsePoint } from "./geometry.ts";
import type { EsqlType } from "./type.ts";
import { normaliseWkt } from "./wkt.ts";

interface GeometryConversionDefinition {
  readonly name: string;
  readonly summary: string;
  readonly to: "geo_point" | "geo_shape" | "cartesian_point" | "cartesian_shape";
  readonly examples: readonly EsqlExample[];
}

/** TO_GEOPOINT, TO_GEOSHAPE and the like: of WKT, and a shape of a point. */
export function geometryConversion({ name, summary, to, examples }: GeometryConversionDefinition): EsqlFunction {
  const fromText: Convert = (value, context) => {
    const parsed = normaliseWkt(value as string);
    const fault = parsed.fault ?? pointFault(parsed.kind, parsed.text, to);
    return fault === undefined ? (parsed.text ?? null) : fail(context, ILLEGAL_ARGUMENT, fault);
  };
  const point = to === "geo_shape" ? "geo_point" : to === "cartesian_shape" ? "cartesian_point" : to;
  const from: Partial<Record<EsqlType, Convert>> = { [to]: same, [point]: same, keyword: fromText, text: fromText };
  return conversion({ name, summary, to, from, examples });
}

function pointFault(kind: string, text: string, to: EsqlType): string | undefined {
  if (to !== "geo_point" && to !== "cartesian_point") return undefined;
  if (kind !== "POINT") return `Unsupported geometry type ${kind}`;
  const { x = 0, y = 0 } = parsePoint(text) ?? {};
  if (to !== "geo_point" || (Math.abs(x) <= 180 && Math.abs(y) <= 90)) return undefined;
  return Math.abs(x) > 180
    ? `invalid longitude ${x}; must be between -180.0 and 180.0`
    : `invalid latitude ${y}; must be between -90.0 and 90.0`;
}
