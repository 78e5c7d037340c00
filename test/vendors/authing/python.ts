import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { EmbeddedPool } from "../../sdk/authing/embedded-pool";
import { pythonWith } from "../python";
import type { Vendor, VendorClient } from "./client";

/** What Python calls otherwise than `snake_case` says. */
const NAMES: Readonly<Record<string, string>> = {
  signInByEmailPassCode: "sign_in_by_email_passcode",
  signInByPhonePassCode: "sign_in_by_phone_passcode",
  signUpByEmailCode: "sign_up_by_email_passcode",
  signUpByPhoneCode: "sign_up_by_phone_passcode",
  signInByLDAP: "sign_in_by_ldap",
  signInByAD: "sign_in_by_ad",
  sAMAccountName: "sAMAccountName",
  extIdpConnidentifier: "ext_idp_connidentifier",
};

const snake = (name: string): string =>
  NAMES[name] ?? name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const snaked = (input: object): object =>
  Object.fromEntries(Object.entries(input).map(([name, value]) => [snake(name), value]));

/**
 * `authing` of PyPI, whose management client retrieves a token (AUTHING.md, "Auth B"). The package
 * does not say that it needs `requests` and `websockets`.
 * @returns `undefined`, having said so, where it can't be had
 */
export async function python(): Promise<Vendor | undefined> {
  const besides = ["requests", "websockets"];
  const file = await pythonWith({ name: "authing", version: "5.1.0", besides });
  if (file === undefined) return undefined;
  const child = spawn(file, [join(__dirname, "call.py")], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (asked: object): Promise<unknown> => {
    child.stdin.write(`${JSON.stringify(asked)}\n`);
    const line = await lines.next();
    const told = JSON.parse(String(line.value)) as { answer?: unknown; error?: string };
    if (told.error !== undefined) throw new Error(told.error);
    return told.answer;
  };
  const make = async (kind: string, options: object): Promise<VendorClient> => {
    const client = await ask({ make: kind, arguments: snaked(options) });
    return {
      call: (method, input = {}) =>
        ask({ client, method: snake(method), arguments: snaked(input) }),
    };
  };
  return {
    authentication: ({ app }: EmbeddedPool, options = {}) =>
      make("authentication", { ...app, ...options }),
    management: ({ server: { url: host, accessKeyId, accessKeySecret } }: EmbeddedPool) =>
      make("management", { host, accessKeyId, accessKeySecret }),
    async close() {
      child.stdin.end();
      if (child.exitCode === null) await once(child, "exit");
    },
  };
}
