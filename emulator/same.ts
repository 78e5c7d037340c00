/** An object whose properties, named here, all are the same. */
export const same = <T, K extends string>(value: T, ...names: K[]) =>
  Object.fromEntries(names.map((name) => [name, value])) as Record<K, T>;

/** Some properties of an object, in the order of their names here. */
export const pick = <T, K extends keyof T & string>(from: T, ...names: K[]) =>
  Object.fromEntries(names.map((name) => [name, from[name]])) as Pick<T, K>;
