import * as pulumi from "@pulumi/pulumi";
import type { Origin } from "../run/origin";

/** The type of the stack itself, which is above all and stands in no URN. */
const STACK = "pulumi:pulumi:Stack";

/** What the SDK keeps of each resource, and declares in none of its types. */
interface Registered {
  readonly __pulumiType: string;
  readonly __parentResource?: Registered;
}

/** Where a resource with these options is declared. Known at once: a URN would be an output. */
export function originOf(opts: pulumi.CustomResourceOptions | undefined): Origin {
  const types: string[] = [];
  let above = opts?.parent as unknown as Registered | undefined;
  for (; above !== undefined; above = above.__parentResource) {
    if (above.__pulumiType !== STACK) types.unshift(above.__pulumiType);
  }
  return {
    organization: organization(),
    project: pulumi.getProject(),
    stack: pulumi.getStack(),
    parents: types.join("$"),
  };
}

/** Mocks of a test need not have one. */
function organization(): string {
  try {
    return pulumi.getOrganization();
  } catch {
    return "organization";
  }
}
