// People.
export const genders = ["unspecified", "male", "female"] as const;
export type Gender = (typeof genders)[number];

export interface UserKey {
  readonly username: string;
}
export interface UserFields {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly gender: Gender;
  /** URL of a picture. */
  readonly avatar: string;
}
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
