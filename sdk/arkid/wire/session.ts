import { z } from "zod";
import type { Session } from "../session";
import { personFields, toPerson } from "./user";

const sessionFields = {
  ...personFields,
  uuid: z.string(),
  perms: z.array(z.string()),
  roles: z.array(z.string()),
};
const plainSession = z.object(sessionFields);

const toSession = (wire: z.output<typeof plainSession>): Session => ({
  ...toPerson(wire),
  uuid: wire.uuid,
  perms: wire.perms,
  roles: wire.roles,
});

/** The logged-in user; a token beside it is left behind. */
export const session: z.ZodType<Session> = plainSession.transform(toSession);

/** The logged-in user, with the token. */
export const login: z.ZodType<Session & { token: string }> = z
  .object({ ...sessionFields, token: z.string() })
  .transform(({ token, ...wire }) => ({ ...toSession(wire), token }));
