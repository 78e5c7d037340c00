import { parseAccessId } from "../backends/domain/access-id";
import { parseRootId } from "../backends/domain/root-id";
import type { Referent } from "./preview";

/**
 * What this run creates, or would create. When a server deletes an object it forgets where that
 * belonged: one that is created again under the same name is in no list, though a state still names
 * it.
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
