/** An object of the state that another takes the place of. */
interface Old {
  readonly id: string;
  readonly state: Readonly<Record<string, unknown>>;
}

/**
 * Which objects take the place of which in one run. The engine tells a create nothing of what it
 * replaces; the diff before it knows.
 */
export class Replacements {
  /**
   * By resource, the key of the object that is to be replaced: the engine checks the inputs of a
   * replacement once more, as if nothing were there.
   */
  readonly keys = new Map<string, string>();
  private readonly planned = new Map<string, Old>();
  private readonly done = new Map<string, string>();

  /** The next create of this kind and key replaces an object. */
  plan(kind: string, key: string, old: Old): void {
    this.planned.set(`${kind} ${key}`, old);
  }

  /** What a create of this kind and key replaces. */
  oldOf(kind: string, key: string): Old | undefined {
    return this.planned.get(`${kind} ${key}`);
  }

  /** An object has taken the place of others. */
  finish(olds: readonly string[], id: string): void {
    for (const old of olds) this.done.set(old, id);
  }

  /**
   * Whether one id has become another, maybe by way of others, so that who refers to it need not mean
   * a replacement as well.
   */
  isSuccession(from: unknown, to: unknown): boolean {
    return typeof from === "string" && to !== undefined && this.done.get(from) === to;
  }
}

/** The ids of all that an object of this state has taken the place of, the last one at the end. */
export const replacedBy = ({ replaces }: Old["state"]): string[] =>
  [replaces ?? []].flat() as string[];

/** The same of an object that takes the place of this one. */
export const lineOf = (old: Old | undefined): string[] | undefined =>
  old && [...replacedBy(old.state), old.id];
