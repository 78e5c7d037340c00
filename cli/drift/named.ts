import { declaredMembers, listsOf, modeOf, type KindName, type Mode } from "../../provider/inspect";
import type { Locations } from "../live-org/locations";
import { declarationOf, type StackResource } from "../stack/stack-resource";

/** All that the resources of a stack name, by the backend's ids. */
export class Named {
  private readonly objects = new Set<string>();
  private readonly members = new Set<string>();
  private readonly modes = new Map<string, Mode>();
  /** Usernames: of people, of members of orgs and nodes. A grant alone brings nobody into an org. */
  readonly people = new Set<string>();

  constructor(
    resources: readonly StackResource[],
    private readonly locations: Locations,
  ) {
    for (const resource of resources) this.add(resource);
  }

  has(kind: KindName, id: string): boolean {
    return this.objects.has(key(kind, id));
  }

  /** Whether any list of the stack names somebody in this one. */
  hasMember(kind: KindName, id: string, list: string, member: string): boolean {
    return this.members.has(key(kind, id, list, this.locations.nodeId(member)));
  }

  /** How a list is kept; the strictest of several. `undefined` where the stack has none. */
  modeOf(kind: KindName, id: string, list: string): Mode | undefined {
    return this.modes.get(key(kind, id, list));
  }

  private add(resource: StackResource): void {
    const { kind, id } = resource;
    const declared = declarationOf(resource);
    this.objects.add(key(kind, id));
    if (kind === "User") this.people.add(id);
    if (kind === "OrgMember") this.people.add(String(declared.user));
    for (const list of listsOf(declared)) {
      const entry = key(kind, id, list);
      if (this.modes.get(entry) !== "exact") this.modes.set(entry, modeOf(declared));
      for (const member of declaredMembers(declared, list)) {
        this.members.add(key(kind, id, list, this.locations.nodeId(member)));
        if (kind !== "PermGrants") this.people.add(member);
      }
    }
  }
}

const key = (...parts: string[]) => JSON.stringify(parts);
