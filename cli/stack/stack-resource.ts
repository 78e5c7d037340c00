import { isLeftAlone, type KindName, type Values } from "../../provider/inspect";

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
  /** Where the program declares it: `index.ts:12`; `undefined` where the state does not tell. */
  readonly source?: string | undefined;
  /** Whether the stack manages it: not one that is only read, nor one that is about to be deleted. */
  readonly isKept: boolean;
}

/**
 * What a resource declares: its inputs, which a partial create may lack in its outputs. The outputs
 * keep what the program has left out since.
 */
export const declarationOf = ({ kind, inputs, outputs }: StackResource): Values => ({
  ...Object.fromEntries(Object.entries(outputs).filter(([key]) => !isLeftAlone(kind, key))),
  ...inputs,
});
