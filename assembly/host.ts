/** A value that has a number, and the text that it stands for to whoever reads it; false: none. */
export declare function tellText(number: i32, reader: i32, kind: i32, from: usize, to: usize): bool;

/** Numbers of values are given out anew. */
export declare function forgetTexts(): void;

/** Takes what was counted: so many cells, pairs and amounts; then it is forgotten. */
export declare function takeCells(cells: i32, pairs: i32, amounts: i32): void;
