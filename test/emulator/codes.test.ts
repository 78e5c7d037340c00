import assert from "node:assert/strict";
import { TestServer } from "./client";

describe("codes by SMS", () => {
  const MOBILE = "13911110002";
  let server: TestServer;
  let lines: string[];
  beforeEach(async () => {
    lines = [];
    server = await TestServer.start({ log: (line) => lines.push(line) });
  });
  afterEach(() => server.close());

  const letMobilesIn = () =>
    server.send("PATCH", "config/", { account_config: { allow_mobile: true } });

  /** Asks for a code, reads it in the server's log, and buys a ticket with it. */
  async function ticket(subject: string, body: unknown): Promise<string> {
    assert.equal((await server.send("POST", `service/sms/${subject}/`, body, "")).status, 201);
    const code = /: (\d{6})$/.exec(lines.at(-1) ?? "")?.[1] ?? "";
    const path = `service/sms/${subject}/?mobile=${MOBILE}&code=${code}`;
    const bought = await server.send("GET", path, undefined, "");
    assert.equal((await server.send("GET", path, undefined, "")).status, 400, "a code works once");
    return String(bought.body["sms_token"]);
  }

  it("are unsupported until an administrator allows them", async () => {
    const { body } = await server.send("POST", "service/sms/register/", { mobile: MOBILE }, "");
    assert.deepEqual(body, { mobile: ["unsupported"] });
  });

  it("register a newcomer, log them in and reset their password", async () => {
    await letMobilesIn();
    const first = { username: "newbie", password: "pw123456" };
    const sms_token = await ticket("register", { mobile: MOBILE });
    const made = await server.send("POST", "ucenter/register/", { ...first, sms_token }, "");
    assert.deepEqual([made.status, made.body["mobile"]], [201, MOBILE]);

    const login = { mobile: MOBILE, sms_token: await ticket("login", { mobile: MOBILE }) };
    assert.equal((await server.send("POST", "ucenter/login/", login, "")).status, 200);
    assert.equal((await server.send("POST", "ucenter/login/", login, "")).status, 400);

    const reset = await ticket("reset_password", { mobile: MOBILE, username: "newbie" });
    const changed = { sms_token: reset, new_password: "another1" };
    assert.equal((await server.send("PUT", "ucenter/password/", changed, "")).status, 200);
    const again = { username: "newbie", password: "another1" };
    assert.equal((await server.send("POST", "ucenter/login/", again, "")).status, 200);
  });

  it("leave no secret in the log of the API", async () => {
    await server.user("secretive");
    const { body } = await server.send("GET", "log/");
    const [entry] = body["results"] as { uuid: string }[];
    const detail = await server.send("GET", `log/${entry?.uuid}/`);
    assert.match(String(detail.body["detail"]), /"password":"\*\*\*"/);
  });
});
