import type { Backend } from "../backends/backend";
import { parseAccessId } from "../backends/domain/access-id";
import { parseRootId } from "../backends/domain/root-id";
import { NotFoundError } from "../backends/errors";
import type { Referent } from "./preview";
import type { Reads } from "./reads";

/** Looks up names that a program does not declare, each once a run. */
export class Lookups {
  private readonly known = new Map<string, Promise<boolean>>();

  constructor(
    private readonly backend: Backend,
    private readonly reads: Reads,
  ) {}

  /**
   * Whether there is such an object.
   * @param org of a node or an app, as far as it is known: many of one org are listed
   * @throws MissingRightError when the caller may not know
   */
  has(referent: Referent, name: string, org: string | undefined): Promise<boolean> {
    const key = `${referent} ${name}`;
    const found = this.known.get(key) ?? this.lookUp(referent, name, org);
    this.known.set(key, found);
    return found;
  }

  private async lookUp(referent: Referent, name: string, org: string | undefined) {
    const { reads, backend } = this;
    const ref = { id: name, ...(org !== undefined && { org }) };
    if (referent === "user") return isThere(reads.users.get(ref));
    if (referent === "app") return isThere(reads.apps.get(ref));
    if (referent === "node") {
      // An org's root is there with the org, the perm to use an app with the app.
      const root = parseRootId(name);
      return root ? this.has("org", root.org, undefined) : isThere(reads.nodes.get(ref));
    }
    if (referent === "perm") {
      const access = parseAccessId(name);
      return access ? this.has("app", access.app, org) : isThere(reads.perms.get(ref));
    }
    if (referent === "scope" && (await this.has("app", name, org))) return true;
    const isId = backend.capabilities.orgProblem(name) === undefined;
    return isId && isThere(backend.orgs.get({ id: name }));
  }
}

async function isThere(reading: Promise<unknown>): Promise<boolean> {
  try {
    await reading;
    return true;
  } catch (error) {
    if (error instanceof NotFoundError) return false;
    throw error;
  }
}
