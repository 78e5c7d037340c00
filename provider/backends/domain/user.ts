// People.
export const genders = ["unspecified", "male", "female"] as const;
export type Gender = (typeof genders)[number];

export interface UserKey {
  readonly username: string;
}

/** Texts that a system keeps of a person; an empty one is none. The avatar is the URL of a picture. */
export const userTexts = ["name", "nickname", "email", "phone", "avatar"] as const;

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
}
export type UserChanges = Partial<UserFields> & { readonly password?: NewPassword };
export interface NewPassword {
  readonly value: string;
  /** Whether the person must choose another at the next login. */
  readonly requireReset: boolean;
}
export interface UserState extends UserKey, UserFields {
  readonly id: string;
  /** The server's own number for this person: another one under the same username is another person. */
  readonly userId: string;
}
