import assert from "node:assert/strict";
import fc from "fast-check";
import {
  ConfigurationError,
  MissingRightError,
  NotFoundError,
  UnavailableError,
  UnexpectedResponseError,
} from "../../../../provider/backends/errors";
import { UNLISTABLE, type Listing } from "../../../../provider/backends/listing";
import { BatchedCollection } from "../../../../provider/backends/kit/batched-collection";

/** A server with one collection, which counts what it is asked. */
class Server {
  readonly held = new Map<string, number>();
  requests = 0;
  lists = 0;
  /** Happens while a listing is on its way, after it was made. */
  meanwhile: () => Promise<void> = () => Promise.resolve();

  constructor(
    size: number,
    readonly price: number,
  ) {
    for (let i = 0; i < size; i++) this.held.set(`${i}`, 0);
  }

  readonly list = async (budget: number): Promise<Listing<number>> => {
    if (this.price > budget) {
      this.requests += 1;
      return Promise.resolve({ price: this.price });
    }
    this.lists += 1;
    this.requests += this.price;
    const made = new Map(this.held);
    await this.meanwhile();
    return made;
  };

  readonly ask = (id: string) => (): Promise<number> => {
    this.requests += 1;
    const found = this.held.get(id);
    if (found === undefined) return Promise.reject(new NotFoundError(`${id} is not there`));
    return Promise.resolve(found);
  };

  write(id: string): void {
    this.held.set(id, (this.held.get(id) ?? 0) + 1);
  }
}

describe("a batched collection", () => {
  const read = (batched: BatchedCollection<number>, server: Server, id: string) =>
    batched.get(id, server.ask(id));
  /** Reads until there is a listing. */
  async function bought(server: Server): Promise<BatchedCollection<number>> {
    const batched = new BatchedCollection(server.list);
    for (let i = 0; server.lists === 0; i++) await read(batched, server, `${i}`);
    return batched;
  }

  it("asks for few by themselves, and never for a price", async () => {
    const server = new Server(50_000, 500);
    const batched = new BatchedCollection(server.list);
    for (const id of ["1", "2"]) await read(batched, server, id);
    assert.equal(server.requests, 2);
  });

  it("reads two, asks the price and goes on by itself while that is dearer", async () => {
    const server = new Server(50_000, 500);
    const batched = new BatchedCollection(server.list);
    for (let i = 0; i < 100; i++) await read(batched, server, `${i}`);
    assert.deepEqual([server.requests, server.lists], [101, 0]);
  });

  it("lists once for all who come at the same time", async () => {
    const server = new Server(300, 3);
    const batched = new BatchedCollection(server.list);
    const reads = [...server.held.keys()].map((id) => read(batched, server, id));
    assert.equal((await Promise.all(reads)).length, 300);
    assert.deepEqual([server.lists, server.requests], [1, 5]);
  });

  it("never lists what can't be listed", async () => {
    const server = new Server(100, 1);
    const batched = new BatchedCollection<number>(() => Promise.resolve(UNLISTABLE));
    for (const id of server.held.keys()) await read(batched, server, id);
    assert.equal(server.requests, 100);
  });

  it("asks for what the listing lacks before it is gone, each of them", async () => {
    const server = new Server(100, 3);
    const batched = await bought(server);
    const before = server.requests;
    server.held.clear();
    for (let i = 200; i < 240; i++) {
      await assert.rejects(read(batched, server, `${i}`), NotFoundError);
    }
    assert.equal(server.requests - before, 40);
  });

  it("finds what came to be between the listing and the question", async () => {
    const server = new Server(100, 3);
    const batched = await bought(server);
    server.write("new");
    assert.equal(await read(batched, server, "new"), 1);
  });

  it("does not answer from a listing what was written while that was on its way", async () => {
    const server = new Server(100, 3);
    const batched = new BatchedCollection(server.list);
    server.meanwhile = () => {
      server.write("5");
      batched.touch("5");
      return Promise.resolve();
    };
    for (const id of ["1", "2", "3"]) await read(batched, server, id);
    assert.equal(server.lists, 1);
    assert.equal(await read(batched, server, "5"), 1);
  });

  it("forgets a listing that is on its way", async () => {
    const server = new Server(100, 3);
    const batched = new BatchedCollection(server.list);
    server.meanwhile = () => {
      batched.forget();
      return Promise.resolve();
    };
    for (const id of ["1", "2", "3"]) await read(batched, server, id);
    server.write("5");
    assert.equal(await read(batched, server, "5"), 1);
  });

  it("believes no listing that failed, and falls back to answers and errors of single reads", async () => {
    const server = new Server(100, 3);
    let tries = 0;
    const batched = new BatchedCollection<number>(() => {
      tries += 1;
      return Promise.reject(new UnavailableError("lost half way"));
    });
    for (const id of server.held.keys()) assert.equal(await read(batched, server, id), 0);
    await assert.rejects(read(batched, server, "none"), NotFoundError);
    assert.ok(tries <= 6, `each try is earned twice over: ${tries}`);
    assert.equal(server.requests, 101);
  });

  it("goes on by single reads where the caller may not list", async () => {
    const server = new Server(100, 3);
    const list = () => Promise.reject(new MissingRightError("may not list"));
    const batched = new BatchedCollection<number>(list);
    for (const id of server.held.keys()) assert.equal(await read(batched, server, id), 0);
  });

  for (const error of [
    new ConfigurationError("refused the token"),
    new UnexpectedResponseError("an answer of another kind"),
    new TypeError("row.name is undefined"),
  ]) {
    it(`fails as its listing does, with ${error.name}, whoever waits for it`, async () => {
      const server = new Server(100, 3);
      const batched = new BatchedCollection<number>(() => Promise.reject(error));
      for (const id of ["1", "2"]) assert.equal(await read(batched, server, id), 0);
      const waiting = ["3", "4", "5"].map((id) => read(batched, server, id));
      for (const one of await Promise.allSettled(waiting)) {
        assert.deepEqual(one, { status: "rejected", reason: error });
      }
      await assert.rejects(batched.lacks("6"), error);
      assert.equal(server.requests, 2);
    });
  }

  it("says that there is none only by a listing", async () => {
    const server = new Server(100, 3);
    const batched = new BatchedCollection(server.list);
    assert.equal(await batched.lacks("none"), false, "somebody must ask");
    const full = await bought(server);
    assert.deepEqual([await full.lacks("none"), await full.lacks("7")], [true, false]);
    full.touch("none");
    assert.equal(await full.lacks("none"), false);
  });

  it("knows of likes among what is listed and what was made since", async () => {
    const server = new Server(100, 3);
    const batched = await bought(server);
    assert.equal(await batched.lacksAny((state) => state === 9), true);
    batched.touch("made", 9);
    assert.equal(await batched.lacksAny((state) => state === 9), false);
    batched.touch("other");
    assert.equal(await batched.lacksAny((state) => state === 8), false, "who knows");
  });

  const id = fc.integer({ min: 0, max: 39 }).map(String);
  const step = fc.oneof(
    { weight: 8, arbitrary: fc.record({ read: fc.array(id, { minLength: 1, maxLength: 8 }) }) },
    { weight: 1, arbitrary: fc.record({ write: id }) },
    { weight: 1, arbitrary: fc.record({ remove: id }) },
  );

  it("answers as single reads do, whatever is read, written and removed", async () => {
    const steps = fc.array(step, { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 1, max: 12 }), async (life, price) => {
        const server = new Server(30, price);
        const batched = new BatchedCollection(server.list);
        for (const one of life) {
          if ("read" in one) {
            const answers = await Promise.allSettled(
              one.read.map((which) => read(batched, server, which)),
            );
            const seen = answers.map((answer) => "value" in answer && answer.value);
            assert.deepEqual(
              seen,
              one.read.map((which) => server.held.get(which) ?? false),
            );
          } else if ("write" in one) {
            server.write(one.write);
            batched.touch(one.write);
          } else {
            server.held.delete(one.remove);
            batched.touch(one.remove);
          }
        }
      }),
    );
  });

  it("costs at most twice the cheaper of asking for each and listing after each write", async () => {
    const present = fc.integer({ min: 0, max: 29 }).map(String);
    const reading = fc.record({ read: fc.array(present, { minLength: 1, maxLength: 16 }) });
    const writing = fc.record({ write: present });
    const steps = fc.array(
      fc.oneof({ weight: 6, arbitrary: reading }, { weight: 1, arbitrary: writing }),
      { maxLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 1, max: 40 }), async (life, price) => {
        const server = new Server(30, price);
        const batched = new BatchedCollection(server.list);
        let [reads, writes] = [0, 0];
        for (const one of life) {
          if ("write" in one) {
            writes += 1;
            server.write(one.write);
            batched.touch(one.write);
            continue;
          }
          reads += one.read.length;
          await Promise.all(one.read.map((which) => read(batched, server, which)));
        }
        const cheaper = Math.min(reads, price * (writes + 1));
        assert.ok(server.requests <= 2 * cheaper + 2 * (writes + 1), `${server.requests}`);
      }),
    );
  });
});
