import { z } from "zod";
import { type Endpoint, endpoint } from "../endpoint";

/** What the server tells everybody of itself. It has no SM2 key. */
export const systemRoutes: Endpoint[] = [
  endpoint({
    method: "GET",
    path: "system",
    open: true,
    bare: true,
    input: z.object({}),
    prepare: ({ passwordKey }) => passwordKey.publicKey(),
    run: (_context, _input, publicKey) => ({
      rsa: { publicKey },
      version: { server: "emulator", console: "", login: "" },
      publicIps: [],
    }),
  }),
];
