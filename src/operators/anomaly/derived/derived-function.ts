/** What a job computes from a field where the events lack another one: one function a file, one line in `table.ts`. */
export interface DerivedFunction {
  readonly name: string;
  /** Undefined where the value has none. */
  compute(text: string): string | undefined;
}
