import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { Forge, type Comment } from "./support/forge";

const SCRIPT = join(__dirname, "../../../examples/ci/comment.mjs");

const forges = {
  GitHub: {
    environment: (url: string) => ({
      ...{ GITHUB_API_URL: url, GITHUB_REPOSITORY: "acme/org", NUMBER: "7", GITHUB_TOKEN: "t" },
    }),
    by: (isBot: boolean) => ({ user: { type: isBot ? "Bot" : "User" } }),
    list: "/repos/acme/org/issues/7/comments",
    update: "PATCH /repos/acme/org/issues/comments/",
  },
  GitLab: {
    environment: (url: string) => ({
      ...{ GITLAB_CI: "true", CI_API_V4_URL: url, CI_PROJECT_ID: "3", GITLAB_TOKEN: "t" },
      CI_MERGE_REQUEST_IID: "7",
    }),
    by: (isBot: boolean) => ({ author: { username: isBot ? "project_3_bot_a1" : "ada" } }),
    list: "/projects/3/merge_requests/7/notes",
    update: "PUT /projects/3/merge_requests/7/notes/",
  },
} as const;

describe("the comment of a recipe", () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), "comment-"))));
  after(() => rmSync(folder, { recursive: true }));

  for (const [name, { environment, by, list, update }] of Object.entries(forges)) {
    describe(`on ${name}`, () => {
      let forge: Forge;
      let env: NodeJS.ProcessEnv;
      const others = (count: number, body = "LGTM"): Comment[] =>
        Array.from({ length: count }, (_, id) => ({ id, body, ...by(id % 2 === 0) }));

      beforeEach(async () => {
        forge = new Forge(others(250), (id, body) => ({ id, body, ...by(true) }));
        env = { PATH: process.env.PATH, ...environment(await forge.listen()) };
      });
      afterEach(() => forge.close());

      async function comment(markdown: string, mark = "plan prod") {
        const file = join(folder, "plan.md");
        writeFileSync(file, markdown);
        const child = spawn(process.execPath, [SCRIPT, file, mark], { env });
        const [said, code] = await Promise.all([
          text(child.stderr),
          new Promise<number | null>((done) => child.on("close", done)),
        ]);
        return { said, code };
      }

      it("is one, kept up to date behind any number of others", async () => {
        assert.equal((await comment("## ✅ 研发部\n")).code, 0);
        assert.equal((await comment("## ❌ <b>|\n")).code, 0);
        const made = forge.comments.slice(250);
        assert.deepEqual(
          made.map(({ body }) => body),
          ["<!-- pulumi-identity: plan prod -->\n## ❌ <b>|\n"],
        );
        assert.ok(forge.calls.includes(`POST ${list}`));
        assert.equal(forge.calls.at(-1), `${update}${made[0]?.id}`);
      });

      it("leaves the comments of other stacks and of people alone", async () => {
        await comment("one", "plan prod");
        await comment("two", "plan staging");
        const person = { id: 9, body: "<!-- pulumi-identity: plan test -->\nmine", ...by(false) };
        forge.comments.push(person);
        await comment("three", "plan test");
        assert.equal(forge.comments.length, 254);
        assert.match(person.body, /mine$/);
      });

      it("fails in the forge's words where it may not write", async () => {
        forge.status = 403;
        const { code, said } = await comment("one");
        assert.equal(code, 1);
        assert.match(said, /^GET http.* answered 403: \{"message":"no"\}\n$/);
      });
    });
  }
});
