import { type ScryptOptions, randomBytes, scrypt, timingSafeEqual } from "node:crypto";

/**
 * The cost of a password: 4 MiB (128 × N × r) and some 10 ms each. OWASP asks for 16 times as much
 * in production; this server rehearses and tests, and its passwords are made up.
 */
const COST: ScryptOptions = { N: 1 << 12, r: 8, p: 1, maxmem: 64 << 20 };

/** What a password yields: a part that is stored, and a key that only its owner can make again. */
export interface Derived {
  /** The text to store. */
  stored: string;
  /** 32 bytes, never stored: seals the user's token (see tokens.ts). */
  key: Buffer;
}

/** Derives a new password's parts, off the event loop. */
export async function hashPassword(password: string): Promise<Derived> {
  const salt = randomBytes(16);
  const { verifier, key } = await derive(password, salt);
  return { stored: `scrypt$${salt.toString("base64")}$${verifier.toString("base64")}`, key };
}

/**
 * The parts of a stored password if this is the one. It takes as long for a user who is not there
 * or has none, so that the time does not tell who exists.
 */
export async function checkPassword(
  password: string,
  stored: string | null | undefined,
): Promise<Derived | undefined> {
  const [, salt, expected] = (stored ?? "").split("$");
  const { verifier, key } = await derive(password, Buffer.from(salt ?? "", "base64"));
  const wanted = Buffer.from(expected ?? "", "base64");
  if (!stored || wanted.length !== verifier.length) return undefined;
  return timingSafeEqual(wanted, verifier) ? { stored, key } : undefined;
}

function derive(password: string, salt: Buffer): Promise<{ verifier: Buffer; key: Buffer }> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, 64, COST, (error, bytes) => {
      if (error) return reject(error);
      resolve({ verifier: bytes.subarray(0, 32), key: bytes.subarray(32) });
    });
  });
}
