import { type JsonWebKey, type KeyObject, createPublicKey } from "node:crypto";
import { type KeptKey } from "../kept-key";

/** What the key is called, in `jwks.json` and in the tokens. */
export const KEY_ID = "authing-emulator";

/** The key pair that people's tokens are signed with. */
export class SigningKey {
  constructor(private readonly kept: KeptKey) {}

  /** The private key. */
  ready(): Promise<KeyObject> {
    return this.kept.ready();
  }

  /** The public key, as `jwks.json` shows it. */
  async jwks(): Promise<{ keys: JsonWebKey[] }> {
    const jwk = createPublicKey(await this.ready()).export({ format: "jwk" });
    return { keys: [{ ...jwk, kid: KEY_ID, alg: "RS256", use: "sig" }] };
  }
}
