import * as pulumi from "@pulumi/pulumi";
import type { Origin } from "../run/origin";

/** The type of the stack itself, which is above all and in no URN. */
const STACK = "pulumi:pulumi:Stack";

/** Fields of the SDK's resources that its types do not declare. */
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

/** Mocks of tests may have none. */
function organization(): string {
  try {
    return pulumi.getOrganization();
  } catch {
    return "organization";
  }
}
