import { type Database } from "../../storage/database";
import { rolesOfUser } from "../model/subjects-of-user";
import { type UserRow } from "../model/tables";
import { json } from "../views";

/** What the profile is called among OpenID Connect's claims, and here. */
const PROFILE = {
  name: "name",
  nickname: "nickname",
  given_name: "givenName",
  family_name: "familyName",
  middle_name: "middleName",
  picture: "photo",
  profile: "profile",
  website: "website",
  birthdate: "birthdate",
  zoneinfo: "zoneinfo",
  locale: "locale",
} as const;

function profileClaims({ username, profile, updated }: UserRow): Record<string, unknown> {
  const held = json(profile);
  const claims = Object.entries(PROFILE).map(([claim, name]) => [claim, held[name] ?? null]);
  return {
    ...(Object.fromEntries(claims) as Record<keyof typeof PROFILE, unknown>),
    preferred_username: username,
    gender: held["gender"] ?? "U",
    updated_at: updated,
  };
}

/** What the scopes tell of a user, by the names that the vendor's document of them has. */
export function claimsOf(db: Database, user: UserRow, scopes: string[]): Record<string, unknown> {
  const profile = json(user.profile);
  return {
    ...(scopes.includes("profile") && profileClaims(user)),
    ...(scopes.includes("email") && {
      email: user.email,
      email_verified: profile["emailVerified"] === true,
    }),
    ...(scopes.includes("phone") && {
      phone_number: user.phone,
      phone_number_verified: profile["phoneVerified"] === true,
    }),
    ...(scopes.includes("username") && { username: user.username }),
    ...(scopes.includes("external_id") && { external_id: user.external_id }),
    ...(scopes.includes("roles") && { roles: rolesOfUser(db, user.id).map(({ code }) => code) }),
    ...(scopes.includes("extended_fields") && { extended_fields: json(user.custom) }),
    // There are no tenants.
    ...(scopes.includes("tenant_id") && { tenant_id: null }),
  };
}
