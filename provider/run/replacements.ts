/** An object of the state that is replaced. */
interface Old {
  readonly id: string;
  readonly state: Readonly<Record<string, unknown>>;
}

/**
 * Which objects replace which in one run. The engine does not pass the replaced object to a create;
 * the diff before it has it.
 */
export class Replacements {
  /**
   * By resource, the key of the object that is to be replaced: the engine checks the inputs of a
   * replacement once more, without old ones.
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

  /** An object has replaced others. */
  finish(olds: readonly string[], id: string): void {
    for (const old of olds) this.done.set(old, id);
  }

  /**
   * Whether one id was replaced by another, maybe in several steps, so that resources that refer to
   * it need no `allowReplace`.
   */
  isSuccession(from: unknown, to: unknown): boolean {
    return typeof from === "string" && to !== undefined && this.done.get(from) === to;
  }

  /** The same before the replacement is made, of an object whose key is known. */
  isPlanned(from: unknown, kind: string, key: unknown): boolean {
    const olds = lineOf(this.planned.get(`${kind} ${String(key)}`)) ?? [];
    return typeof from === "string" && olds.includes(from);
  }
}

/** The ids of all objects that one of this state has replaced, the last one at the end. */
export const replacedBy = ({ replaces }: Old["state"]): string[] =>
  [replaces ?? []].flat() as string[];

/** The same for an object that replaces this one. */
export const lineOf = (old: Old | undefined): string[] | undefined =>
  old && [...replacedBy(old.state), old.id];
