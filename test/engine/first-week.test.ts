import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { CHECKOUT } from "../../scripts/lib/engine/checkout";
import { IdentityServer } from "./support/identity-server";
import { Project } from "./support/project";
import { scratchFolder, workshop } from "./support/workshop";

/** The org that the page begins with. */
const seed = {
  users: [
    { username: "adalovelace", name: "Ada Lovelace" },
    { username: "gracehopper", name: "Grace Hopper" },
  ],
  orgs: [
    {
      name: "Acme",
      departments: [
        {
          ...{ name: "Engineering", uid: "engineering" },
          children: [{ name: "Platform", uid: "platform", users: ["adalovelace", "gracehopper"] }],
        },
      ],
    },
  ],
};

interface Block {
  readonly language: string;
  readonly text: string;
}

/** The code of a day of docs/first-week.md. */
function blocksOf(day: string): Block[] {
  const page = readFileSync(join(CHECKOUT, "docs/first-week.md"), "utf8");
  const section = page.split(/^## /m).find((text) => text.startsWith(day)) ?? "";
  return [...section.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].map(([, language = "", text = ""]) => ({
    ...{ language, text },
  }));
}

/** What it says, as it says it: files are written, and commands run one by one. */
describe("the first week, as its page tells it", function () {
  this.timeout(290_000);
  let server: IdentityServer;
  let project: Project;

  before(async () => {
    const folder = scratchFolder("week-seed");
    writeFileSync(join(folder, "seed.json"), JSON.stringify(seed));
    server = await IdentityServer.start({ seed: join(folder, "seed.json") });
    rmSync(folder, { recursive: true });
    project = new Project(await workshop(), "week", { main: "index.js" });
    await project.configure(server.settings);
  });
  after(async () => {
    project?.remove();
    await server?.close();
  });

  /** @returns how each command of the day ended, and what it printed */
  const live = async (day: string) => {
    const ended: { command: string; code: number | null; output: string }[] = [];
    for (const { language, text } of blocksOf(day)) {
      if (language === "sh") {
        for (const command of text.trim().split("\n")) {
          const outcome = await project.shell(command);
          if (command.startsWith("sed")) compile();
          ended.push({ command, ...outcome });
        }
      } else {
        const [, file = ""] = /^(?:\/\/|#) (\S+)\n/.exec(text) ?? [];
        project.write(file, text);
        compile();
      }
    }
    return ended;
  };
  /** The shared packages of the tests hold no compiler. */
  const compile = () => {
    const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
    const { outputText } = ts.transpileModule(project.read("index.ts"), { compilerOptions });
    project.write("index.js", outputText);
  };
  const all = (ended: Awaited<ReturnType<typeof live>>) =>
    ended.map(({ command, code, output }) => `$ ${command}\n${output}\n(${code})`).join("\n");
  const people = () => server.usernames();

  it("on Monday takes over what is there", async () => {
    const ended = await live("Monday");
    assert.ok(
      ended.every(({ code }) => code === 0),
      all(ended),
    );
    assert.match(all(ended), /takes over .*\(d_platform\): changes nothing of it/);
  });

  it("on Tuesday moves a department and its list into a component", async () => {
    const ended = await live("Tuesday");
    assert.ok(
      ended.every(({ code }) => code === 0),
      all(ended),
    );
    assert.match(ended[0]?.output ?? "", /1 to create/, all(ended));
    assert.ok(!/to (update|delete|replace)/.test(ended[0]?.output ?? ""), all(ended));
  });

  it("on Wednesday moves all into a tree", async () => {
    const ended = await live("Wednesday");
    assert.ok(
      ended.every(({ code }) => code === 0),
      all(ended),
    );
    const [preview] = ended;
    assert.match(preview?.output ?? "", /1 to create\n +- 1 to delete/, all(ended));
    assert.equal(project.idOf("acme/platform"), "d_platform");
    assert.deepEqual(await server.members("d_platform"), ["adalovelace", "gracehopper"]);
  });

  it("on Thursday refuses another username, and makes a new person in the old one's place", async () => {
    const ended = await live("Thursday");
    const refused = ended.find(({ command }) => command === "pulumi preview");
    assert.notEqual(refused?.code, 0);
    assert.match(refused?.output ?? "", /username can't change/);
    const others = ended.filter((one) => one !== refused);
    assert.ok(
      others.every(({ code }) => code === 0),
      all(ended),
    );
    assert.deepEqual(await server.members("d_platform"), ["adaking", "gracehopper"]);
    assert.deepEqual(await people(), ["adaking", "adalovelace", "gracehopper"]);
  });

  it("on Friday keeps whom somebody took out by mistake", async () => {
    const ended = await live("Friday");
    assert.ok(
      ended.every(({ code }) => code === 0),
      all(ended),
    );
    assert.match(ended[1]?.output ?? "", /gracehopper/);
    assert.deepEqual(await people(), ["adaking", "adalovelace", "gracehopper"]);
    assert.deepEqual(await server.members("d_platform"), ["adaking", "gracehopper"]);
  });
});
