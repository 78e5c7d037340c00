/** Compares by a text, the same on every machine; where that is the same by the next one. */
export const byText =
  <T>(...textsOf: readonly ((one: T) => string)[]) =>
  (a: T, b: T): number => {
    for (const textOf of textsOf) {
      const [mine, other] = [textOf(a), textOf(b)];
      if (mine !== other) return mine < other ? -1 : 1;
    }
    return 0;
  };
