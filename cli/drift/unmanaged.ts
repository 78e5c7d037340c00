import { listOfGrant, listsOf, unmanagedMembers } from "../../provider/inspect";
import type { Category, Finding } from "../findings/finding";
import type { LiveOrg } from "../live-org/live-org";
import type { Locations } from "../live-org/locations";
import type { Found } from "./found";
import { makeFinding } from "./make-finding";
import type { Named } from "./named";
import type { ComparedResource } from "./resource-drift";

/** Somebody in a list of something. */
interface Entry {
  readonly kind: "NodeMembers" | "PermGrants";
  readonly object: string;
  readonly list: string;
  readonly member: string;
}

/**
 * Finds what exists and nobody declared. An unmanaged object stands for its parts, which are no findings
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
    const category: Category = mode === undefined || mode === "exact" ? "unmanaged" : "tolerated";
    const isNode = kind === "NodeMembers";
    const org = isNode ? this.locations.orgOfNode(object) : this.locations.orgOfPerm(object);
    const owner = isNode ? this.locations.nodePath(object) : this.locations.permPath(object);
    const at = isNode ? this.locations.nodeAt(object) : undefined;
    const found: Found = {
      ...{ category, kind, object, list, member },
      ...(org !== undefined && { org }),
      ...(at !== undefined && { at }),
      path: [...owner, this.locations.memberName(list, member)],
    };
    return makeFinding(found, mode === "exact");
  }

  private objects({ state, nodes, apps, perms }: LiveOrg): Finding[] {
    const org = state.id;
    const isPart = ({ scope }: { scope: string }) =>
      apps.has(scope) && !this.named.has("App", scope);
    const own = <T extends { id: string }>(kind: "Node" | "App" | "Perm", all: Iterable<T>) =>
      [...all].filter(({ id }) => !this.named.has(kind, id));
    const found = { category: "unmanaged", org } as const;
    return [
      ...own("Node", nodes.values())
        .filter(({ builtIn }) => !builtIn)
        .map(({ id }) =>
          makeFinding({
            ...found,
            kind: "Node",
            object: id,
            at: id,
            path: this.locations.nodePath(id),
          }),
        ),
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

  /** An unmanaged member of a node is in the org by that, and is no second finding. */
  private people(
    { state: { id: org, owner }, orgMembers }: LiveOrg,
    listed: readonly Finding[],
  ): Finding[] {
    const told = new Set(
      listed
        .filter((one) => one.kind === "NodeMembers" && one.org === org)
        .map(({ member }) => member),
    );
    const mode = this.named.modeOf("OrgMembers", org, "users");
    const category: Category = mode === undefined || mode === "exact" ? "unmanaged" : "tolerated";
    return orgMembers
      .filter((one) => one !== owner && !this.named.people.has(one) && !told.has(one))
      .map((member) =>
        makeFinding({
          ...{ category, kind: "OrgMember", object: `${org}/${member}`, org },
          path: [...this.locations.orgPath(org), member],
        }),
      );
  }
}
