/** Which node is above which, as far as one run knows it without a request. */
export class Ancestry {
  private readonly parents = new Map<string, string>();

  put(id: string, parent: string): void {
    this.parents.set(id, parent);
  }

  /** The node itself and all known nodes above it; each of a circle once. */
  pathOf(id: string): string[] {
    const path = new Set<string>();
    for (let at: string | undefined = id; at !== undefined && !path.has(at);) {
      path.add(at);
      at = this.parents.get(at);
    }
    return [...path];
  }
}
