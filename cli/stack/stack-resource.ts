import type { KindName, Values } from "../../provider/inspect";

/** A resource of this provider in a stack's state. */
export interface StackResource {
  readonly urn: string;
  readonly kind: KindName;
  /** The name in the program. */
  readonly name: string;
  /** The backend's id; empty where a create was not finished. */
  readonly id: string;
  readonly inputs: Values;
  readonly outputs: Values;
  /** Properties that hold a secret. */
  readonly secrets: ReadonlySet<string>;
  /** Reference of the provider resource: whose connection it is. */
  readonly provider: string;
  /** Whether the stack manages it: not one that is only read, nor one that is about to be deleted. */
  readonly isKept: boolean;
}

/** What a resource declares: its inputs, which a partial create may lack in its outputs. */
export const declarationOf = ({ inputs, outputs }: StackResource): Values => ({
  ...outputs,
  ...inputs,
});
