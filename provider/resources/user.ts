// Made from provider/kinds by `npm run generate`: change it there.
import type * as pulumi from "@pulumi/pulumi";
import type { Gender } from "../backends/domain";
import type { Adopt, OnRemove } from "../configuration/choices";
import { IdentityResource, type Form } from "./identity-resource";

/** Inputs of {@link User}. */
export interface UserArgs {
  /**
   * What the person logs in with; on ArkID 4 to 16 lower-case letters and digits, which can't
   * change. On Authing it changes in place, and the resource keeps its first id.
   */
  username: pulumi.Input<string>;
  /** What people call them, at most 255 characters; `null` clears it. */
  name?: pulumi.Input<string | null>;
  /** A short name; ArkID keeps none. `null` clears it. */
  nickname?: pulumi.Input<string | null>;
  /** Their own email address, unique on the server; `null` clears it. */
  email?: pulumi.Input<string | null>;
  /**
   * A Chinese mobile number, or one with its country code, `+1 2025550100`, in any usual spelling;
   * unique on the server; `null` clears it.
   */
  phone?: pulumi.Input<string | null>;
  /** Their gender. */
  gender?: pulumi.Input<Gender>;
  /** URL of a picture; `null` clears it. */
  avatar?: pulumi.Input<string | null>;
  /** Written when the person is created, and never again. Always a secret. */
  initialPassword?: pulumi.Input<string>;
  /** Kept as declared: a changed value resets it. Always a secret. Not beside `initialPassword`. */
  password?: pulumi.Input<string>;
  /** Whether they must choose a new password at the next login. */
  requirePasswordReset?: pulumi.Input<boolean>;
  /**
   * What a delete of the resource does to the person. Applied before it counts.
   * @default `identity:onRemove`, else "delete"
   */
  onRemove?: pulumi.Input<OnRemove>;
  /**
   * What a create does when the username is taken. Adopting never touches a password.
   * @default `identity:adopt`, else "never"
   */
  adopt?: pulumi.Input<Adopt>;
  /**
   * Whether a change of `username` may replace the person.
   * @default false
   */
  allowReplace?: pulumi.Input<boolean>;
}

/**
 * A person. The id is the username.
 *
 * @example
 * ```ts
 * const ada = new User("ada", { username: "adalovelace", name: "Ada Lovelace", initialPassword: password.result });
 * ```
 */
export class User extends IdentityResource<"User"> {
  declare readonly username: pulumi.Output<string>;
  declare readonly name: pulumi.Output<string | null | undefined>;
  declare readonly nickname: pulumi.Output<string | null | undefined>;
  declare readonly email: pulumi.Output<string | null | undefined>;
  declare readonly phone: pulumi.Output<string | null | undefined>;
  declare readonly gender: pulumi.Output<Gender | undefined>;
  declare readonly avatar: pulumi.Output<string | null | undefined>;
  /** The server's own number for this person. */
  declare readonly userId: pulumi.Output<string>;

  constructor(name: string, args: UserArgs, opts?: pulumi.CustomResourceOptions) {
    super("User", name, { ...args }, form, opts);
  }

  /**
   * Reads an existing person, by the username: nothing of it is managed, and a destroy leaves it.
   *
   * @example
   * ```ts
   * const ada = User.get("ada", "adalovelace");
   * ```
   */
  static get(name: string, id: pulumi.Input<string>, opts?: pulumi.CustomResourceOptions): User {
    return new User(name, {} as UserArgs, { ...opts, id });
  }
}

const form: Form<User> = {
  outputs: {
    username: "declared",
    name: "declared",
    nickname: "declared",
    email: "declared",
    phone: "declared",
    gender: "declared",
    avatar: "declared",
    userId: "found",
  },
  names: {},
  secrets: ["initialPassword", "password"],
};
