import type { Origin } from "../origin";
import { isUnderEngine } from "../../metrics/end-with-engine";
import { kindIn, nameIn, parseExport, type ExportedResource } from "./exported";
import { pulumi, PulumiError } from "./pulumi";
import type { ReadState, StackResource } from "./stack-state";

/** Milliseconds for an export: a large state comes over a network. */
const TIMEOUT = 60_000;
/** The organization's name on a backend without organizations. */
const NO_ORGANIZATION = "organization";

/** Brings values that an older version wrote under today's names. */
type Migrate = (kind: string, values: Values) => Values;
type Values = Readonly<Record<string, unknown>>;

/**
 * Reads the current state of the running stack by the Pulumi CLI, without decrypting secrets. Where
 * no engine has started this process there is no stack, and so no resource.
 *
 * @throws Error with the reason why it can't be read
 */
export const stateReader =
  (migrate: Migrate): ReadState =>
  async (origin) => {
    if (!isUnderEngine()) return [];
    const { stack, resources } = parseExport(await exportOf(origin));
    const isIt = stack?.name === origin.stack && stack.project === origin.project;
    if (!isIt) throw new Error(`"pulumi stack export" does not return stack ${origin.stack}`);
    return resources.flatMap((one) => toStackResource(one, migrate));
  };

async function exportOf({ organization, project, stack }: Origin): Promise<string> {
  const full = `${organization}/${project}/${stack}`;
  try {
    return await exported(full);
  } catch (error) {
    // Stacks made before 2023 on a self-managed backend have no organization in their names.
    if (organization !== NO_ORGANIZATION || !(error instanceof PulumiError)) throw error;
    return exported(stack).catch(() => Promise.reject(error));
  }
}

const exported = (stack: string) =>
  pulumi(["stack", "export", "--stack", stack], { timeout: TIMEOUT });

function toStackResource(
  { urn, type, external, ...rest }: ExportedResource,
  migrate: Migrate,
): StackResource[] {
  const kind = kindIn(type);
  if (kind === undefined || external) return [];
  const { id, provider } = rest;
  const [inputs, outputs] = [migrate(kind, rest.inputs), migrate(kind, rest.outputs)];
  return [
    {
      ...{ kind, id, inputs, outputs, name: resourceNameIn(urn) },
      provider: provider.slice(0, provider.lastIndexOf("::")),
      isPending: rest.delete,
    },
  ];
}

/** As `resourceName` makes it: the types of the components around it, and its name. */
function resourceNameIn(urn: string): string {
  const parents = urn.split("::")[2]?.split("$").slice(0, -1) ?? [];
  return [...parents, nameIn(urn)].join("$");
}
