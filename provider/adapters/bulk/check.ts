import { isDeepStrictEqual } from "node:util";
import { check, registerUnchanged, type Checked } from "../check";
import { ProviderError } from "../../backends/errors";
import { completed } from "../../engine/check";
import type { Failure, Values } from "../../engine/kind";
import { mayTakeOver, noteTakeover } from "../../engine/takeover";
import { isUnknown } from "../../engine/unknown";
import { keptUsername } from "../../engine/usernames";
import { kinds } from "../../kinds";
import { resourceName } from "../../run/origin";
import {
  labelOf as resourceLabel,
  nameInLabel,
  type Beside,
  type Preview,
} from "../../run/preview";
import type { Session } from "../../run/session";
import { BULK_TREE, valuesOf, type Held } from "../../run/stack/held";
import { contentsIn } from "./contents";
import { declarationsOf, labelOf, type Declaration, type Given } from "./declarations";
import { withoutIds, type Reading } from "./reading";
import { handedOver } from "./handed-over";
import { idsByKey, knownIds } from "./node-ids";
import { takeoverOf } from "./takeovers";

/** How many faults one message lists. */
const MOST = 100;

/** What a check finds, and what a new resource takes over from resources of their own. */
export interface BulkChecked extends Checked {
  readonly taken: readonly Held[];
}

/**
 * Checks and registers each entry as a resource of its own; those that have not changed since an
 * earlier check are only registered.
 *
 * @param olds the inputs of before; empty for a new resource
 */
export async function checkBulk(
  open: () => Session,
  reading: Reading,
  olds: Values,
  { preview, beside, after, ...news }: Values,
): Promise<BulkChecked> {
  const given = news as Given;
  try {
    requireDays(given.graceDays);
    const session = open();
    await session.tenant.verify();
    if (preview !== undefined) session.planFile.begin();
    for (const one of (beside ?? []) as readonly Beside[]) registerBeside(session, one);
    if (Array.isArray(after)) session.leavers.waits(resourceName(given), after as string[]);
    const { declarations } = reading.declared(given);
    const checking = new Checking(open, given, declarations, preview as Preview | undefined);
    // An alias has given the tree another name, and its entries with it.
    return await checking.all(
      olds.tree === undefined ? olds : { ...olds, logicalName: given.logicalName },
    );
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const failure = failing(`${error.property ?? "tree"}: ${error.message}`);
    return { inputs: given, failures: [failure], taken: [] };
  }
}

/** Anything else would count as 0 in a program without types, such as a text of the configuration: people would go at once. */
function requireDays(days: unknown): void {
  if (days === undefined || isUnknown(days) || (typeof days === "number" && days >= 0)) return;
  throw new ProviderError("give a number of days, 0 or more", "graceDays");
}

/** Another resource of the program may be checked after this one is done, which must not delete its object. */
function registerBeside(session: Session, { kind, key: given, label }: Beside): void {
  const { registry } = session;
  const name = nameInLabel(label);
  if (registry.has(kind, name)) return;
  const key = kind === "User" ? keptUsername(session, given) : given;
  registry.declare(kind, name, { key, parts: [], within: [] });
}

class Checking {
  private readonly session: Session;
  constructor(
    private readonly open: () => Session,
    private readonly given: Given,
    private readonly declarations: readonly Declaration[],
    private readonly preview: Preview | undefined,
  ) {
    this.session = open();
  }

  async all(olds: Values): Promise<BulkChecked> {
    const { session, given, declarations } = this;
    session.registry.origin ??= given.origin;
    const bulk = { key: undefined, parts: [], within: [given.org] };
    session.registry.declare(BULK_TREE, resourceName(given), bulk);
    const before = isSame(olds, given) ? byLabel(declarations) : declaredBefore(olds);
    const isNew = (one: Declaration) => !before.has(labelOf(one));
    const taken = await handedOver(session, given, declarations.filter(isNew), []);
    const takenBy = new Map(taken.map((one) => [labelOf(one), one]));
    const ids = await knownIds(session, given, declarations, { olds, taken });
    const others = { idOf: (label: string) => ids.get(label), isMissing: () => false };
    const failures: Failure[] = [];
    for (const one of declarations) {
      const inputs = one.inputs(others);
      const earlier = before.get(labelOf(one));
      const old = earlier === one ? inputs : earlier?.inputs(others);
      const held = takenBy.get(labelOf(one));
      if (old === inputs || isDeepStrictEqual(old, inputs)) {
        registerUnchanged(kinds[one.kind], session, this.completed(one, inputs));
      } else {
        const from = held ? valuesOf(held, given).inputs : old && this.completed(one, old);
        failures.push(...(await this.one(one, from ?? {}, inputs)));
      }
    }
    const isPreview = this.preview !== undefined || isUnknown(given.org);
    return {
      inputs: { ...given, nodeIds: idsByKey(declarations, ids, isPreview) },
      failures: shortened(failures),
      taken,
    };
  }

  private completed = ({ kind }: Declaration, inputs: Values): Values =>
    completed(kinds[kind], this.session, inputs, {});

  private async one(declaration: Declaration, olds: Values, inputs: Values): Promise<Failure[]> {
    const { kind, place, name } = declaration;
    const preview = this.preview && { preview: { awaited: this.awaited(declaration, inputs) } };
    const news = { ...inputs, ...preview };
    // The whole tree tells of its takeovers at once.
    const { failures, inputs: checked } = await check(
      kinds[kind],
      this.open,
      olds,
      news,
      () => undefined,
    );
    const isNew = Object.keys(olds).length === 0;
    if (isNew && failures.length === 0) await this.lookAtList(declaration, checked);
    const where = place === undefined ? name : `${place}: ${name}`;
    return failures.map(({ property, reason }) =>
      failing([where, property, reason].filter(Boolean).join(": ")),
    );
  }

  /** Who is already in a list whose node is taken over. */
  private async lookAtList({ kind, names }: Declaration, inputs: Values): Promise<void> {
    const { session, preview } = this;
    if (kind !== "NodeMembers" || preview === undefined || !mayTakeOver(session, inputs)) return;
    const name = names.node && nameOf(names.node);
    const node = name && takeoverOf(session, this.given, { kind: "Node", name });
    if (!node) return;
    await noteTakeover(kinds.NodeMembers, session, node.id, { ...inputs, node: node.id });
  }

  /** Which nodes, and which org, this preview knows no ids of, as constructors tell it. */
  private awaited({ names }: Declaration, inputs: Values): Record<string, string> {
    const { origin } = this.given;
    const awaited = this.preview?.awaited?.org;
    const org = typeof awaited === "string" ? awaited : undefined;
    const labelOfNode = (label: string | undefined) => {
      if (label === undefined) return org && `${org}/${String(inputs.kind)}`;
      const logicalName = nameOf(label);
      return resourceLabel("Node", resourceName({ origin, logicalName }));
    };
    const labels = {
      org,
      ...Object.fromEntries(Object.keys(names).map((of) => [of, labelOfNode(names[of])])),
    };
    const open = Object.entries(labels).filter(([key]) => isUnknown(inputs[key]));
    return Object.fromEntries(
      open.flatMap(([key, label]) => (typeof label === "string" ? [[key, label]] : [])),
    );
  }
}

/** The name of an entry, of its label. */
const nameOf = (label: string): string => label.slice(label.indexOf(" ") + 1);

/** What the inputs of before declare, by label. */
function declaredBefore(olds: Values): ReadonlyMap<string, Declaration> {
  if (olds.tree === undefined || isUnknown(olds.tree)) return new Map();
  return byLabel(declarationsOf(olds as Given, contentsIn(olds.tree)));
}

const byLabel = (all: readonly Declaration[]): ReadonlyMap<string, Declaration> =>
  new Map(all.map((one) => [labelOf(one), one]));

/** Whether inputs are those of before: then no entry has to be compared. */
const isSame = (olds: Values, news: Values): boolean =>
  isDeepStrictEqual(withoutIds(olds as Given), news);

function shortened(failures: readonly Failure[]): Failure[] {
  if (failures.length <= MOST) return [...failures];
  return [...failures.slice(0, MOST), failing(`and ${failures.length - MOST} more`)];
}

/** Of no property: the engine prints the value of one with each fault, which would be the whole tree. */
const failing = (reason: string): Failure => ({ property: "", reason });
