import { callsOf, type Calls } from "../calls";
import { complete, withoutProvider } from "../values";
import { requireWholeTree } from "../whole-tree";
import { PartialStepError, ProviderError } from "../../backends/errors";
import type { Difference } from "../../engine/diff";
import { firstOf } from "../../engine/contents";
import { expectRead } from "../../engine/expect-read";
import type { Values } from "../../engine/kind";
import { SCHEMA } from "../../engine/migrations";
import { isUnknown } from "../../engine/unknown";
import { kinds } from "../../kinds";
import { resourceName } from "../../run/origin";
import type { Session } from "../../run/session";
import { BULK_TREE, packed, unpacked, valuesOf, type Held } from "../../run/stack/held";
import { changedEntries } from "../../engine/changed";
import { changedPaths } from "./changed-paths";
import type { Change } from "./changes";
import { checkBulk } from "./check";
import { contentsOf, inputOf, keyIn, treeIn, type Form } from "./contents";
import type { Declaration, Given } from "./declarations";
import { Entries, heldOf } from "./entries";
import { handedOver } from "./handed-over";
import { pickGiven } from "./pick-given";
import { Reading } from "./reading";
import { report } from "./report";
import { Step } from "./step";
import { takenOut } from "./taken-out";

/**
 * The engine's calls for a bulk resource: an `OrgTree` as one resource, which holds nodes, people and
 * memberships, and does with each what a resource of its own would.
 */
export function bulkCalls(open: () => Session, form: Form): Calls {
  const own = {
    Node: callsOf(kinds.Node, open),
    NodeMembers: callsOf(kinds.NodeMembers, open),
    User: callsOf(kinds.User, open),
  };
  const reading = new Reading();
  const stepOf = (
    state: Values,
    given: Given,
    declarations: readonly Declaration[] | undefined,
    held: readonly Held[],
  ) => new Step(open(), new Entries(open(), own, state), given, declarations, held);

  /** Whether this process serves a preview, of which checks tell. */
  let isPreview = false;
  const tell = (state: Values, given: Given, changes: readonly Change[], taken: readonly Held[]) =>
    report(open(), given, changes, { state, taken, isPrinted: isPreview && form === "text" });

  /** Serves a state of this tenant alone. */
  const serving = async (state: Values): Promise<Session> => {
    const session = open();
    await session.tenant.require(state.tenant);
    return session;
  };

  /** Does what is declared, from what is held, and returns what there is then. */
  const apply = async (id: string, state: Values, given: Given, before: readonly Held[]) => {
    const { declarations } = reading.declared(given);
    const taken = await handedOver(open(), given, declarations, before);
    const step = stepOf(state, given, declarations, [...before, ...taken]);
    const { held, failures } = await step.apply();
    const outputs = complete(await open().tenant.name(), outputsOf(given, held), state);
    if (failures.length > 0) throw new PartialStepError(id, outputs, failures);
    return outputs;
  };

  return {
    async check(olds, news) {
      isPreview ||= news.preview !== undefined;
      const given = withoutProvider(news);
      const inputs = { ...given, tree: treeIn(given.tree, form) };
      const { taken, ...checked } = await checkBulk(open, reading, withoutProvider(olds), inputs);
      const isNew = olds.tree === undefined;
      if (isNew && checked.failures.length === 0) {
        // No comparison comes before a create, which would say what it does.
        const given = givenIn(checked.inputs);
        const { declarations } = reading.declared(given);
        await tell(given, given, await stepOf(given, given, declarations, taken).plan(), taken);
      }
      return checked;
    },

    async diff(_id, state, inputs): Promise<Difference> {
      await serving(state);
      const given = givenIn(inputs);
      if (given.org !== state.org && !isUnknown(given.org)) {
        const entries = [{ path: ["org"], old: state.org, new: given.org }];
        return { changes: true, replaces: ["org"], entries };
      }
      const { contents, declarations } = reading.declared(given);
      const held = heldBy(state, given);
      const changes = await stepOf(state, given, declarations, held).plan();
      await tell(state, given, changes, []);
      const entries = [
        ...changedEntries(POLICIES, state, given),
        ...changedPaths(changes, given, contents, held),
      ];
      return { changes: entries.length > 0, entries };
    },

    async create(inputs) {
      open().tenant.requireNoOtherTenant();
      const given = givenIn(inputs);
      const state = { ...policiesIn(given), tenant: await open().tenant.name(), schema: SCHEMA };
      const id = bulkId(given);
      return { id, outputs: await apply(id, state, given, []) };
    },

    async read(_id, state) {
      const session = await serving(state);
      const entries = new Entries(session, own, state);
      const before = unpacked(state.held);
      // Listings begin at once, where they take fewer requests.
      for (const { kind } of before.filter(isLookedAt)) expectRead(session.reads, kind, state.org);
      const held = (await Promise.all(before.map((one) => readOf(entries, one)))).flat();
      if (held.length === 0 && before.length > 0) return undefined;
      const out = takenOut(before, held);
      if (out.length > 0) {
        session.warn(
          `${firstOf(out)}: in no node of the tree any more. Where a run was stopped that locked out who left, see that they can sign in: the next up puts them back, but gives nobody a password`,
        );
      }
      const outputs = complete(await session.tenant.name(), outputsOf(state, held), state);
      const contents = contentsOf(held, state);
      return { outputs, inputs: { ...knownOutputs(outputs), tree: inputOf(contents, form) } };
    },

    async update(id, state, inputs) {
      await serving(state);
      const given = givenIn(inputs);
      return apply(id, state, given, heldBy(state, given));
    },

    async delete(_id, state) {
      const session = await serving(state);
      await requireWholeTree(session, BULK_TREE, state);
      const isOwn = (one: Held) =>
        session.registry.has(one.kind, resourceName(valuesOf(one, state).inputs));
      // What resources of their own go on with, under the same names, is theirs.
      const all = unpacked(state.held).filter((one) => !isOwn(one));
      const { failures } = await stepOf(state, givenIn(state), undefined, all).apply();
      if (failures.length > 0) throw new ProviderError(failures.join("\n"));
    },
  };
}

/** The id of the resource itself, which no system knows. */
export const bulkId = ({ org, logicalName }: Values): string =>
  `${String(org)}/${String(logicalName)}`;

/** What a preview knows of the outputs. */
export const knownOutputs = (inputs: Values): Values => ({
  ...policiesIn(inputs),
  ...pickGiven(inputs, ["initialPasswordSecret"]),
  nodeIds: inputs.nodeIds,
});

const givenIn = (inputs: Values): Given => withoutProvider(inputs) as Given;

/** The inputs that are no contents, which the state has as well. */
const POLICIES = [
  ...["org", "mode", "removalLimit", "adopt", "onRemove", "forceDestroy", "graceDays"],
] as const;

const policiesIn = (values: Values): Values =>
  pickGiven(values, [...POLICIES, "logicalName", "origin"]);

/** What a tree goes on with: one that was renamed, by an alias, had its entries under the former name. */
function heldBy({ held, logicalName: former }: Values, { logicalName }: Given): Held[] {
  const all = unpacked(held);
  if (former === logicalName) return all;
  return all.map((one) => ({ ...one, name: `${logicalName}/${keyIn(one.name)}` }));
}

/** What goes into the state: in place of the contents each entry as it was applied. */
const outputsOf = (inputs: Values, held: readonly Held[]): Values => ({
  ...knownOutputs({ ...inputs, nodeIds: nodeIdsOf(held) }),
  held: packed(held),
});

/** The ids of nodes, by key, for what else the program names them in. */
const nodeIdsOf = (held: readonly Held[]): Values =>
  Object.fromEntries(
    held.filter(({ kind }) => kind === "Node").map(({ name, id }) => [keyIn(name), id]),
  );

/** Whether the server is asked about an entry: it is not about somebody who has left. */
const isLookedAt = ({ leftAt }: Held): boolean => leftAt === undefined;

async function readOf(entries: Entries, one: Held): Promise<Held[]> {
  if (!isLookedAt(one)) return [one];
  const { outputs } = entries.valuesOf(one);
  const live = await entries.callsOf(one.kind).read(one.id, outputs);
  return live === undefined ? [] : [{ ...one, outputs: heldOf(one.kind, live.outputs) }];
}
