import * as pulumi from "@pulumi/pulumi";

/** Fields of the SDK's objects that its types do not declare. */
interface Kept {
  /** Of a resource. */
  readonly __parentResource?: pulumi.Resource;
  /** Of an output: the resources that it waits for. */
  readonly resources?: () => Iterable<pulumi.Resource>;
}

/** The resources that a value waits for, at any depth, but not inside promises. */
export function awaitedBy(value: unknown): pulumi.Resource[] {
  if (pulumi.Resource.isInstance(value)) return [value];
  if (pulumi.Output.isInstance(value)) return [...((value as Kept).resources?.() ?? [])];
  if (typeof value !== "object" || value === null || value instanceof Promise) return [];
  return Object.values(value).flatMap(awaitedBy);
}

/** The same for options. A resource does not wait for a component that is its parent. */
export function awaitedByOptions(opts: pulumi.CustomResourceOptions = {}): pulumi.Resource[] {
  const { dependsOn, parent, provider } = opts;
  const above = pulumi.CustomResource.isInstance(parent) ? parent : undefined;
  return awaitedBy([dependsOn, above, provider]);
}

/** Which resource waits for which. A circle would never end: the SDK waits for each before the next. */
export class Dependencies {
  private readonly waiting = new Map<pulumi.Resource, pulumi.Resource[]>();

  add(resource: pulumi.Resource, awaited: readonly pulumi.Resource[]): void {
    for (const one of awaited) {
      const waiting = this.waiting.get(one) ?? [];
      waiting.push(resource);
      this.waiting.set(one, waiting);
    }
  }

  /** The resource itself, and all that wait for it: it must not wait for any of these. */
  thatWaitFor(resource: pulumi.Resource): Set<pulumi.Resource> {
    const all = new Set([resource]);
    for (const one of all) {
      const awaited = [one, ...componentsAround(one)];
      for (const waiting of awaited.flatMap((each) => this.waiting.get(each) ?? []))
        all.add(waiting);
    }
    return all;
  }
}

/** What waits for a component waits for all that is in it. */
function componentsAround(resource: pulumi.Resource): pulumi.Resource[] {
  const around: pulumi.Resource[] = [];
  let above = (resource as Kept).__parentResource;
  for (; pulumi.ComponentResource.isInstance(above); above = (above as Kept).__parentResource) {
    around.push(above);
  }
  return around;
}
