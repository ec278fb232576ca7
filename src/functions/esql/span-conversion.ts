import { parseInteger } from "../../event/number.ts";
import { scalar } from "./define.ts";
import { fail, ILLEGAL_ARGUMENT } from "./exceptions.ts";
import type { EsqlCallFault, EsqlExample, EsqlFunction } from "./function.ts";
import { timeSpan } from "./time-span.ts";
import { STRING } from "./type-sets.ts";
import type { TimeSpan } from "./value.ts";
import { isInt } from "./whole.ts";

interface SpanConversionDefinition {
  readonly name: string;
  readonly summary: string;
  readonly to: "date_period" | "time_duration";
  readonly examples: readonly EsqlExample[];
}

/** TO_DATEPERIOD and TO_TIMEDURATION: of a text such as `3 days`. */
export function spanConversion({ name, summary, to, examples }: SpanConversionDefinition): EsqlFunction {
  const read = (text: string): TimeSpan | EsqlCallFault => {
    const [count = "", unit = "", ...more] = text
      .trim()
      .split(" ")
      .filter((word) => word !== "");
    const number = parseInteger(count);
    const parsed = typeof number === "number" && isInt(number) && more.length === 0 ? timeSpan(number, unit) : undefined;
    if (parsed?.type === to) return parsed.span;
    const wanted = to === "date_period" ? "days, weeks, months, quarters or years" : "milliseconds, seconds, minutes or hours";
    return { fault: `Invalid interval value, expected integer followed by ${wanted} but got [${text}]`, argument: 0 };
  };
  return scalar({
    name,
    summary,
    params: [{ name: "field", types: [to, ...STRING] }],
    result: ([argument]) => {
      const span = typeof argument?.constant === "string" ? read(argument.constant) : undefined;
      return span && "fault" in span ? span : to;
    },
    prepare: ([argument]) => {
      if (argument?.type === to) return ([value]) => value ?? null;
      return ([text], context) => {
        const span = read(text as string);
        return "fault" in span ? fail(context, ILLEGAL_ARGUMENT, span.fault) : span;
      };
    },
    examples,
  });
}
