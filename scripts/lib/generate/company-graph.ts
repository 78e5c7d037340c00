import { GraphBuilder } from "../../../access";
import { departments, people, type Department } from "../../../examples/company/company";
import type { Inspector } from "../../../provider/inspect";

/** The departments of the example company once it is applied; Product Engineering may deploy by its app CI. */
export function companyGraph({ backend }: Pick<Inspector, "backend">): GraphBuilder {
  const builder = GraphBuilder.empty(backend.capabilities.access);
  builder.orgs.set("acme", { id: "acme", name: "Acme" });
  for (const [username, name] of Object.entries(people)) {
    builder.people.set(username, { username, name });
  }
  const root = { id: "root", name: "Acme", kind: "department", org: "acme", isRoot: true };
  builder.nodes.set("root", root);
  for (const one of departments) addDepartment(builder, one, "root");
  builder.apps.set("ci", { id: "ci", name: "CI", org: "acme", allowsAnyUser: false });
  builder.perms.set("deploy", { id: "deploy", name: "Deploy", scope: "ci", isAppAccess: false });
  const source = "company.ts:61";
  const declared = { resource: "deployers", urn: "urn:deployers", source };
  const to = { kind: "node" as const, id: "product" };
  return builder.grant({ perm: "deploy", to, effect: "allow", declared });
}

function addDepartment(
  builder: GraphBuilder,
  { key: id, name, people = [], departments = [] }: Department,
  parent: string,
): void {
  builder.nodes.set(id, { ...{ id, name, parent }, kind: "department", org: "acme" });
  for (const person of people) builder.join({ person, node: id });
  for (const one of departments) addDepartment(builder, one, id);
}
