/** ANSI styles by what they mean. */
const STYLES = {
  bold: "1",
  dim: "2",
  good: "32",
  bad: "31",
  accent: "36",
  low: "34",
  medium: "33",
  high: "31",
  critical: "1;97;41",
} as const;

export type Style = keyof typeof STYLES;

/** Wraps text in a style, or gives it back where colours are off. Text of events and rules must be escaped before. */
export type Paint = (style: Style, text: string) => string;

export const createPaint =
  (color: boolean): Paint =>
  (style, text) =>
    color && text !== "" ? `\u001b[${STYLES[style]}m${text}\u001b[0m` : text;
