import * as pulumi from "@pulumi/pulumi";
import type { Referent as Named, Undeclared } from "../run/preview";
import { awaitedBy } from "./dependencies";
import { derivationOf } from "./derived";

/** Where the inputs of a kind name other resources: by one, by a list, or within an object. */
export type Names = Readonly<Record<string, Named | readonly [Named] | NamesWithin>>;
type NamesWithin = Readonly<Record<string, readonly [Named]>>;

/** A reference to a resource, by an output of it that may be unknown in a preview. */
export interface Awaited {
  /** The property: `users`, `managerGroup.nodes`. */
  readonly at: string;
  /** In a list. */
  readonly position: number | undefined;
  readonly resource: pulumi.Resource;
  readonly sent: pulumi.Output<unknown>;
  /** Of an id that is made from the resource's. */
  readonly of?: (id: string) => string;
}

/** What references need to know of the resources of the program. */
interface Declarations {
  /** The text by which the program itself declares a resource, where it does. */
  keyOf(named: Named, resource: pulumi.Resource): pulumi.Input<string> | undefined;
  /** The resource whose `id` this is. */
  withId(id: object): pulumi.Resource | undefined;
  has(resource: pulumi.Resource): boolean;
}

/** The references in the inputs of one resource. */
export class References {
  /** The inputs with a text for each resource: what is sent to the engine. */
  readonly inputs: pulumi.Inputs;
  /** References by a text of the program, which it may declare or not. */
  readonly texts: Undeclared[] = [];
  readonly awaited: Awaited[] = [];
  /** Resources that are sent as a text, which carries no dependency. */
  readonly resources: pulumi.Resource[] = [];

  constructor(
    names: Names,
    inputs: pulumi.Inputs,
    private readonly declared: Declarations,
  ) {
    this.inputs = this.within(names, inputs);
  }

  private within(names: Names, values: pulumi.Inputs, group = ""): pulumi.Inputs {
    const sent = Object.entries(values).map(([key, value]: [string, unknown]) => {
      const what = names[key];
      return [key, what === undefined ? value : this.sent(what, value, group + key)] as const;
    });
    return Object.fromEntries(sent);
  }

  private sent(what: Names[string], value: unknown, at: string): unknown {
    if (typeof what === "string") return this.one(what, value, at);
    if (isLater(value)) return pulumi.output(value).apply((known) => this.sent(what, known, at));
    if (isList(what))
      return Array.isArray(value)
        ? value.map((one, position) => this.entry(what[0], one, at, position))
        : value;
    return isObject(value) ? this.within(what, value, `${at}.`) : value;
  }

  /** An entry of a list: a reference, or one with an end date beside it. */
  private entry(named: Named, entry: unknown, at: string, position: number): unknown {
    if (!isObject(entry) || !isPlain(entry) || !(named in entry)) {
      return this.one(named, entry, at, position);
    }
    return { ...entry, [named]: this.one(named, entry[named], at, position) };
  }

  /**
   * A person is sent as the declared username, so that the plan which creates them shows what they
   * join; all else as `.id`, which stays known in every later preview. Never as another output,
   * which an edit of the other resource would make unknown.
   */
  private one(named: Named, ref: unknown, at: string, position?: number): unknown {
    if (typeof ref === "string") this.texts.push({ at, named, name: ref });
    if (!isObject(ref)) return ref;
    const derivation = derivationOf(ref);
    if (derivation !== undefined && pulumi.Output.isInstance(ref)) {
      this.awaited.push({ at, position, sent: ref, ...derivation });
      return ref;
    }
    const resource = pulumi.CustomResource.isInstance(ref) ? ref : this.declared.withId(ref);
    if (resource === undefined) return this.output(named, ref, at, position);
    const text = named === "user" ? this.declared.keyOf(named, resource) : undefined;
    if (text !== undefined) this.resources.push(resource);
    if (typeof text === "string") return text;
    const { id } = resource as pulumi.CustomResource;
    const sent = text === undefined ? id : knownOf(id, text);
    this.awaited.push({ at, position, resource, sent });
    return sent;
  }

  /** Another output, or a promise: of one resource of the program, or a text that is known later. */
  private output(named: Named, ref: object, at: string, position: number | undefined): unknown {
    if (!isLater(ref)) return ref;
    const [resource, ...others] = awaitedBy(ref).filter((one) => this.declared.has(one));
    if (resource === undefined) {
      const keep = (name: unknown) =>
        typeof name === "string" ? void this.texts.push({ at, named, name }) : undefined;
      valueOf(ref).then(keep, () => undefined);
    } else if (others.length === 0 && position !== undefined && pulumi.Output.isInstance(ref)) {
      this.awaited.push({ at, position, resource, sent: ref });
    }
    return ref;
  }
}

/** Fields of the SDK's outputs that its types do not declare. */
interface Kept {
  readonly isKnown: Promise<boolean>;
  readonly promise: () => Promise<unknown>;
}

export const isKnown = (output: pulumi.Output<unknown>): Promise<boolean> =>
  (output as unknown as Kept).isKnown;

/** What a value that comes later turns out to be; `undefined` where a preview does not know it. */
export const valueOf = (later: pulumi.Output<unknown> | Promise<unknown>): Promise<unknown> =>
  later instanceof Promise ? later : (later as unknown as Kept).promise();

/** An id once it is known, which a later preview knows too; before, the username that makes it. */
const knownOf = (id: pulumi.Output<string>, text: pulumi.Input<string>): pulumi.Output<string> =>
  pulumi.runtime.isDryRun()
    ? pulumi.output(isKnown(id).then((known) => (known ? id : pulumi.output(text))))
    : id;

const isLater = (value: unknown): value is pulumi.Output<object> | Promise<object> =>
  pulumi.Output.isInstance(value) || value instanceof Promise;
/** Neither a resource nor an output. */
const isPlain = (value: object): boolean => !pulumi.Resource.isInstance(value) && !isLater(value);
const isList = (what: Names[string]): what is readonly [Named] => Array.isArray(what);
const isObject = (value: unknown): value is pulumi.Inputs =>
  typeof value === "object" && value !== null;
