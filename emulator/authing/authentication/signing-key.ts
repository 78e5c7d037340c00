import {
  type JsonWebKey,
  type KeyObject,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
} from "node:crypto";
import { promisify } from "node:util";
import { type Batch } from "../../storage/batch";
import { type Database } from "../../storage/database";

/** What the key is called, in `jwks.json` and in the tokens. */
export const KEY_ID = "authing-emulator";
const make = promisify(generateKeyPair);

/** The key pair that people's tokens are signed with: made when first asked for, and kept. */
export class SigningKey {
  private key: Promise<KeyObject> | undefined;

  constructor(
    private readonly db: Database,
    private readonly batch: Batch,
  ) {}

  /** The private key. One that could not be kept is made anew when it is next asked for. */
  ready(): Promise<KeyObject> {
    return (this.key ??= this.load().catch((error: unknown) => {
      this.key = undefined;
      throw error;
    }));
  }

  /** The public key, as `jwks.json` shows it. */
  async jwks(): Promise<{ keys: JsonWebKey[] }> {
    const jwk = createPublicKey(await this.ready()).export({ format: "jwk" });
    return { keys: [{ ...jwk, kid: KEY_ID, alg: "RS256", use: "sig" }] };
  }

  private async load(): Promise<KeyObject> {
    const kept = this.db.get<{ value: string }>(
      "SELECT value FROM settings WHERE key = 'signingKey'",
    )?.value;
    if (kept) return createPrivateKey(kept);
    const { privateKey } = await make("rsa", { modulusLength: 2048 });
    const text = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    await this.batch.run(() =>
      this.db.run("INSERT INTO settings (key, value) VALUES ('signingKey', ?)", text),
    );
    return privateKey;
  }
}
