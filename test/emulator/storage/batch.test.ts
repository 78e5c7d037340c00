import assert from "node:assert/strict";
import { Batch } from "../../../emulator/storage/batch";
import { Database } from "../../../emulator/storage/database";

describe("a batch of requests", () => {
  let db: Database;
  let batch: Batch;
  beforeEach(() => {
    db = Database.open(":memory:");
    db.exec(`PRAGMA foreign_keys = ON; CREATE TABLE notes (text TEXT, parent INTEGER
      REFERENCES parents DEFERRABLE INITIALLY DEFERRED); CREATE TABLE parents (id INTEGER PRIMARY KEY)`);
    batch = new Batch(db);
  });
  afterEach(() => db.close());

  const write = (text: string, parent: number | null = null) =>
    batch.run(() => db.run("INSERT INTO notes VALUES (?, ?)", text, parent));
  const kept = () => db.all<{ text: string }>("SELECT text FROM notes").map(({ text }) => text);
  /** Runs in one turn of the event loop, so in one batch where none fails. */
  const outcomes = async (...writes: Promise<unknown>[]) =>
    (await Promise.allSettled(writes)).map(({ status }) => status);

  /** SQLite's own full disk: the file may not grow. */
  const fill = () => {
    const { page_count: pages } = db.get<{ page_count: number }>("PRAGMA page_count") ?? {};
    db.get(`PRAGMA max_page_count = ${pages}`);
  };

  it("tells everybody in it of a full disk, and goes on with the next", async () => {
    fill();
    const told = await outcomes(write("before"), write("x".repeat(100_000)), write("after"));
    assert.deepEqual(told, ["rejected", "rejected", "fulfilled"]);
    assert.deepEqual(kept(), ["after"]);
    await assert.rejects(write("x".repeat(100_000)), /disk is full/);
    db.get("PRAGMA max_page_count = 100000");
    await write("x".repeat(100_000));
    assert.equal(kept().length, 2);
  });

  it("keeps nothing of a request that goes on after the full disk", async () => {
    fill();
    const stubborn = batch.run(() => {
      try {
        db.run("INSERT INTO notes (text) VALUES (?)", "x".repeat(100_000));
      } catch {
        throw new Error("something else");
      }
    });
    await assert.rejects(stubborn, /something else/);
    assert.deepEqual(await outcomes(write("next")), ["fulfilled"]);
    assert.deepEqual(kept(), ["next"]);
  });

  it("tells everybody in it of a commit that fails, and undoes it", async () => {
    assert.deepEqual(await outcomes(write("good"), write("bad", 1)), ["rejected", "rejected"]);
    assert.equal(db.inTransaction, false);
    assert.deepEqual(await outcomes(write("next")), ["fulfilled"]);
    assert.deepEqual(kept(), ["next"]);
  });

  it("undoes one request without the others where the database is sound", async () => {
    const refused = batch.run(() => {
      db.run("INSERT INTO notes (text) VALUES ('half')");
      throw new Error("refused");
    });
    assert.deepEqual(await outcomes(write("a"), refused, write("b")), [
      ...["fulfilled", "rejected", "fulfilled"],
    ]);
    assert.deepEqual(kept(), ["a", "b"]);
  });

  it("says of a start on a full disk that the disk is full", async () => {
    fill();
    const start = db.transaction(() =>
      Promise.resolve(db.run("INSERT INTO notes (text) VALUES (?)", "x".repeat(100_000))),
    );
    await assert.rejects(start, /disk is full/);
  });
});
