import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database } from "../../../emulator/storage/database";
import { TestPool } from "../authing/pool";
import { TestServer } from "../client";

/** A server of either kind, seen as a list of names that takes more. */
interface Subject {
  db: Database;
  /** The status that says of a name that it is kept. */
  added: number;
  add(name: string): Promise<number>;
  list(): Promise<{ status: number; names: string[] }>;
  close(): Promise<void>;
}

async function arkid(data: string): Promise<Subject> {
  const server = await TestServer.start({ data });
  return {
    db: server.server.db,
    added: 201,
    add: async (name) => (await server.send("POST", "org/", { name })).status,
    list: async () => {
      const { status, body } = await server.send("GET", "org/");
      return { status, names: (body as unknown as { name: string }[]).map((org) => org.name) };
    },
    close: () => server.close(),
  };
}

async function authing(data: string): Promise<Subject> {
  const pool = await TestPool.start({ data });
  // One for all: a request for a new one could fail with the writes beside it.
  const headers = { authorization: `Bearer ${await pool.token()}` };
  return {
    db: pool.server.db,
    added: 200,
    add: async (name) => {
      const body = {
        organizationCode: name,
        organizationName: "公司",
        description: "x".repeat(99),
      };
      return (await pool.send("POST", "create-organization", { body, headers })).statusCode;
    },
    list: async () => {
      const names: string[] = [];
      for (let page = 1; ; page++) {
        const { statusCode: status, data } = await pool.send(
          "GET",
          `list-organizations?limit=50&page=${page}`,
          { headers },
        );
        const list = (data?.["list"] ?? []) as { organizationCode: string }[];
        if (list.length === 0) return { status, names };
        names.push(...list.map((each) => each.organizationCode));
      }
    },
    close: () => pool.close(),
  };
}

interface Soundness {
  integrity_check: string;
}

const pagesOf = (db: Database): number =>
  db.get<{ page_count: number }>("PRAGMA page_count")?.page_count ?? 0;

/** The disk is full where the file would grow beyond so many pages: SQLite's own SQLITE_FULL. */
const limit = (db: Database, pages: number) => void db.get(`PRAGMA max_page_count = ${pages}`);

describe("a full disk", function () {
  this.timeout(30_000);
  let folder: string;
  let running: Subject | undefined;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "identity-full-"))));
  afterEach(async () => {
    await running?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const [system, start] of Object.entries({ arkid, authing })) {
    it(`fails writes, keeps what was answered and ends no server: ${system}`, async () => {
      const data = join(folder, "data.db");
      const subject = (running = await start(data));
      const told = new Map<string, number>();
      const kept = () =>
        [...told].flatMap(([name, status]) => (status === subject.added ? [name] : [])).sort();
      const addMany = async (round: number) => {
        const names = Array.from({ length: 24 }, (_, index) => `org-${round}-${index}`);
        await Promise.all(names.map(async (name) => told.set(name, await subject.add(name))));
      };

      limit(subject.db, pagesOf(subject.db) + 4);
      for (let round = 0; kept().length === told.size; round++) await addMany(round);
      await addMany(99);
      assert.deepEqual([...new Set(told.values())].sort(), [subject.added, 500]);
      const during = await subject.list();
      assert.deepEqual([during.status, during.names.sort()], [200, kept()]);

      limit(subject.db, 100_000);
      told.set("space", await subject.add("space"));
      assert.equal(told.get("space"), subject.added);
      await subject.close();
      running = await start(data);
      assert.deepEqual((await running.list()).names.sort(), kept());
      assert.equal(running.db.get<Soundness>("PRAGMA integrity_check")?.integrity_check, "ok");
    });
  }
});
