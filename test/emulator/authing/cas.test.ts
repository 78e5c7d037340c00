import assert from "node:assert/strict";
import { CALLBACK, EmbeddedPool } from "../../sdk/authing/embedded-pool";

describe("tickets of CAS", () => {
  let pool: EmbeddedPool;
  let page: string;
  before(async () => {
    pool = await EmbeddedPool.start();
    page = `${pool.app.appHost}/cas-idp/${pool.app.appId}`;
  });
  after(() => pool.close());

  const login = (service: string) => `${page}?service=${encodeURIComponent(service)}`;
  const ticket = async (username: string) =>
    (await pool.hosted(login(CALLBACK), username)).searchParams.get("ticket") ?? "";
  const ask = async (path: string, given: string, service = CALLBACK) => {
    const query = new URLSearchParams({ ticket: given, service });
    return (await fetch(`${page}/${path}?${query.toString()}`)).text();
  };

  it("are told of by two lines where CAS 1.0 asks", async () => {
    const { username, user } = await pool.person();
    const given = await ticket(username);
    assert.equal(await ask("validate", given), `yes\n${user.userId}\n`);
    assert.equal(await ask("validate", given), "no\n\n");
  });

  it("are XML by default where CAS 2.0 asks, with what is known of the user, escaped", async () => {
    const { username } = await pool.person({ name: "<阿达>" });
    const xml = await ask("serviceValidate", await ticket(username));
    assert.match(xml, /<cas:name>&#60;阿达&#62;<\/cas:name>/);
    assert.match(await ask("serviceValidate", "ST-1"), /<cas:authenticationFailure code="INVALID_/);
  });

  it("are good for the service only that they were made for", async () => {
    const { username } = await pool.person();
    const given = await ticket(username);
    assert.equal(await ask("validate", given, "https://evil.example/"), "no\n\n");
  });

  it("are given to nobody with a wrong password, and to no service that is not the app's", async () => {
    const body = new URLSearchParams({ account: "nobody", password: "wrong" });
    const answer = await fetch(login(CALLBACK), { method: "POST", body, redirect: "manual" });
    assert.equal(answer.status, 401);
    assert.match(await answer.text(), /role="alert">The account or password is wrong/);
    assert.equal((await fetch(login("https://evil.example/"))).status, 400);
  });
});
