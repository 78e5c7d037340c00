import * as pulumi from "@pulumi/pulumi";
import type { Named } from "./keys";

/** Where the inputs of a kind name other resources: by one, by a list, or within an object. */
export type Names = Readonly<Record<string, Named | readonly [Named] | NamesWithin>>;
type NamesWithin = Readonly<Record<string, readonly [Named]>>;

/** A reference by a text of the program. */
export interface NamedByText {
  readonly named: Named;
  readonly text: string;
}

/** The references in the inputs of one resource. */
export class References {
  /** The inputs with a text for each resource: what is sent to the engine. */
  readonly inputs: pulumi.Inputs;
  readonly texts: NamedByText[] = [];
  /** Resources that are sent as a text, which carries no dependency. */
  readonly resources: pulumi.Resource[] = [];

  /** @param keyOf the text by which the program itself declares a resource, where it does */
  constructor(
    names: Names,
    inputs: pulumi.Inputs,
    private readonly keyOf: (named: Named, resource: pulumi.Resource) => string | undefined,
  ) {
    this.inputs = this.within(names, inputs);
  }

  private within(names: Names, values: pulumi.Inputs): pulumi.Inputs {
    const sent = Object.entries(values).map(([key, value]: [string, unknown]) => {
      const what = names[key];
      return [key, what === undefined ? value : this.sent(what, value)] as const;
    });
    return Object.fromEntries(sent);
  }

  private sent(what: Names[string], value: unknown): unknown {
    if (typeof what === "string") return this.one(what, value);
    if (isLater(value)) return pulumi.output(value).apply((known) => this.sent(what, known));
    if (isList(what))
      return Array.isArray(value) ? value.map((one) => this.one(what[0], one)) : value;
    return isObject(value) ? this.within(what, value) : value;
  }

  /**
   * A person is sent as the declared username, so that the plan which creates them shows what they
   * join; all else as `.id`, which stays known in every later preview. Never as another output,
   * which an edit of the other resource would make unknown.
   */
  private one(named: Named, ref: unknown): unknown {
    if (typeof ref === "string") this.texts.push({ named, text: ref });
    if (!pulumi.CustomResource.isInstance(ref)) return ref;
    const text = named === "user" ? this.keyOf(named, ref) : undefined;
    if (text === undefined) return ref.id;
    this.resources.push(ref);
    return text;
  }
}

const isLater = (value: unknown): value is pulumi.Output<object> | Promise<object> =>
  pulumi.Output.isInstance(value) || value instanceof Promise;
const isList = (what: Names[string]): what is readonly [Named] => Array.isArray(what);
const isObject = (value: unknown): value is pulumi.Inputs =>
  typeof value === "object" && value !== null;
