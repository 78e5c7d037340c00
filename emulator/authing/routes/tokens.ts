import { timingSafeEqual, createHash } from "node:crypto";
import { z } from "zod";
import { type Endpoint, endpoint } from "../endpoint";
import { LIFESPAN, writeToken } from "../management-tokens";
import { Failure } from "../wire/failure";
import { text } from "../wire/fields";

/** Compares in a time that tells nothing, whatever the lengths. */
const isSame = (a: string, b: string) =>
  timingSafeEqual(createHash("sha256").update(a).digest(), createHash("sha256").update(b).digest());

/** The management token. */
export const tokenRoutes: Endpoint[] = [
  endpoint({
    path: "get-management-token",
    open: true,
    input: z.object({ accessKeyId: text.min(1), accessKeySecret: text.min(1) }),
    prepare: ({ keys }, input) => {
      const known = isSame(input.accessKeyId, keys.accessKeyId);
      if (!isSame(input.accessKeySecret, keys.accessKeySecret) || !known) {
        throw new Failure(
          401,
          {
            zh: "AccessKey ID 或 AccessKey Secret 错误",
            en: "The access key id or secret is wrong",
          },
          2333,
        );
      }
      const issued = Math.floor(Date.now() / 1000);
      const claims = { scoped_userpool_id: keys.userPoolId, iat: issued, exp: issued + LIFESPAN };
      return writeToken(claims, keys.tokenSecret);
    },
    run: (_context, _input, access_token) => ({ access_token, expires_in: LIFESPAN }),
  }),
];
