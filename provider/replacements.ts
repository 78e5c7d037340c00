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

  finish(old: string, id: string): void {
    this.done.set(old, id);
  }

  /** Whether one id has become another, so that who refers to it need not mean a replacement himself. */
  isSuccession(from: unknown, to: unknown): boolean {
    return typeof from === "string" && to !== undefined && this.done.get(from) === to;
  }
}
