import type { Inspector } from "../../provider/inspect";
import { startServer } from "../../emulator";
import { IdentityServer } from "./support/identity-server";
import { connect, planAndApply } from "./support/planning";
import { Project, type Settings } from "./support/project";
import { randomCompanies } from "./support/random-company";
import { workshop } from "./support/workshop";

const LIMITS = { removalLimit: "100%", userDeleteLimit: "100%" };

/** Who gains and loses what is compared with what is there before and after each apply. */
function laws(name: string, count: number, start: () => Promise<Started>) {
  describe(`plans of random programs on ${name}`, function () {
    this.timeout(600_000);
    let project: Project;
    let inspector: Inspector;
    let stop: () => Promise<void>;

    before(async () => {
      const shop = await workshop();
      const { settings, close } = await start();
      stop = close;
      project = new Project(shop, "plan-laws");
      await project.configure({ ...settings, ...LIMITS });
      inspector = connect(settings);
    });
    after(async () => {
      project.remove();
      await stop();
    });

    const programs = randomCompanies(count, name === "arkid");
    for (const [index, program] of programs.entries()) {
      it(`say what the apply then does, ${index + 1} of ${count}`, async () => {
        project.program(program);
        await byHand(inspector, index);
        await planAndApply(project, inspector);
      });
    }
  });
}

interface Started {
  readonly settings: Settings;
  readonly close: () => Promise<void>;
}

/** Somebody joins a node, and is granted something, whom no program names. */
async function byHand({ backend }: Inspector, index: number): Promise<void> {
  const [org] = await backend.orgs.list();
  if (org === undefined) return;
  const { nodes, perms } = await backend.snapshot(org.id, ["nodes", "perms"]);
  const { users } = await backend.snapshot("tenant", ["users"]);
  const own = [...nodes.values()].filter(({ builtIn }) => !builtIn);
  const node = own[index % Math.max(1, own.length)];
  const perm = [...perms.values()].filter(({ builtIn }) => !builtIn)[index % 3];
  const who = [...users.keys()].sort()[index % users.size] ?? "";
  const change = { add: [who], remove: [] };
  if (node !== undefined) await backend.nodeMembers.change({ org: org.id, id: node.id }, change);
  if (perm === undefined) return;
  const grant = { kind: "user", id: who, effect: "allow" } as const;
  await backend.grants.change({ id: perm.id }, { add: [grant], remove: [] });
}

laws("arkid", 4, async () => {
  const server = await IdentityServer.start();
  return { settings: server.settings, close: () => server.close() };
});

laws("authing", 3, async () => {
  const { url, accessKeyId, accessKeySecret, ...server } = await startServer({ api: "authing" });
  const settings = { backend: "authing", url, accessKeyId, accessKeySecret };
  return { settings, close: () => server.close() };
});
