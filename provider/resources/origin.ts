import * as pulumi from "@pulumi/pulumi";
import type { Origin } from "../run/origin";

/** The type of the stack itself, which is above all and in no URN. */
const STACK = "pulumi:pulumi:Stack";

/** Fields of the SDK's resources that its types do not declare. */
interface Registered {
  readonly __pulumiType: string;
  readonly __parentResource?: Registered;
}

/**
 * Where a resource with these options is declared. Known at once: a URN would be an output.
 * @param around the types of what is around the program's own resources, which it knows no more of
 */
export function originOf(opts: pulumi.CustomResourceOptions | undefined, around: string): Origin {
  const types: string[] = [];
  let above = opts?.parent as unknown as Registered | undefined;
  for (; above !== undefined; above = above.__parentResource) {
    const type = above.__pulumiType;
    if (type !== STACK && type !== "") types.unshift(type);
  }
  if (around !== "") types.unshift(around);
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
