import assert from "node:assert/strict";
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { randomUUID } from "node:crypto";
import { dirname, join } from "node:path";
import { CHECKOUT } from "../../../scripts/lib/engine/checkout";
import { startServer, type RunningServer } from "../../../emulator";
import { MARK, running } from "../../engine/support/processes";

describe("npm start", function () {
  this.timeout(600_000);
  const mark = randomUUID();
  let copy: string;

  before(() => (copy = copyOfCheckout()));
  after(() => rmSync(copy, { recursive: true, force: true }));
  afterEach(() => assert.deepEqual(running(mark), [], "something is left running"));

  it("leaves nothing running after a kill -9 in the middle of an up, and goes on from there", async () => {
    const start = npmStart(copy, mark);
    await start.until("NodeMembers");
    start.kill("SIGKILL");
    await until(() => running(mark).length === 0);
    const again = await npmStart(copy, mark).end;
    assert.equal(again.code, 0, again.output);
    assert.match(again.output, /clearing the lock of a run that is gone|86 unchanged|created/);
  });

  it("has made every object once", async () => {
    const server = await serverOf(copy);
    const there = await whatIsThere(server.url, passwordOf(copy)).finally(() => server.close());
    const { usernames, departments, orgs } = there;
    assert.equal(orgs, 1);
    assert.equal(usernames.length, 25);
    assert.equal(new Set(usernames).size, 25);
    assert.equal(departments.length, 14);
  });

  it("keeps its data, state and secrets from other users", () => {
    assert.deepEqual(openToOthers(join(copy, ".local")), []);
  });

  it("goes on from a state open to all, whose metadata a kill has left empty", async () => {
    const state = filesBelow(join(copy, ".local/state"));
    for (const file of state) chmodSync(file, 0o644);
    const stack = state.find((file) => file.endsWith("/dev.json"));
    assert.ok(stack);
    writeFileSync(`${stack}.attrs`, "");
    const { code, output } = await npmStart(copy, mark).end;
    assert.equal(code, 0, output);
    assert.deepEqual(openToOthers(join(copy, ".local")), []);
  });

  it("changes nothing when run again, and shows no password", async () => {
    const { code, output } = await npmStart(copy, mark).end;
    assert.equal(code, 0, output);
    // The preview of the up, the up, and the second preview.
    assert.equal(output.match(/86 unchanged/g)?.length, 3, output);
    assert.doesNotMatch(output, /building|installing|created/);
    assert.match(output, /上海分公司 {2}王选/);
    assert.ok(!output.includes(passwordOf(copy)));
  });

  it("stops at Ctrl-C, leaves nothing running, and goes on from there", async () => {
    rmSync(join(copy, ".local/state"), { recursive: true });
    rmSync(join(copy, ".local/identity.db"));
    const start = npmStart(copy, mark);
    await start.until("identity:User");
    start.interrupt();
    const { code, output } = await start.end;
    assert.notEqual(code, 0);
    assert.match(output, /"npm start" goes on from here/);
    const again = await npmStart(copy, mark).end;
    assert.equal(again.code, 0, again.output);
    assert.match(again.output, /86 unchanged/);
    assert.ok(!`${output}${again.output}`.includes(passwordOf(copy)));
  });
});

/** What git has, in a folder of its own, with the installed modules: a fresh clone after `npm ci`. */
function copyOfCheckout(): string {
  const parent = join(CHECKOUT, ".local/test/scratch");
  mkdirSync(parent, { recursive: true });
  const copy = mkdtempSync(join(parent, "clone-"));
  const list = execFileSync(
    "git",
    ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
    {
      cwd: CHECKOUT,
      encoding: "utf8",
    },
  );
  for (const file of list
    .split("\0")
    .filter((name) => name !== "" && existsSync(join(CHECKOUT, name)))) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(CHECKOUT, file), join(copy, file));
  }
  symlinkSync(join(CHECKOUT, "node_modules"), join(copy, "node_modules"));
  return copy;
}

interface Start {
  readonly end: Promise<{ code: number | null; output: string }>;
  /** Waits until it has printed something. */
  until(text: string): Promise<void>;
  /** As Ctrl-C in a terminal: to the whole foreground group. */
  interrupt(): void;
  kill(signal: NodeJS.Signals): void;
}

function npmStart(cwd: string, mark: string): Start {
  const env = { ...process.env, [MARK]: mark, NO_COLOR: "1", FORCE_COLOR: undefined };
  const child: ChildProcess = spawn("npm", ["start"], {
    ...{ cwd, env, detached: true },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const collect = (chunk: Buffer) => (output += chunk.toString());
  child.stdout?.on("data", collect);
  child.stderr?.on("data", collect);
  let ended = false;
  const end = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.on("close", (code) => {
      ended = true;
      resolve({ code, output });
    });
  });
  return {
    end,
    until: (text) =>
      until(() => {
        assert.ok(!ended, `it ended before it printed "${text}":\n${output}`);
        return output.includes(text);
      }),
    interrupt: () => process.kill(-(child.pid ?? 0), "SIGINT"),
    kill: (signal) => child.kill(signal),
  };
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 4800; tries++) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("waited four minutes for nothing");
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** What others than the owner may read or enter, of what holds data; the folder itself closes the rest. */
function openToOthers(local: string): string[] {
  const isOpen = (path: string) => (statSync(path).mode & 0o077) !== 0;
  const data = ["passphrase", "admin-password", "identity.db"].map((name) => join(local, name));
  const state = ["state", "config"].flatMap((name) => filesBelow(join(local, name)));
  return [local, join(local, "state"), join(local, "config"), ...data, ...state].filter(isOpen);
}

const passwordOf = (copy: string) =>
  readFileSync(join(copy, ".local/admin-password"), "utf8").trim();

const serverOf = (copy: string): Promise<RunningServer> =>
  startServer({ data: join(copy, ".local/identity.db") });

/** Read through HTTP, not through the provider. */
async function whatIsThere(url: string, password: string) {
  const ask = async <T>(path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${url}/siteapi/v1/${path}`, init);
    return (await answer.json()) as T;
  };
  const { token } = await ask<{ token: string }>("ucenter/login/", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ username: "admin", password }),
  });
  const headers = { authorization: `Token ${token}` };
  const orgs = await ask<{ dept_uid: string }[]>("org/", { headers });
  const users = await ask<{ results: { user: { username: string } }[] }>("user/?page_size=100", {
    headers,
  });
  const tree = await ask<Tree>(`node/d_${orgs[0]?.dept_uid}/tree/`, { headers });
  const below = (t: Tree): string[] => t.nodes.flatMap((node) => [node.info.name, ...below(node)]);
  const usernames = users.results.map(({ user }) => user.username);
  return { orgs: orgs.length, usernames, departments: below(tree) };
}

interface Tree {
  readonly info: { readonly name: string };
  readonly nodes: Tree[];
}
