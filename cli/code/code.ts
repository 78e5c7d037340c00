/** An expression of TypeScript, and the variables that it uses. */
export class Expression {
  constructor(
    readonly text: string,
    readonly uses: readonly string[] = [],
  ) {}
}

/** A value in TypeScript. A property that begins with `...` spreads its value. */
export type Code = string | number | boolean | Expression | readonly Code[] | CodeObject;
export interface CodeObject {
  readonly [property: string]: Code;
}

/** The variables that a value uses, at any depth. */
export function usedBy(code: Code): string[] {
  if (code instanceof Expression) return [...code.uses];
  if (isList(code)) return code.flatMap(usedBy);
  return typeof code === "object" ? Object.values(code).flatMap(usedBy) : [];
}

export const isList = (code: Code): code is readonly Code[] => Array.isArray(code);
