import { setImmediate } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { Dependencies } from "./dependencies";
import { namedKeys, type Named } from "./keys";
import type { References } from "./references";

/** What a resource declares: its keys and its references. */
export interface Declaration {
  /** Keys by which texts of the program may refer to it. */
  readonly keys: readonly string[];
  readonly references: References;
  /** What it waits for in any case. */
  readonly awaits: readonly pulumi.Resource[];
}

/** Any type of the package, to find the provider of a resource. */
const PACKAGE = "pulumi-nodejs:dynamic/identity:Resource";

const programs = new WeakMap<object, Program>();

/**
 * The resources of one run of a program. A text that is the declared key of one of them, on the
 * same connection, is a reference to it: the resource with that text depends on it, also where it
 * is declared earlier.
 */
export class Program {
  private readonly keys = new Map<pulumi.Resource, readonly string[]>();
  private readonly byKey = new Map<string, pulumi.Resource[]>();
  private readonly dependencies = new Dependencies();
  private readonly named = new Map<References, readonly pulumi.Resource[]>();
  private unsettled = new Map<pulumi.Resource, Declaration>();
  private turn: Promise<void> | undefined;

  /** With the Automation API a process runs several programs, each with an engine of its own. */
  static current(): Program {
    const engine = pulumi.runtime.getMonitor() ?? programs;
    const program = programs.get(engine) ?? new Program();
    programs.set(engine, program);
    return program;
  }

  declare(resource: pulumi.Resource, declaration: Declaration): void {
    this.keys.set(resource, declaration.keys);
    this.unsettled.set(resource, declaration);
    for (const key of declaration.keys) {
      this.byKey.set(key, [...(this.byKey.get(key) ?? []), resource]);
    }
  }

  /** The declared key of a resource, where such a kind is named. */
  keyOf(named: Named, resource: pulumi.Resource): string | undefined {
    const own = this.keys.get(resource)?.find((key) => key.startsWith(`${named} `));
    return own?.slice(named.length + 1);
  }

  /**
   * The resources that one refers to by text. Known one turn of the event loop later, when the
   * constructors of the process have run.
   */
  async namedBy(references: References): Promise<readonly pulumi.Resource[]> {
    this.turn ??= setImmediate().then(() => this.settle());
    await this.turn;
    return [...references.resources, ...(this.named.get(references) ?? [])];
  }

  private settle(): void {
    this.turn = undefined;
    const declared = [...this.unsettled];
    this.unsettled = new Map();
    for (const [resource, { awaits }] of declared) this.dependencies.add(resource, awaits);
    for (const [resource, { references }] of declared) {
      const found = this.find(resource, references);
      if (found.length === 0) continue;
      const waiting = this.dependencies.thatWaitFor(resource);
      const named = found.filter((one) => !waiting.has(one));
      this.dependencies.add(resource, named);
      this.named.set(references, named);
    }
  }

  private find(resource: pulumi.Resource, { texts }: References): pulumi.Resource[] {
    const connection = resource.getProvider(PACKAGE);
    const keys = new Set(texts.flatMap(({ named, text }) => namedKeys(named, text)));
    const found = [...keys].flatMap((key) => this.byKey.get(key) ?? []);
    return found.filter((one) => one.getProvider(PACKAGE) === connection);
  }
}
