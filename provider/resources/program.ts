import { setImmediate } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import {
  labelOf,
  nameInLabel,
  type Beside,
  type Labels,
  type Preview,
  type Referent as Named,
  type Undeclared,
} from "../run/preview";
import { Dependencies } from "./dependencies";
import { dynamicForm, type ProviderForm } from "./form";
import { namedKeys } from "./keys";
import { orgHasPeople } from "./org-of-people";
import { isKnown, type References } from "./references";

/** What a resource declares: its keys and its references. */
export interface Declaration {
  /** As messages call it: `User "ada"`. */
  readonly label: string;
  readonly kind: string;
  /** Keys by which texts of the program may refer to it. */
  readonly keys: readonly string[];
  /** The username of a person, where it is an output. */
  readonly username: pulumi.Input<string> | undefined;
  readonly references: References;
  /** What it waits for in any case. */
  readonly awaits: readonly pulumi.Resource[];
}

const programs = new WeakMap<object, Program>();

/**
 * The resources of one run of a program. A text that is the declared key of one of them, on the
 * same connection, is a reference to it: the resource with that text depends on it, also where it
 * is declared earlier.
 */
export class Program {
  private readonly declared = new Map<pulumi.Resource, Declaration>();
  private readonly byKey = new Map<string, pulumi.Resource[]>();
  private readonly byId = new WeakMap<object, pulumi.Resource>();
  private readonly dependencies = new Dependencies();
  private readonly named = new Map<References, readonly pulumi.Resource[]>();
  private readonly undeclared = new Map<References, readonly Undeclared[]>();
  private unsettled = new Map<pulumi.CustomResource, Declaration>();
  private turn: Promise<void> | undefined;

  constructor(readonly form: ProviderForm = dynamicForm) {}

  /** Lets the program of the current engine register its resources in another form. */
  static inForm(form: ProviderForm): void {
    programs.set(engineOf(), new Program(form));
  }

  /** With the Automation API a process runs several programs, each with an engine of its own. */
  static current(): Program {
    const engine = engineOf();
    const program = programs.get(engine) ?? new Program();
    programs.set(engine, program);
    return program;
  }

  declare(resource: pulumi.CustomResource, declaration: Declaration): void {
    this.declared.set(resource, declaration);
    this.byId.set(resource.id, resource);
    this.unsettled.set(resource, declaration);
    for (const key of declaration.keys) {
      this.byKey.set(key, [...(this.byKey.get(key) ?? []), resource]);
    }
  }

  /** The declared key of a resource, where such a kind is named. */
  keyOf(named: Named, resource: pulumi.Resource): pulumi.Input<string> | undefined {
    const { keys, username } = this.declared.get(resource) ?? {};
    const own = keys?.find((key) => key.startsWith(`${named} `));
    return own?.slice(named.length + 1) ?? username;
  }

  withId(id: object): pulumi.Resource | undefined {
    return this.byId.get(id);
  }

  has(resource: pulumi.Resource): boolean {
    return this.declared.has(resource);
  }

  /**
   * The resources that one refers to by text. Known one turn of the event loop later, when the
   * constructors of the process have run.
   */
  async namedBy(references: References): Promise<readonly pulumi.Resource[]> {
    await this.settled();
    return [...references.resources, ...(this.named.get(references) ?? [])];
  }

  /**
   * The orgs, on the same connection, that must be there before a person: where people are an org's
   * own. Known once the constructors of the process have run, as that of the person has by then.
   */
  async orgsBefore(person: { readonly resource?: pulumi.Resource }): Promise<pulumi.Resource[]> {
    await this.settled();
    const { resource } = person;
    const connection = resource && this.connectionOf(resource);
    if (resource === undefined || !(await orgHasPeople(connection))) return [];
    const waiting = this.dependencies.thatWaitFor(resource);
    const orgs = [...this.declared]
      .filter(([one, { kind }]) => kind === "Org" && this.connectionOf(one) === connection)
      .map(([one]) => one)
      .filter((one) => !waiting.has(one));
    this.dependencies.add(resource, orgs);
    return orgs;
  }

  /**
   * The people and nodes that other resources of the program, on the same connection, declare by a key.
   * Known once the constructors of the process have run.
   */
  async declaredBeside(one: { readonly resource?: pulumi.Resource }): Promise<Beside[]> {
    await this.settled();
    const { resource } = one;
    if (resource === undefined) return [];
    const connection = this.connectionOf(resource);
    const others = [...this.declared].filter(
      ([other]) => other !== resource && this.connectionOf(other) === connection,
    );
    return others.flatMap(([, { label, keys }]) =>
      keys.flatMap((key) => besideOf(label, key) ?? []),
    );
  }

  /** What a preview must be told of these references; empty where there is nothing to tell. */
  async previewOf(references: References): Promise<Preview> {
    await this.settled();
    const undeclared = this.undeclared.get(references);
    const awaited: Record<string, string | Labels> = {};
    for (const { at, position, resource, sent, of = itself } of references.awaited) {
      const name = this.declared.get(resource)?.label;
      if (name === undefined || (await isKnown(sent))) continue;
      const label = of(name);
      awaited[at] = position === undefined ? label : { ...listIn(awaited[at]), [position]: label };
    }
    return { ...(undeclared && { undeclared }), ...(hasAny(awaited) && { awaited }) };
  }

  /** Those of these names that the program has declared after all, by asynchronous code. */
  declaredSince(resource: pulumi.Resource, names: readonly Undeclared[]): readonly Undeclared[] {
    return names.filter((name) => this.find(resource, name).length > 0);
  }

  private settled(): Promise<void> {
    this.turn ??= setImmediate().then(() => this.settle());
    return this.turn;
  }

  private settle(): void {
    this.turn = undefined;
    const declared = [...this.unsettled];
    this.unsettled = new Map();
    for (const [resource, { awaits }] of declared) this.dependencies.add(resource, awaits);
    for (const [resource, { references }] of declared) {
      const found = new Map(references.texts.map((text) => [text, this.find(resource, text)]));
      const undeclared = references.texts.filter((text) => found.get(text)?.length === 0);
      if (undeclared.length > 0) this.undeclared.set(references, undeclared);
      if (undeclared.length === found.size) continue;
      const waiting = this.dependencies.thatWaitFor(resource);
      const all = new Set([...found.values()].flat());
      const named = [...all].filter((one) => !waiting.has(one));
      this.dependencies.add(resource, named);
      this.named.set(references, named);
    }
  }

  /** The resources, on the same connection, that a text names. */
  private find(resource: pulumi.Resource, { named, name }: Undeclared): pulumi.Resource[] {
    const found = namedKeys(named, name).flatMap((key) => this.byKey.get(key) ?? []);
    if (found.length === 0) return [];
    const connection = this.connectionOf(resource);
    return found.filter((one) => this.connectionOf(one) === connection);
  }

  /** The explicit provider of a resource, which any type of the package finds. */
  private connectionOf(resource: pulumi.Resource): pulumi.ProviderResource | undefined {
    return resource.getProvider(this.form.typeOf("Resource"));
  }
}

const engineOf = (): object => pulumi.runtime.getMonitor() ?? programs;

/** @param key with its kind in front: `user ada` */
function besideOf(label: string, key: string): Beside | undefined {
  const name = key.slice(key.indexOf(" ") + 1);
  if (key.startsWith("node ")) return { kind: "Node", key: name, label };
  if (!key.startsWith("user ")) return undefined;
  // Of the many in a tree, each has a label of their own.
  const own = label.startsWith("User ") ? label : labelOf("User", `${nameInLabel(label)}/${name}`);
  return { kind: "User", key: name, label: own };
}

const itself = (label: string) => label;

const listIn = (labels: string | Labels | undefined): Labels =>
  typeof labels === "object" ? labels : {};

const hasAny = (values: object): boolean => Object.keys(values).length > 0;
