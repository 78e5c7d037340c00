import { type UserRow } from "./model/tables";
import { json } from "./views";

const HOME = "+86";

type Country = string | null | undefined;

/** What a code for a phone belongs to: in China the number alone, elsewhere with its country's code. */
export const phoneAddress = (number: string, country: Country): string =>
  country && country !== HOME ? `${country} ${number}` : number;

/** The country's code of somebody's phone; undefined for China's. */
export const countryOf = (user: UserRow): string | undefined =>
  json(user.profile)["phoneCountryCode"] as string | undefined;

/** Whether somebody's phone is of this country; one that nobody named is any. */
export const isOf = (user: UserRow, country: Country): boolean =>
  !country || country === (countryOf(user) || HOME);
