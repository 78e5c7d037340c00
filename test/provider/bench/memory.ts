import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { IdentityServer } from "../../engine/support/identity-server";
import { workshop } from "../../engine/support/workshop";

/** Runs in a process of its own, with all that the engine's process of a provider loads. */
const program = `
  require("@pulumi/pulumi/dynamic");
  require("@grpc/grpc-js");
  const root = require("node:path").dirname(require.resolve("pulumi-identity"));
  const { readConfiguration } = require(root + "/run/settings.js");
  const { sessions } = require(root + "/sessions.js");
  const { backend } = sessions.of(readConfiguration({}));
  backend.snapshot("tenant", ["users"]).then((snapshot) => {
    const { rss } = process.memoryUsage();
    const { maxRSS } = process.resourceUsage();
    console.log(JSON.stringify({ users: snapshot.users.size, now: rss / 2 ** 20, most: maxRSS / 2 ** 10 }));
  });
`;

/** What a provider's process takes that holds a snapshot of so many people. */
export async function memory(users: number): Promise<{ says: string }> {
  const folder = mkdtempSync(join(tmpdir(), "identity-bench-"));
  const seed = join(folder, "seed.json");
  writeFileSync(seed, JSON.stringify({ users: Array.from({ length: users }, person) }));
  const server = await IdentityServer.start({ seed });
  try {
    const { users: seen, now, most } = await snapshot(server, (await workshop()).consumer);
    return { says: `${seen} people: ${now.toFixed(0)} MB, at most ${most.toFixed(0)} MB` };
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
}

const person = (_: unknown, index: number) => ({
  username: `user${index}`,
  name: `第 ${index} Person`,
  email: `user${index}@acme.example`,
});

async function snapshot({ url, password }: IdentityServer, cwd: string) {
  const env = { IDENTITY_URL: url, IDENTITY_USERNAME: "admin", IDENTITY_PASSWORD: password };
  const child = spawn(process.execPath, ["--eval", program], {
    ...{ cwd, env: { ...process.env, ...env } },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  await once(child, "close");
  return JSON.parse(printed) as { users: number; now: number; most: number };
}
