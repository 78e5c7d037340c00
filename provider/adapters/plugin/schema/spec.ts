/** A value in Pulumi's package schema. */
export interface Spec {
  readonly type?: string;
  readonly $ref?: string;
  readonly items?: Spec;
  readonly additionalProperties?: Spec;
  readonly oneOf?: readonly Spec[];
  readonly description?: string;
  readonly secret?: boolean;
  /** The program itself gives it: no output of a resource. */
  readonly plain?: boolean;
  readonly willReplaceOnChanges?: boolean;
}

/** Values by name. */
export type Specs = Readonly<Record<string, Spec>>;

/** A type with a name: an object, or the words of a choice. */
export interface TypeSpec {
  readonly type: string;
  readonly description: string;
  readonly properties?: Specs;
  readonly required?: readonly string[];
  readonly enum?: readonly { readonly name: string; readonly value: string }[];
}

/** Types by their tokens. */
export type Types = ReadonlyMap<string, TypeSpec>;

export const TEXT = { type: "string" } as const satisfies Spec;
export const FLAG = { type: "boolean" } as const satisfies Spec;
export const NUMBER = { type: "number" } as const satisfies Spec;
export const ANY = { $ref: "pulumi.json#/Any" } as const satisfies Spec;

/** A reference to a type of the package. */
export const refTo = (token: string): Spec => ({ $ref: `#/types/${token}` });
