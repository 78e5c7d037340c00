/**
 * A type of the vendor's as JSON has it: its enums are the strings they stand for, and what is
 * optional may be undefined, which is never sent.
 */
export type Plain<T> = 0 extends 1 & T
  ? unknown
  : T extends string
    ? `${T}`
    : T extends readonly (infer Item)[]
      ? readonly Plain<Item>[]
      : T extends object
        ? {
            readonly [Key in keyof T]:
              Plain<T[Key]> | (object extends Pick<T, Key> ? undefined : never);
          }
        : T;
