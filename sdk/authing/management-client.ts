import type { ManagementClient as Vendor } from "authing-node-sdk";
import { fromEnvironment } from "../transport/environment";
import { checkOf } from "./answers/management";
import { checkKeys, type Call, type Data, type Input, type ManagementMethod } from "./call";
import { Caller } from "./caller";
import { Access } from "./management/access";
import { Applications } from "./management/applications";
import { Departments } from "./management/departments";
import { Fields } from "./management/fields";
import { Groups } from "./management/groups";
import { Namespaces } from "./management/namespaces";
import { Organizations } from "./management/organizations";
import { Policies } from "./management/policies";
import { Roles } from "./management/roles";
import { Users } from "./management/users";
import {
  checkKey,
  checkHost,
  complete,
  type AuthingLanguage,
  type AuthingOptions,
  type CallOptions,
} from "./options";
import { vendorPackage } from "./packages";
import { TOKEN_PATH, userPoolIn } from "./user-pool";
import { equip, NO_TIMEOUT, type VendorClient } from "./vendor";

/** An access key. */
interface Keys {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

/** What a management client is made of. */
export interface ManagementClientOptions extends AuthingOptions {
  /** The user pool's id, or an administrator's access key. @default `AUTHING_ACCESS_KEY_ID` */
  readonly accessKeyId?: string | undefined;
  /** The user pool's secret, or that of the access key. @default `AUTHING_ACCESS_KEY_SECRET` */
  readonly accessKeySecret?: string | undefined;
  /**
   * The server, such as `https://api.your-authing.example`.
   * @default `AUTHING_HOST`, else "https://api.authing.cn"
   */
  readonly host?: string | undefined;
}

/**
 * Authing's management API, as an administrator. Every endpoint is there by the vendor's name
 * ({@link ManagementClient.call}), the usual ones in chapters.
 *
 * @example
 * const client = new ManagementClient({ accessKeyId, accessKeySecret });
 * const acme = await client.organizations.create({ organizationCode: "acme", organizationName: "Acme" });
 * for await (const user of client.users.list()) console.log(user.username);
 */
export class ManagementClient {
  /** Organizations. */
  readonly organizations: Organizations;
  /** Departments, and who is in them. */
  readonly departments: Departments;
  /** Users of the pool. */
  readonly users: Users;
  /** Groups, and who is in them. */
  readonly groups: Groups;
  /** Roles, and who has them. */
  readonly roles: Roles;
  /** Permission namespaces. */
  readonly namespaces: Namespaces;
  /** Applications, their secrets, and who may use them. */
  readonly applications: Applications;
  /** Data policies. */
  readonly policies: Policies;
  /** Permissions and access control: resources, and who may do what to them. */
  readonly access: Access;
  /** Custom fields: their definitions, and values. */
  readonly fields: Fields;

  readonly #caller: Caller<Vendor & VendorClient>;
  readonly #keys: Keys;

  /** @throws UsageError for options that can't be meant */
  constructor(options: ManagementClientOptions = {}) {
    const given = options.host ?? fromEnvironment("AUTHING_HOST");
    const host = checkHost("host", given ?? "https://api.authing.cn");
    const { accessKeyId: id, accessKeySecret: secret } = options;
    const accessKeyId = checkKey("accessKeyId", id, "AUTHING_ACCESS_KEY_ID");
    const accessKeySecret = checkKey("accessKeySecret", secret, "AUTHING_ACCESS_KEY_SECRET");
    const completed = complete(options);
    const keys = { accessKeyId, accessKeySecret };
    this.#keys = keys;
    this.#caller = new Caller(host, completed, () => load(host, keys, completed.lang));
    const call: Call = (method, input, given) => this.call(method, input, given);
    this.organizations = new Organizations(call);
    this.departments = new Departments(call);
    this.users = new Users(call);
    this.groups = new Groups(call);
    this.roles = new Roles(call);
    this.namespaces = new Namespaces(call);
    this.applications = new Applications(call);
    this.policies = new Policies(call);
    this.access = new Access(call);
    this.fields = new Fields(call);
  }

  /**
   * Calls any endpoint by the vendor's name for it, such as `client.call("listPost", {})`.
   * @returns what the answer holds as `data`
   * @throws UnexpectedResponseError for an answer that Authing can't have given
   * @throws IdentityError of every kind
   */
  async call<Method extends ManagementMethod>(
    method: Method,
    input: Input<Method>,
    options?: CallOptions,
  ): Promise<Data<Method>> {
    checkKeys(input);
    const check = checkOf(method, input);
    return (await this.#caller.call(method, [input ?? {}], options, check)) as Data<Method>;
  }

  /**
   * The id of the user pool that the access key is for.
   * @returns undefined where the server does not say it
   * @throws IdentityError of every kind
   */
  async userPoolId(options?: CallOptions): Promise<string | undefined> {
    return userPoolIn(await this.#caller.post(TOKEN_PATH, this.#keys, options));
  }
}

/** Loading the vendor's package takes half a second, so it waits for the first call. */
async function load(
  host: string,
  keys: Keys,
  language: AuthingLanguage,
): Promise<Vendor & VendorClient> {
  const { ManagementClient: Client } = await vendorPackage();
  const lang = language as "zh-CN";
  return equip(host, () => new Client({ ...keys, host, lang, timeout: NO_TIMEOUT }));
}
