import assert from "node:assert/strict";
import { ArkIDClient, isApiError, tokenAuthorizer } from "../../../sdk";
import { wireOrg } from "../answers";
import { loopback, type Loopback } from "../loopback";

const org = wireOrg();

for (const fetch of [undefined, globalThis.fetch]) {
  describe(`a redirect by ${fetch ? "the platform's" : "node's"} fetch`, () => {
    let server: Loopback;
    /** Another origin: the same host on another port. */
    let other: Loopback;
    const client = () =>
      new ArkIDClient({
        ...{ url: server.url, authorizer: tokenAuthorizer("t0ken") },
        ...{ sleep: () => Promise.resolve(), ...(fetch && { fetch }) },
      });
    const redirectsTo = (location: string, status = 301) =>
      void (server.answer = ({ url }) =>
        url.startsWith("/moved/") ? { body: org } : { status, headers: { location } });
    const says = (pattern: RegExp) => (error: unknown) =>
      isApiError(error) && pattern.test(error.message);

    before(async () => {
      server = await loopback(() => ({ body: org }));
      other = await loopback(() => ({ body: org }));
    });
    after(() => Promise.all([server.close(), other.close()]));
    beforeEach(() => (server.met.length = other.met.length = 0));

    for (const status of [301, 302, 303, 307, 308]) {
      it(`of a read is followed within the origin after ${status}, with the token`, async () => {
        redirectsTo("/moved/", status);
        assert.equal((await client().org.get("o")).name, "Acme");
        assert.deepEqual(
          server.met.map(({ method, headers }) => [method, headers.authorization]),
          Array(2).fill(["GET", "Token t0ken"]),
        );
      });
    }

    it("may name the origin, and take the query along", async () => {
      redirectsTo(`${server.url}/moved/?page=2`);
      await client().get("user", { query: { page: 2 } });
      assert.equal(server.met[1]?.url, "/moved/?page=2");
    });

    it("to another port of the host is never followed, and named without its query", async () => {
      redirectsTo(`${other.url}/moved/?code=s3cret`);
      const error = says(new RegExp(`redirected to ${other.url}, which is not followed; correct`));
      await assert.rejects(client().org.get("o"), error);
      assert.deepEqual([server.met.length, other.met.length], [1, 0]);
    });

    for (const elsewhere of [
      "https://127.0.0.1",
      "//id.acme.example/",
      "ftp://127.0.0.1/",
      "http://[",
    ]) {
      it(`to ${elsewhere} is never followed`, async () => {
        redirectsTo(elsewhere);
        await assert.rejects(client().org.get("o"), says(/answered 301: redirected to /));
        assert.equal(server.met.length, 1);
      });
    }

    it("of a write is never followed: on its way it would become a read", async () => {
      for (const status of [301, 302, 303, 307, 308]) {
        redirectsTo("/moved/", status);
        const one = client();
        for (const write of [
          () => one.org.create({ name: "Acme" }),
          () => one.org.update("o", { name: "Acme" }),
          () => one.put("x"),
          () => one.org.delete("o"),
        ]) {
          await assert.rejects(write(), says(/which is not followed/));
        }
      }
      assert.deepEqual([...new Set(server.met.map(({ method }) => method))].toSorted(), [
        ...["DELETE", "PATCH", "POST", "PUT"],
      ]);
      assert.equal(server.met.length, 20);
    });

    it("that leads back is asked once around, and no second time", async () => {
      server.answer = ({ url }) => ({
        status: 302,
        headers: { location: url.endsWith("/moved/") ? "/siteapi/v1/org/o/" : "/moved/" },
      });
      await assert.rejects(client().org.get("o"), says(/redirected in a circle; correct the url/));
      assert.equal(server.met.length, 2);
    });

    it("that leads on and on is given up", async () => {
      server.answer = () => ({ status: 302, headers: { location: `/on/${server.met.length}/` } });
      await assert.rejects(client().org.get("o"), says(/redirected in a circle/));
      assert.equal(server.met.length, 6);
    });
  });
}
