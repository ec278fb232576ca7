import { type Convert, conversion, same } from "./conversion.ts";
import { fail, ILLEGAL_ARGUMENT } from "./exceptions.ts";
import type { EsqlExample, EsqlFunction } from "./function.ts";
import { type Point, parsePoint, pointFault, pointText } from "./geometry.ts";

interface PointConversionDefinition {
  readonly name: string;
  readonly summary: string;
  readonly to: "geo_point" | "cartesian_point";
  readonly check?: (point: Point) => string | undefined;
  readonly examples: readonly EsqlExample[];
}

/** TO_GEOPOINT and TO_CARTESIANPOINT. */
export function pointConversion({ name, summary, to, check, examples }: PointConversionDefinition): EsqlFunction {
  const fromText: Convert = (value, context) => {
    const point = parsePoint(value as string);
    const fault = point ? check?.(point) : pointFault(value as string);
    return fault === undefined ? pointText(point as Point) : fail(context, ILLEGAL_ARGUMENT, fault);
  };
  return conversion({ name, summary, to, from: { [to]: same, keyword: fromText, text: fromText }, examples });
}
