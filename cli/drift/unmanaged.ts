import { listOfGrant, listsOf, unmanagedMembers, type Mode } from "../../provider/inspect";
import type { Category, Finding } from "../findings/finding";
import { isRoot, type LiveOrg } from "../live-org/live-org";
import type { Locations } from "../live-org/locations";
import type { Found } from "./found";
import { makeFinding } from "./make-finding";
import type { Ended, Named } from "./named";
import type { ComparedResource } from "./resource-drift";

/** Somebody in a list of something. */
interface Entry {
  readonly kind: "NodeMembers" | "PermGrants";
  readonly object: string;
  readonly list: string;
  readonly member: string;
}

/** @param mode of the list, where the stack has one */
function categoryOf(mode: Mode | undefined, ended: Ended | undefined): Category {
  if (ended !== undefined) return "overdue";
  return mode === undefined || mode === "exact" ? "unmanaged" : "tolerated";
}

/**
 * Finds what exists and nobody declared, or declared until a date that has passed. An unmanaged object stands for its parts, which are no findings
 * of their own: the members of a node, the perms of an app, the grants of a perm.
 */
export class Unmanaged {
  constructor(
    private readonly named: Named,
    private readonly locations: Locations,
  ) {}

  /** @param compared the resources of the stack, whose lists may hold them */
  all(orgs: readonly LiveOrg[], compared: readonly ComparedResource[]): Finding[] {
    const entries = [...this.inLists(compared), ...orgs.flatMap((org) => this.grants(org))];
    // A grant is found twice where a resource manages its list.
    const once = new Map(entries.map((entry) => [JSON.stringify(entry), entry]));
    const listed = [...once.values()].map((entry) => this.member(entry));
    return [
      ...listed,
      ...orgs.flatMap((org) => this.objects(org)),
      ...orgs.flatMap((org) => this.people(org, listed)),
    ];
  }

  /** In an additive list, members whom another list of the stack names are not unmanaged. */
  private inLists(compared: readonly ComparedResource[]): Entry[] {
    return compared.flatMap(({ resource: { kind, id: object }, compared: one }) => {
      if (one.is !== "there" || (kind !== "NodeMembers" && kind !== "PermGrants")) return [];
      const { live } = one;
      return listsOf(live).flatMap((list) =>
        unmanagedMembers(live, list)
          .filter(
            (member) => live.mode === "exact" || !this.named.hasMember(kind, object, list, member),
          )
          .map((member) => ({ kind, object, list, member })),
      );
    });
  }

  /** Grants that no resource declares, of perms that the server or the stack has made. */
  private grants({ state, grants, perms, apps }: LiveOrg): Entry[] {
    return [...grants].flatMap(([object, all]) => {
      if (this.locations.orgOfPerm(object) !== state.id) return [];
      const perm = perms.get(object);
      const isPart =
        perm !== undefined && apps.has(perm.scope) && !this.named.has("App", perm.scope);
      const isKnown = perm?.builtIn === true || this.named.has("Perm", object);
      if (!isKnown || isPart) return [];
      return all
        .map(({ id: member, ...grant }) => ({ list: listOfGrant(grant), member }))
        .filter(({ list, member }) => !this.named.hasMember("PermGrants", object, list, member))
        .map((entry) => ({ kind: "PermGrants" as const, object, ...entry }));
    });
  }

  private member(entry: Entry): Finding {
    const { kind, object, list, member } = entry;
    const mode = this.named.modeOf(kind, object, list);
    const ended = this.named.endedOf(kind, object, list, member);
    const category = categoryOf(mode, ended);
    const isNode = kind === "NodeMembers";
    const org = isNode ? this.locations.orgOfNode(object) : this.locations.orgOfPerm(object);
    const owner = isNode ? this.locations.nodePath(object) : this.locations.permPath(object);
    const at = isNode ? this.locations.nodeAt(object) : undefined;
    const found: Found = {
      ...{ category, kind, object, list, member, ...ended },
      ...(org !== undefined && { org }),
      ...(at !== undefined && { at }),
      path: [...owner, this.locations.memberName(list, member)],
    };
    return makeFinding(found, { mode });
  }

  private objects({ state, nodes, apps, perms }: LiveOrg): Finding[] {
    const org = state.id;
    const isPart = ({ scope }: { scope: string }) =>
      apps.has(scope) && !this.named.has("App", scope);
    const declared = this.declaredInside(nodes);
    const own = <T extends { id: string }>(kind: "Node" | "App" | "Perm", all: Iterable<T>) =>
      [...all].filter(({ id }) => !this.named.has(kind, id));
    const found = { category: "unmanaged", org } as const;
    return [
      ...own("Node", nodes.values())
        .filter(({ builtIn }) => !builtIn)
        .map(({ id, uid }) => {
          const inside = declared.get(id);
          const node: Found = {
            ...{ ...found, kind: "Node", object: id, at: id, path: this.locations.nodePath(id) },
            ...(inside !== undefined && { declaredInside: inside }),
          };
          return makeFinding(node, { uid });
        }),
      ...own("App", apps.values())
        .filter(({ isShared }) => !isShared)
        .map(({ id }) =>
          makeFinding({ ...found, kind: "App", object: id, path: this.locations.appPath(id) }),
        ),
      ...own("Perm", perms.values())
        .filter((perm) => !perm.builtIn && !isPart(perm))
        .filter(({ id }) => this.locations.orgOfPerm(id) === org)
        .map(({ id }) =>
          makeFinding({ ...found, kind: "Perm", object: id, path: this.locations.permPath(id) }),
        ),
    ];
  }

  /** How many declared nodes are below each node, and declared lists of others in or below it. */
  private declaredInside(nodes: LiveOrg["nodes"]): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { id, parent } of nodes.values()) {
      const isNode = this.named.has("Node", id);
      if (!isNode && !this.named.has("NodeMembers", id)) continue;
      for (let at = isNode ? parent : id; at !== undefined; at = nodes.get(at)?.parent) {
        counts.set(at, (counts.get(at) ?? 0) + 1);
      }
    }
    return counts;
  }

  /** Who is in a node of an org: by a root alone, as on Authing everybody is, only where the stack says so. */
  private inNodesOf(org: LiveOrg): ReadonlySet<string> {
    const people = [...org.nodeMembers].map(([id, all]) =>
      isRoot(org, id)
        ? all.filter((one) => this.named.hasMember("NodeMembers", id, "users", one))
        : all,
    );
    return new Set(people.flat());
  }

  /**
   * An unmanaged member of a node is in the org by that, and is no second finding. Nor is somebody
   * overdue in the org who is in one of its nodes: they are to stay.
   */
  private people(org: LiveOrg, listed: readonly Finding[]): Finding[] {
    const { id, owner } = org.state;
    const told = new Set(
      listed
        .filter((one) => one.kind === "NodeMembers" && one.org === id)
        .map(({ member }) => member),
    );
    const inNodes = this.inNodesOf(org);
    const mode = this.named.modeOf("OrgMembers", id, "users");
    return org.orgMembers
      .filter((one) => one !== owner && !told.has(one))
      .flatMap((member) => {
        const object = `${id}/${member}`;
        const isKept = inNodes.has(member) || this.named.has("OrgMember", object);
        const ended = isKept ? undefined : this.named.endedOf("OrgMembers", id, "users", member);
        if (ended === undefined && this.named.people.has(member)) return [];
        const path = [...this.locations.orgPath(id), member];
        const about = { category: categoryOf(mode, ended), kind: "OrgMember", object } as const;
        return [makeFinding({ ...about, org: id, path, ...ended }, { mode })];
      });
  }
}
