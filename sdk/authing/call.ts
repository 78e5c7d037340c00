import type {
  AuthenticationClient as AuthenticationVendor,
  ManagementClient as ManagementVendor,
} from "authing-node-sdk";
import { UsageError } from "../transport/errors";
import type { CallOptions } from "./options";
import type { Plain } from "./plain";

type Result<Vendor, Method extends keyof Vendor> = Vendor[Method] extends (
  ...args: never[]
) => infer Given
  ? Awaited<Given>
  : never;

/** What an answer holds inside its envelope. */
type Inside<Answer> = "data" extends keyof Answer
  ? Plain<NonNullable<Answer["data"]>>
  : Plain<Answer>;

type Arguments<Vendor, Method extends keyof Vendor> = Vendor[Method] extends (
  ...args: infer Given
) => unknown
  ? { [Index in keyof Given]: Plain<Given[Index]> }
  : never;

/** The vendor's methods that are one request: every endpoint of the management API. */
export type ManagementMethod = {
  [Method in keyof ManagementVendor]: ManagementVendor[Method] extends (
    input: never,
  ) => Promise<unknown>
    ? Method
    : never;
}[keyof ManagementVendor];

/** What a management method takes. */
export type Input<Method extends ManagementMethod> = Arguments<ManagementVendor, Method>[0];

/** What the answer of a management method holds. */
export type Data<Method extends ManagementMethod> = Inside<Result<ManagementVendor, Method>>;

/** A part of what a management method takes: keys are said apart, pages asked for by the list. */
export type InputWithout<Method extends ManagementMethod, Key extends PropertyKey> = Omit<
  Input<Method>,
  Key
>;

/** What the chapters of a management client get: calls one method and returns its data. */
export type Call = <Method extends ManagementMethod>(
  method: Method,
  input: Input<Method>,
  options?: CallOptions,
) => Promise<Data<Method>>;

/** The vendor's methods of the authentication API that answer with a promise. */
export type AuthenticationMethod = {
  [Method in keyof AuthenticationVendor]: AuthenticationVendor[Method] extends (
    ...args: never[]
  ) => Promise<unknown>
    ? Method
    : never;
}[keyof AuthenticationVendor];

/** What an authentication method takes, in order. */
export type AuthenticationInput<Method extends AuthenticationMethod> = Arguments<
  AuthenticationVendor,
  Method
>;

/** What the answer of an authentication method holds. */
export type AuthenticationData<Method extends AuthenticationMethod> = Inside<
  Result<AuthenticationVendor, Method>
>;

/** What the chapters of an authentication client get. */
export type AuthenticationCall = <Method extends AuthenticationMethod>(
  method: Method,
  input: AuthenticationInput<Method>,
  options?: CallOptions,
) => Promise<AuthenticationData<Method>>;

const KEYS = ["organizationCode", "departmentId", "userId", "appId", "appIdentifier", "code"];

/**
 * Refuses an empty key: the server takes an empty code on create and invents one, and takes it on
 * update for none given (AUTHING.md, "Endpoints").
 * @throws UsageError naming it, before any request
 */
export function checkKeys(input: unknown): void {
  const given = (input ?? {}) as Readonly<Record<string, unknown>>;
  const empty = KEYS.find((key) => given[key] === "");
  if (empty !== undefined) throw new UsageError(`${empty} must not be empty`, empty);
}
