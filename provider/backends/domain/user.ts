// People.
export const genders = ["unspecified", "male", "female"] as const;
export type Gender = (typeof genders)[number];

export interface UserKey {
  readonly username: string;
}

/** Texts that a system keeps of a person; an empty one is none. The avatar is the URL of a picture. */
export const userTexts = ["name", "nickname", "email", "phone", "avatar"] as const;

/** Those of them that no two people can have. */
export const uniqueUserTexts = [
  "email",
  "phone",
] as const satisfies readonly (typeof userTexts)[number][];

export interface UserFields extends Readonly<Record<(typeof userTexts)[number], string>> {
  readonly gender: Gender;
}

/** A new person where nothing is declared. */
export const blankUser: UserFields = {
  ...{ name: "", nickname: "", email: "", phone: "", avatar: "" },
  gender: "unspecified",
};
export interface UserDesired extends UserKey, Partial<UserFields> {
  readonly password?: string;
  /**
   * The id of a node, no root, in which they are from the start: made in one write, or, where the
   * system can't do that safely, left out. Whoever gives it sees to the membership in any case.
   */
  readonly node?: string;
}
/** A username changes only where the system changes it in place. */
export type UserChanges = Partial<UserFields & UserKey> & { readonly password?: NewPassword };
export interface NewPassword {
  readonly value: string;
  /** Whether the person must choose another at the next login. */
  readonly requireReset: boolean;
}
export interface UserState extends UserKey, UserFields {
  readonly id: string;
  /** The server's own number for this person: another one under the same username is another person. */
  readonly userId: string;
  /** Whether the system lets them in at all; `undefined` where it can't tell. */
  readonly canSignIn?: boolean;
}
