/** The number of the text that a value stands for; 0: it stands for none. */
export declare function numberText(reader: i32, kind: i32, from: usize, to: usize): i32;

/** The numbers of texts are given out anew. */
export declare function forgetTexts(): void;

/** Takes what was counted: so many cells, pairs and amounts; then it is forgotten. */
export declare function takeCells(cells: i32, pairs: i32, amounts: i32): void;
