/** The colours that a category may have: `style.ts` has them for a light and a dark surrounding. */
export const tones = ["amber", "red", "violet", "blue", "grey", "green"] as const;
export type Tone = (typeof tones)[number];

/** One sort of things that charts mark and lists show. Each command has its own. */
export interface Category {
  /** Also the word after a count: `2 changed`. */
  readonly name: string;
  /** What tells it apart where colours don't: on paper, and to who sees no colours. */
  readonly sign: string;
  readonly tone: Tone;
  /** It is not shown at first, and no chart marks it. */
  readonly isHidden?: true;
}

/** Something that a chart marks. */
export interface Marked {
  /** Id of the org. */
  readonly org?: string | undefined;
  /** Id of the node; without one the org itself is marked. */
  readonly at?: string | undefined;
  /** Name of a category. */
  readonly category: string;
}
