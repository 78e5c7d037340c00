import { ManagementClient } from "authing-node-sdk";
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openAuthing } from "../../emulator/authing/start";
import { open } from "../../emulator/start";
import { type Database } from "../../emulator/storage/database";
import { login, send } from "./client";
import { type Command, runServer } from "./command";

/** How one system takes what is written until the kill. */
interface System {
  args: string[];
  /** Connects to a server that was just started. */
  connect(url: string, round: string): Promise<Writer>;
  /** Opens the file in this process. */
  open(data: string): Promise<{ db: Database; close: () => Promise<void> }>;
  /** Who is in which department, by name. */
  people: string;
  /** What would point at nothing. */
  dangling: string[];
}

interface Writer {
  /** Makes a department, and a person in it; throws where that was not answered with success. */
  hire(name: string): Promise<void>;
}

const ADMIN = "admin";
const SECRET = "s".repeat(32);

const arkid: System = {
  args: [`--admin-password=${ADMIN}`],
  async connect(url, round) {
    const token = await login(url, "admin", ADMIN);
    const must = async (path: string, body: unknown) => {
      const answer = await send(url, "POST", path, body, token);
      assert.equal(answer.status, 201);
      return answer.body;
    };
    const root = `d_${String((await must("org/", { name: `公司 ${round}` }))["dept_uid"])}`;
    return {
      async hire(name) {
        await must(`node/${root}/node/`, { name, uid: name });
        await must("user/", { user: { username: name }, node_uids: [`d_${name}`] });
      },
    };
  },
  open: (data) => open({ data }),
  people: `SELECT username AS name, COUNT(nodes.pk) AS departments FROM users
    LEFT JOIN node_members ON user_id = users.id LEFT JOIN nodes ON pk = node
    WHERE username <> 'admin' GROUP BY users.id`,
  dangling: [
    "SELECT * FROM node_members WHERE node NOT IN (SELECT pk FROM nodes)",
    "SELECT * FROM node_members WHERE user_id NOT IN (SELECT id FROM users)",
    "SELECT * FROM org_members WHERE user_id NOT IN (SELECT id FROM users)",
    "SELECT * FROM nodes WHERE parent NOT IN (SELECT pk FROM nodes)",
    "SELECT * FROM orgs WHERE dept_uid NOT IN (SELECT uid FROM nodes)",
    "SELECT * FROM grants WHERE perm_id NOT IN (SELECT id FROM perms)",
  ],
};

const authing: System = {
  args: ["--api=authing", "--access-key-id=key", `--access-key-secret=${SECRET}`],
  async connect(host, round) {
    const client = new ManagementClient({ host, accessKeyId: "key", accessKeySecret: SECRET });
    const must = async <T>(call: Promise<{ statusCode: number; data: T }>) => {
      const { statusCode, data } = await call;
      assert.equal(statusCode, 200);
      return data;
    };
    const organizationCode = `acme-${round}`;
    await must(
      client.createOrganization({ organizationCode, organizationName: "公司", metadata: {} }),
    );
    return {
      async hire(name) {
        const parentDepartmentId = "root";
        const { departmentId } = await must(
          client.createDepartment({ organizationCode, name, parentDepartmentId, metadata: {} }),
        );
        await must(client.createUser({ username: name, departmentIds: [departmentId] }));
      },
    };
  },
  open: (data) => openAuthing({ api: "authing", data }),
  people: `SELECT username AS name, COUNT(departments.id) AS departments FROM users
    LEFT JOIN department_members ON user = users.id LEFT JOIN departments
    ON departments.id = department GROUP BY users.id`,
  dangling: [
    "SELECT * FROM department_members WHERE department NOT IN (SELECT id FROM departments)",
    "SELECT * FROM department_members WHERE user NOT IN (SELECT id FROM users)",
    "SELECT * FROM departments WHERE parent NOT IN (SELECT id FROM departments)",
    "SELECT * FROM organizations WHERE root NOT IN (SELECT id FROM departments)",
  ],
};

/** Where each round is killed: after so many answers. From the seed alone, so it can be repeated. */
const killPoints = (seed: number): number[] => [20 + (seed % 41), 20 + ((seed * 7919) % 97)];

const SEED = Number(process.env["PROPERTY_SEED"]);

describe("kill -9 of a server while many write", function () {
  this.timeout(30_000);
  let folder: string;
  let command: Command | undefined;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "identity-kill-"))));
  afterEach(async () => {
    command?.child.kill("SIGKILL");
    await command?.ended;
    rmSync(folder, { recursive: true, force: true });
  });

  /** Eight write at once until so many were answered; the server dies at that very moment. */
  async function writeUntilKill(system: System, data: string, round: number, point: number) {
    const running = (command = runServer("--port=0", `--data=${data}`, ...system.args));
    const writer = await system.connect(await running.url, String(round));
    const answered: string[] = [];
    const workers = Array.from({ length: 8 }, async (_, worker) => {
      for (let index = worker; ; index += 8) {
        const name = `round${round}n${index}`;
        await writer.hire(name);
        if (answered.push(name) === point) running.child.kill("SIGKILL");
      }
    });
    const ends: PromiseSettledResult<void>[] = await Promise.allSettled(workers);
    const reasons = ends.map((end) => end.status === "rejected" && String(end.reason));
    assert.ok(answered.length >= point, `they ended before the kill: ${reasons.join("; ")}`);
    assert.equal(await running.ended, "SIGKILL");
    return answered;
  }

  for (const [name, system] of Object.entries({ arkid, authing })) {
    it(`loses nothing that was answered, and leaves no half: ${name}`, async () => {
      const data = join(folder, "data.db");
      const answered: string[] = [];
      for (const [round, point] of killPoints(SEED).entries()) {
        answered.push(...(await writeUntilKill(system, data, round, point)));
      }
      const { db, close } = await system.open(data);
      const people = db.all<{ name: string; departments: number }>(system.people);
      const names = new Set(people.map((person) => person.name));
      const found = {
        lost: answered.filter((each) => !names.has(each)),
        half: people.filter(({ departments }) => departments !== 1),
        dangling: system.dangling.flatMap((sql) => db.all(sql)),
        soundness: db.get<{ integrity_check: string }>("PRAGMA integrity_check")?.integrity_check,
      };
      await close();
      assert.deepEqual(found, { lost: [], half: [], dangling: [], soundness: "ok" });
    });
  }
});
