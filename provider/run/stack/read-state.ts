import { originOf, resourceName, type Origin } from "../origin";
import { isUnderEngine } from "../../metrics/end-with-engine";
import { parseExport, type Exported, type ExportedResource } from "./exported";
import { pulumi, PulumiError } from "./pulumi";
import type { ReadState, StackResource } from "./stack-state";
import { BULK_TREE, unpacked, valuesOf } from "./held";
import { kindIn, resourceNameIn } from "./types";
import { namedStack } from "./whole-run";

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
    const { resources } = await exportOf(origin);
    return resources.flatMap((one) => toStackResource(one, migrate));
  };

/**
 * That of the stack that the engine runs: what its command names or what is selected, where that is
 * the one of the resources; a state tells no other name than that under which it was applied.
 */
async function exportOf(origin: Origin): Promise<Exported> {
  const { organization, project, stack } = origin;
  const running = await exported(origin, await namedStack()).catch(() => undefined);
  if (running !== undefined) return running;
  try {
    return await exported(origin, `${organization}/${project}/${stack}`);
  } catch (error) {
    if (organization !== NO_ORGANIZATION || !(error instanceof PulumiError)) throw error;
    // Stacks made before 2023 on a self-managed backend have no organization in their names; and a
    // plugin does not hear of the organization, so that it takes the default one.
    return exported(origin, stack).catch(() => Promise.reject(error));
  }
}

/** @param name the stack's. @default the selected one */
async function exported(origin: Origin, name?: string): Promise<Exported> {
  const which = name === undefined ? [] : ["--stack", name];
  const found = parseExport(await pulumi(["stack", "export", ...which], { timeout: TIMEOUT }));
  // A stack without any resource does not say its name.
  const isEmpty = found.stack === undefined && found.resources.length === 0 && name !== undefined;
  const { project, stack } = origin;
  const isIt = found.stack?.name === stack && found.stack.project === project;
  if (!isIt && !isEmpty && !holds(found, origin)) {
    throw new Error(`"pulumi stack export" does not return stack ${stack}`);
  }
  return found;
}

/** A stack that was renamed: its resources keep the name under which they were applied. */
const holds = ({ resources }: Exported, { project, stack }: Origin): boolean =>
  resources.some(({ type, outputs }) => {
    const was = kindIn(type) === undefined ? {} : originOf(outputs);
    return was.project === project && was.stack === stack;
  });

function toStackResource(
  { urn, type, external, ...rest }: ExportedResource,
  migrate: Migrate,
): StackResource[] {
  const kind = kindIn(type);
  if (kind === undefined || external) return [];
  const { id, provider } = rest;
  const common = {
    provider: provider.slice(0, provider.lastIndexOf("::")),
    isPending: rest.delete,
    isKept: rest.protect || rest.retainOnDelete,
  };
  const name = resourceNameIn(urn);
  if (kind === BULK_TREE) {
    return unpacked(rest.outputs.held)
      .filter(({ leftAt }) => leftAt === undefined)
      .map((one) => {
        const values = valuesOf(one, rest.outputs);
        const held = { name: resourceName(values.inputs), heldBy: name };
        return { ...common, ...values, ...held, kind: one.kind, id: one.id };
      });
  }
  const [inputs, outputs] = [migrate(kind, rest.inputs), migrate(kind, rest.outputs)];
  return [{ ...common, kind, id, inputs, outputs, name }];
}
