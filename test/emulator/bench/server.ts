import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { Client, type Run, run } from "./load";

/**
 * `npm run bench -- server`: the embedded server in a process of its own, on a file, over HTTP.
 * Prints one line a measurement, and the machine's facts.
 */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "identity-bench-"));
  const server = await start(join(folder, "data.sqlite"));
  try {
    const [cpu] = cpus();
    console.log(`${cpus().length} × ${cpu?.model ?? "?"}, Node ${process.version}`);
    await measure(await loggedIn(server.url), server.pid);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(client: Client, pid: number): Promise<void> {
  const org = JSON.parse((await client.send("POST", "org/", { name: "Bench" })).text) as {
    dept_uid: string;
  };
  const root = `d_${org.dept_uid}`;
  // A tree of 10,000 departments, each below the one a tenth of its number.
  const parent = (index: number) => (index < 10 ? root : `d_n${Math.floor(index / 10)}`);
  const create = (index: number) =>
    client.send("POST", `node/${parent(index)}/node/`, { name: `N${index}`, uid: `n${index}` });
  for (let index = 0; index < 100; index++) await create(index);
  report("node creates, concurrency 8", await run(4900, 8, (i) => create(100 + i)));
  report("node creates, concurrency 64", await run(5000, 64, (i) => create(5000 + i)));
  const user = (index: number) =>
    client.send("POST", "user/", { user: { username: `user${index}`, name: `U ${index}` } });
  report("user creates, concurrency 8", await run(5000, 8, user));
  const withPassword = (index: number) =>
    client.send("POST", "user/", { user: { username: `pass${index}`, password: "pw123456" } });
  report("user creates with a password", await run(200, 8, withPassword));
  const names = (node: number) =>
    Array.from({ length: 20 }, (_, index) => `user${(node * 20 + index) % 5000}`);
  report(
    "20 members to a node, 1,000 nodes",
    await run(1000, 8, (i) =>
      client.send("PATCH", `node/d_n${i}/user/`, { subject: "override", user_uids: names(i) }),
    ),
  );
  await trees(client, root);
  console.log(`memory of the server: ${(memoryOf(pid) / 1024).toFixed(0)} MB`);
  client.close();
}

async function trees(client: Client, root: string): Promise<void> {
  for (const query of ["", "?user_required=true"]) {
    const started = performance.now();
    const { text } = await client.send("GET", `node/${root}/tree/${query}`);
    const ms = performance.now() - started;
    const nodes = text.match(/"node_uid"/g)?.length ?? 0;
    console.log(`tree of ${nodes} nodes${query && ", with members"}: ${ms.toFixed(0)} ms`);
  }
}

function report(what: string, { requests, errors, perSecond, median, slowest }: Run): void {
  console.log(
    `${what}: ${perSecond.toFixed(0)}/s over ${requests}, ${errors} errors, ` +
      `median ${median.toFixed(1)} ms, slowest ${slowest.toFixed(0)} ms`,
  );
}

async function loggedIn(url: string): Promise<Client> {
  const client = new Client(url);
  const { text } = await client.send("POST", "ucenter/login/", {
    username: "admin",
    password: "admin",
  });
  return client.as((JSON.parse(text) as { token: string }).token);
}

/** Starts the command as a user would, and waits for its address. */
function start(data: string): Promise<{ url: string; pid: number; stop: () => Promise<void> }> {
  const main = join(__dirname, "../../../cli/main.ts");
  const args = [
    "--import=tsx",
    main,
    "server",
    "--port=0",
    "--admin-password=admin",
    "--data",
    data,
  ];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  return new Promise((resolve, reject) => {
    const stop = async () => {
      const ended = once(child, "exit");
      child.kill();
      await ended;
    };
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
    child.stdout.on("data", (chunk: Buffer) => {
      const url = /http:\/\/\S+/.exec(chunk.toString("utf8"))?.[0];
      if (url) resolve({ url, pid: child.pid ?? 0, stop });
    });
  });
}

/** Resident kilobytes, where the system tells. */
function memoryOf(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
