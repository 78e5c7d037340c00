import assert from "node:assert/strict";
import { Database } from "../../../emulator/storage/database";
import { Table, integer, serial, text } from "../../../emulator/storage/table";

const NOTES = new Table(
  "notes",
  { id: serial, group: integer, title: text, remark: text.orNull, kept: integer.or(1) },
  { constraints: ["UNIQUE (title)"], indexes: ['INDEX notes_group ON notes ("group")'] },
);

describe("a table", () => {
  let db: Database;
  beforeEach(() => {
    db = Database.open(":memory:");
    db.exec(NOTES.ddl);
  });
  afterEach(() => db.close());

  it("is made with its columns, conditions and indexes", () => {
    assert.equal(
      NOTES.ddl,
      'CREATE TABLE notes ("id" INTEGER PRIMARY KEY AUTOINCREMENT, "group" INTEGER NOT NULL, ' +
        '"title" TEXT NOT NULL, "remark" TEXT, "kept" INTEGER NOT NULL DEFAULT 1, ' +
        'UNIQUE (title));\nCREATE INDEX notes_group ON notes ("group")',
    );
  });

  it("answers a new row with what nobody gave, and finds it by any value, nothing too", () => {
    const row = NOTES.add(db, { group: 2, title: "a" });
    const { id, group, title, remark, kept } = row;
    assert.deepEqual([id, group, title, remark, kept], [1, 2, "a", null, 1]);
    assert.equal(NOTES.find(db, { remark: null, kept: 1, title: "a" })?.id, 1);
    assert.equal(NOTES.find(db, { kept: 0 }), undefined);
  });

  it("changes, counts and removes the rows that hold some values", () => {
    for (const title of ["a", "b", "c"]) NOTES.insert(db, { group: title === "c" ? 3 : 2, title });
    NOTES.update(db, { group: 2 }, { remark: "x" });
    NOTES.update(db, { group: 2 }, {});
    assert.equal(NOTES.count(db, { remark: "x" }), 2);
    assert.equal(NOTES.change(db, { id: 3 }, { title: "d" }).title, "d");
    assert.equal(NOTES.remove(db, { group: 2 }), 2);
    assert.deepEqual(
      NOTES.list(db, {}, "id").map(({ title }) => title),
      ["d"],
    );
  });

  it("adds what it is given after it refused another row", () => {
    NOTES.add(db, { group: 1, title: "a" });
    assert.throws(() => NOTES.add(db, { group: 2, title: "a" }), /UNIQUE/);
    const { group, title } = NOTES.add(db, { group: 3, title: "b" });
    assert.deepEqual([group, title], [3, "b"]);
  });

  it("refuses the key of another row, passes it over or puts it in the other's place", () => {
    NOTES.insert(db, { group: 1, title: "a" });
    assert.throws(() => NOTES.insert(db, { group: 2, title: "a" }), /UNIQUE/);
    NOTES.insert(db, { group: 2, title: "a" }, "IGNORE");
    assert.equal(NOTES.find(db, { title: "a" })?.group, 1);
    NOTES.insert(db, { group: 2, title: "a" }, "REPLACE");
    assert.equal(NOTES.find(db, { title: "a" })?.group, 2);
  });
});
