/** The numbers of the bits that are set. */
export function bitsOf(bits: number): readonly number[] {
  const numbers: number[] = [];
  for (let i = 0; bits >> i !== 0; i++) if (((bits >>> i) & 1) === 1) numbers.push(i);
  return numbers;
}
