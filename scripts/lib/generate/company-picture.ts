import type { LiveNode, ReportedOrg } from "../../../cli/live-org/reported-org";
import { svg } from "../../../cli/tree/formats/svg";
import { departments, groups, type Department } from "../../../examples/company/company";

/** The picture of the README: the example company as `tree --format svg` draws it once it is applied. */
export const companyPicture = (): string =>
  svg(
    {
      ...{ schema: 1, tool: { name: "pulumi-identity", version: "" }, readAt: "", tenant: "" },
      ...{ orgs: [company()], unseen: [] },
    },
    { depth: Infinity },
  );

function company(): ReportedOrg {
  const roots = [root("department"), root("group"), root("role")];
  const below = departments.flatMap((one) => nodesOf(one, "department"));
  const others = groups.map(({ key: id, kind, name, people }) => ({
    ...{ id, kind, name, parent: kind, builtIn: false, members: people.length },
  }));
  return { id: "acme", name: "Acme", nodes: [...roots, ...below, ...others] };
}

/** One that the server makes with the org. */
function root(kind: LiveNode["kind"]): LiveNode {
  return { id: kind, name: "Acme", kind, parent: undefined, builtIn: true, members: 0 };
}

/** Parents before their children. */
function nodesOf(
  { key: id, name, people = [], departments = [] }: Department,
  parent: string,
): LiveNode[] {
  const node = { id, name, parent, builtIn: false, members: people.length };
  return [{ ...node, kind: "department" }, ...departments.flatMap((one) => nodesOf(one, id))];
}
