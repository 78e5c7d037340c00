type Optional<T> = { [K in keyof T]: undefined extends T[K] ? K : never }[keyof T];

/** Inputs without those that are `undefined`, which a resource's type refuses. */
export type Given<T> = Omit<T, Optional<T>> & { [K in Optional<T>]?: Exclude<T[K], undefined> };

export function given<T extends object>(inputs: T): Given<T> {
  const entries = Object.entries(inputs).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Given<T>;
}
