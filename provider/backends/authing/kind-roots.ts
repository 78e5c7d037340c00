import type { NodeKind } from "../domain";
import { ConflictError } from "../errors";
import type { Place } from "../domain/root-id";
import type { Department, ManagementClient } from "../../../sdk/authing";
import { kindRootKey } from "./ids";
import { createWithLookup } from "./writes";

/** Ids of the roots by kind; a root is created with the first node of its kind. */
export type Roots = Readonly<Partial<Record<NodeKind, string>> & { department: string }>;

/** The kinds whose nodes are virtual departments, and the names of their roots. */
const NAMES: Readonly<Partial<Record<NodeKind, string>>> = {
  group: "Groups",
  direct: "Direct groups",
  role: "Roles",
  label: "Labels",
};

/** Which of an org's departments are the roots of its kinds: two requests. */
export async function readRoots(client: ManagementClient, org: string): Promise<Roots> {
  const { departmentId } = await client.organizations.get(org);
  const children = await client.departments.children({ organizationCode: org, departmentId });
  return rootsAmong(org, departmentId, children);
}

/** The same, where the departments are at hand. */
export function rootsAmong(
  org: string,
  department: string,
  departments: readonly Department[],
): Roots {
  const byKey = new Map(departments.map((one) => [one.openDepartmentId, one.departmentId]));
  const found = Object.keys(NAMES)
    .map((kind) => [kind, byKey.get(kindRootKey(org, kind as NodeKind))] as const)
    .filter(([, id]) => id !== undefined);
  return { department, ...Object.fromEntries(found) };
}

/** Creates the root of a kind, unless another run has done so. */
export async function makeRoot(
  client: ManagementClient,
  { org, kind }: Place,
  parentDepartmentId: string,
): Promise<void> {
  const desired = {
    ...{ organizationCode: org, parentDepartmentId, openDepartmentId: kindRootKey(org, kind) },
    ...{ name: NAMES[kind] ?? kind, isVirtualNode: true },
  };
  const isThere = async () => (await readRoots(client, org))[kind];
  const make = createWithLookup((options) => client.departments.create(desired, options), isThere);
  await make.catch((error: unknown) => {
    if (!(error instanceof ConflictError)) throw error;
  });
}
