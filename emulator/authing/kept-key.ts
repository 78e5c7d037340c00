import { type KeyObject, createPrivateKey, generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import { type Batch } from "../storage/batch";
import { type Database } from "../storage/database";

const make = promisify(generateKeyPair);

/** An RSA key pair: made when first asked for, and kept among the settings. */
export class KeptKey {
  private key: Promise<KeyObject> | undefined;

  constructor(
    private readonly db: Database,
    private readonly batch: Batch,
    private readonly name: string,
  ) {}

  /** The private key. One that could not be kept is made anew when it is next asked for. */
  ready(): Promise<KeyObject> {
    return (this.key ??= this.load().catch((error: unknown) => {
      this.key = undefined;
      throw error;
    }));
  }

  private async load(): Promise<KeyObject> {
    const kept = this.db.get<{ value: string }>(
      "SELECT value FROM settings WHERE key = ?",
      this.name,
    )?.value;
    if (kept) return createPrivateKey(kept);
    const { privateKey } = await make("rsa", { modulusLength: 2048 });
    const text = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    await this.batch.run(() =>
      this.db.run("INSERT INTO settings (key, value) VALUES (?, ?)", this.name, text),
    );
    return privateKey;
  }
}
