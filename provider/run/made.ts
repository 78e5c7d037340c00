import { parseAccessId } from "../backends/domain/access-id";
import { parseRootId } from "../backends/domain/root-id";

/** What an input may name: one kind of object, or, as a `scope`, an app or an org. */
export type Referent = "org" | "node" | "user" | "app" | "perm" | "scope";

/**
 * What this run makes, or is to make. A server forgets of whatever it deletes where that belonged; who
 * is made again under the same name is nowhere, and a state that names them can't tell.
 */
export class Made {
  private readonly objects = new Set<string>();

  /** @param kind as users call it: `Node` */
  add(kind: string, id: string): void {
    this.objects.add(`${kind.toLowerCase()} ${id}`);
  }

  /** An org's root is made with the org, the perm to use an app with the app. */
  has(referent: Referent, name: string): boolean {
    if (referent === "scope") return this.has("app", name) || this.has("org", name);
    if (this.objects.has(`${referent} ${name}`)) return true;
    if (referent === "node") return this.includes("org", parseRootId(name)?.org);
    return referent === "perm" && this.includes("app", parseAccessId(name)?.app);
  }

  private includes(referent: Referent, name: string | undefined): boolean {
    return name !== undefined && this.has(referent, name);
  }
}
