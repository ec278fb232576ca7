/** An integer in decimal digits with an optional sign: a number, or a bigint past 2^53; undefined for any other text. */
export function parseInteger(text: string): number | bigint | undefined {
  const start = isSign(text.charCodeAt(0)) ? 1 : 0;
  if (text.length === start || text.length > 40) return undefined;
  for (let i = start; i < text.length; i++) if (!isDigit(text.charCodeAt(i))) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text.charCodeAt(0) === 0x2b ? text.slice(1) : text);
}

/** A decimal number (`1`, `-2.5`, `.5`, `6e-3`); undefined for any other text: no hexadecimal, no spaces, no infinity. */
export function parseNumber(text: string): number | undefined {
  let digits = false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (isDigit(unit)) digits = true;
    else if (!isSign(unit) && unit !== 0x2e && (unit | 0x20) !== 0x65) return undefined;
  }
  const value = digits ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;
const isSign = (unit: number): boolean => unit === 0x2b || unit === 0x2d;
