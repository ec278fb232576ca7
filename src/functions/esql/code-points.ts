/** The UTF-16 offset of the code point with the given index, at most the text's length; `from` is an offset to count from. */
export function offsetOf(text: string, index: number, from = 0): number {
  let at = from;
  for (let left = index; left > 0 && at < text.length; left--) at += isPair(text, at) ? 2 : 1;
  return at;
}

/** How many code points a text has. */
export function lengthOf(text: string): number {
  let pairs = 0;
  for (let i = 0; i < text.length - 1; i++) {
    if (isPair(text, i)) {
      pairs++;
      i++;
    }
  }
  return text.length - pairs;
}

const isPair = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at);
  if (unit < 0xd800 || unit > 0xdbff) return false;
  const next = text.charCodeAt(at + 1);
  return next >= 0xdc00 && next <= 0xdfff;
};

/** The bytes of a text in UTF-8. */
export function byteLengthOf(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (isPair(text, i)) {
      bytes += 4;
      i++;
    } else bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
  }
  return bytes;
}

/** The longest text that a function makes, in bytes of UTF-8. */
export const MAX_TEXT_BYTES = 1_048_576;

/** Whether a text is longer than functions may make them; cheap where it is short. */
export const isTooLong = (text: string): boolean => text.length > MAX_TEXT_BYTES / 3 && byteLengthOf(text) > MAX_TEXT_BYTES;
