/** `about one in 1,751`; what is beyond counting as a power of ten. */
export function oneIn(probability: number): string {
  const times = 1 / Math.max(probability, 1e-300);
  return times < 1e9 ? `about one in ${grouped(Math.max(1, times))}` : `less than one in 10^${Math.floor(Math.log10(times))}`;
}

/** A number for people: three significant digits, the thousands set apart. */
export function grouped(value: number): string {
  const rounded = Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(3));
  const [whole = "", fraction] = String(Math.abs(rounded)).split(".");
  if (whole.includes("e")) return String(rounded);
  let text = whole.slice(0, whole.length % 3 || 3);
  for (let i = text.length; i < whole.length; i += 3) text += `,${whole.slice(i, i + 3)}`;
  return `${rounded < 0 ? "-" : ""}${text}${fraction === undefined ? "" : `.${fraction}`}`;
}
