import { type KeyObject, constants, createPublicKey, privateDecrypt } from "node:crypto";
import { z } from "zod";
import { type KeptKey } from "./kept-key";
import { invalid } from "./wire/failure";
import { optional } from "./wire/fields";

/** How a password comes; in clear unless it is said. */
export const passwordEncryptType = optional(z.enum(["none", "rsa", "sm2"]));
type EncryptType = z.output<typeof passwordEncryptType>;

/** The key pair that clients encrypt passwords with, so that what they send can be shown to nobody. */
export class PasswordKey {
  constructor(private readonly kept: KeptKey) {}

  /** The public key, PEM. */
  async publicKey(): Promise<string> {
    const key = createPublicKey(await this.kept.ready());
    return key.export({ type: "spki", format: "pem" }).toString();
  }

  /** A password in clear; 400 of one that this server's key did not encrypt. */
  async decrypt(password: string, type: EncryptType): Promise<string> {
    if (type === "sm2") {
      throw invalid({
        zh: "服务器没有 SM2 公钥，passwordEncryptType 可以为 rsa 或 none",
        en: "The server has no SM2 key: passwordEncryptType may be rsa or none",
      });
    }
    if (type !== "rsa" || password === "") return password;
    const bytes = Buffer.from(password, "base64");
    const clear = opened(await this.kept.ready(), bytes);
    if (clear !== undefined) return clear.toString("utf8");
    throw invalid({
      zh: "密码未使用服务器的 RSA 公钥加密，公钥见 GET /api/v3/system 的 rsa.publicKey",
      en: "The password is not encrypted with the key that GET /api/v3/system tells as rsa.publicKey, in base64",
    });
  }
}

/** The reference does not say how it pads: PKCS #1 v1.5 as its own clients did, or OAEP. */
function opened(key: KeyObject, bytes: Buffer): Buffer | undefined {
  try {
    return privateDecrypt(key, bytes);
  } catch {
    return unpadded(key, bytes);
  }
}

/**
 * Takes PKCS #1 v1.5 off by hand (RFC 8017, 7.2.2), because not every Node does: 0, 2, eight bytes
 * or more that are not 0, 0, the text.
 */
function unpadded(key: KeyObject, bytes: Buffer): Buffer | undefined {
  try {
    const block = privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, bytes);
    const end = block.indexOf(0, 2);
    return block[0] === 0 && block[1] === 2 && end >= 10 ? block.subarray(end + 1) : undefined;
  } catch {
    return undefined;
  }
}
