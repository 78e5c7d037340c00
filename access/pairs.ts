/** Values of pairs, such as of a person and a node, which either half finds. */
export class Pairs<V> {
  private readonly values = new Map<string, Map<string, V>>();
  private readonly firsts = new Map<string, Set<string>>();

  set(first: string, second: string, value: V): void {
    const own = this.values.get(first) ?? new Map<string, V>();
    this.values.set(first, own.set(second, value));
    const others = this.firsts.get(second) ?? new Set<string>();
    this.firsts.set(second, others.add(first));
  }

  get(first: string, second: string): V | undefined {
    return this.values.get(first)?.get(second);
  }

  delete(first: string, second: string): void {
    this.values.get(first)?.delete(second);
    this.firsts.get(second)?.delete(first);
  }

  /** The values of all pairs with this first half. */
  withFirst(first: string): V[] {
    return [...(this.values.get(first)?.values() ?? [])];
  }

  /** The values of all pairs with this second half. */
  withSecond(second: string): V[] {
    return [...(this.firsts.get(second) ?? [])].flatMap((first) => this.get(first, second) ?? []);
  }

  all(): V[] {
    return [...this.values.values()].flatMap((own) => [...own.values()]);
  }
}
