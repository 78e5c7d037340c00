import {
  declaredMembers,
  expiredIn,
  listsOf,
  modeOf,
  withoutExpired,
  type KindName,
  type Mode,
} from "../../provider/inspect";
import type { Locations } from "../live-org/locations";
import { declarationOf, type StackResource } from "../stack/stack-resource";

/** An entry of a list whose end date has passed: it names its member no more. */
export interface Ended {
  /** As the program gives it. */
  readonly until: string;
  /** The resource that has the entry. */
  readonly resource: string;
  readonly urn: string;
}

/** All that the resources of a stack name, by the backend's ids. */
export class Named {
  private readonly objects = new Set<string>();
  private readonly members = new Set<string>();
  private readonly ended = new Map<string, Ended>();
  private readonly modes = new Map<string, Mode>();
  /** Usernames: of people, of members of orgs and nodes. A grant alone brings nobody into an org. */
  readonly people = new Set<string>();

  /** @param at the time of the check, by which end dates go */
  constructor(
    resources: readonly StackResource[],
    private readonly locations: Locations,
    private readonly at: Date,
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

  /** The entry that named somebody in a list until its end date; `undefined` where one still does. */
  endedOf(kind: KindName, id: string, list: string, member: string): Ended | undefined {
    if (this.hasMember(kind, id, list, member)) return undefined;
    return this.ended.get(key(kind, id, list, this.locations.nodeId(member)));
  }

  /** How a list is kept; the strictest of several. `undefined` where the stack has none. */
  modeOf(kind: KindName, id: string, list: string): Mode | undefined {
    return this.modes.get(key(kind, id, list));
  }

  private add(resource: StackResource): void {
    const { kind, id, name, urn } = resource;
    const all = declarationOf(resource);
    const declared = withoutExpired(all, this.at);
    this.objects.add(key(kind, id));
    if (kind === "User")
      this.people.add(typeof declared.username === "string" ? declared.username : id);
    if (kind === "OrgMember") this.people.add(String(declared.user));
    for (const list of listsOf(declared)) {
      for (const [member, until] of expiredIn(all, list, this.at)) {
        const entry = key(kind, id, list, this.locations.nodeId(member));
        this.ended.set(entry, { until, resource: name, urn });
      }
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
