/** One event: its fields and values, their kinds and how those compare, times, addresses, index names. */
export { analyze } from "./analyze.ts";
export { evaluateDateMath, parseDuration, readsClock } from "./date-math.ts";
export { createFieldTable, type Family, type TableParts } from "./field-table.ts";
export { familyOf, type FieldKind, type FieldTable, type FieldType, isNumericFamily, type KindFamily } from "./field-type.ts";
export { foldAscii } from "./fold.ts";
export { compileGlob } from "./glob.ts";
export { cleanIndexName, compileIndexPatterns, indexOf } from "./index-name.ts";
export { formatIp, parseCidr, parseIp } from "./ip.ts";
export { isJsonObject, type Json, type JsonObject, type Scalar } from "./json.ts";
export { compileBelow, visitDocument, visitLeaves } from "./leaves.ts";
export { METADATA_KEYS } from "./metadata.ts";
export { parseInteger, parseNumber } from "./number.ts";
export { comparePositions, type EventDocument, ORIGIN, type Origin, originOf, type Stream } from "./origin.ts";
export { compileField, compileForEach, compileHasBelow, compileObjects, compilePath, type FieldReader, NO_VALUES } from "./path.ts";
export { defaultFields, extendFields, mappingFields } from "./schema.ts";
export { compareTerms, documentTerm, equalTerms, inferKind, literalTerm, type Term } from "./terms.ts";
export { formatTime, parseDateRange, parseTime } from "./time.ts";
export { versionKey } from "./version.ts";
