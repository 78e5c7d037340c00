import type { ManagementClient as Vendor } from "authing-node-sdk";
import { UsageError } from "../transport/errors";
import type { CallOptions } from "./options";
import type { Plain } from "./plain";

/** The vendor's methods that are one request: every endpoint of the management API. */
export type ManagementMethod = {
  [Method in keyof Vendor]: Vendor[Method] extends (input: never) => Promise<unknown>
    ? Method
    : never;
}[keyof Vendor];

/** What a method takes. */
export type Input<Method extends ManagementMethod> =
  Parameters<Vendor[Method]> extends [] ? undefined : Plain<Parameters<Vendor[Method]>[0]>;

type Answer<Method extends ManagementMethod> = Awaited<ReturnType<Vendor[Method]>>;

/** What a method's answer holds inside its envelope. */
export type Data<Method extends ManagementMethod> = "data" extends keyof Answer<Method>
  ? Plain<NonNullable<Answer<Method>["data"]>>
  : Plain<Answer<Method>>;

/** What the chapters of the client get: calls one method of the vendor's and returns its data. */
export type Call = <Method extends ManagementMethod>(
  method: Method,
  input: Input<Method>,
  options?: CallOptions,
) => Promise<Data<Method>>;

/** A chapter's input: some of a method's, where the vendor's type asks for more than the server. */
export type InputWithout<Method extends ManagementMethod, Key extends PropertyKey> = Omit<
  Input<Method>,
  Key
>;

const KEYS = ["organizationCode", "departmentId", "userId", "appId", "appIdentifier", "code"];

/**
 * Refuses an empty key: the server takes an empty code on create and invents one, and takes it on
 * update for none given (AUTHING.md, «Endpoints»).
 * @throws UsageError naming it, before any request
 */
export function checkKeys(input: unknown): void {
  const given = (input ?? {}) as Readonly<Record<string, unknown>>;
  const empty = KEYS.find((key) => given[key] === "");
  if (empty !== undefined) throw new UsageError(`${empty} must not be empty`, empty);
}
