/** Longer addresses are shown as text. */
const MAX_URL = 2048;

const SCHEMES = ["http:", "https:", "mailto:"];

/**
 * An address a page may link to, in its canonical spelling (ASCII, international hosts in punycode); undefined unless it
 * is a complete `http`, `https` or `mailto` address without a user name or password in it.
 */
export function safeUrl(text: string): string | undefined {
  if (text.length > MAX_URL || !isPlain(text)) return undefined;
  const url = URL.parse(text);
  if (!url || !SCHEMES.includes(url.protocol) || url.username !== "" || url.password !== "") return undefined;
  return text.slice(0, url.protocol.length).toLowerCase() === url.protocol ? url.href : undefined;
}

/** Parsers of addresses drop blanks and controls, so that `java\tscript:` would come back to life: none may be in. */
function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit <= 0x20 || (unit >= 0x7f && unit <= 0xa0)) return false;
  }
  return text !== "";
}
