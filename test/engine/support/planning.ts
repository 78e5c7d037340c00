import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { whoCan } from "../../../access";
import { liveGraph } from "../../../cli/graph/live";
import type { PlanReport } from "../../../cli/plan/report";
import { changeLine, textOf } from "../../../cli/plan/formats/line";
import { openInspector, readConfiguration, type Inspector } from "../../../provider/inspect";
import type { Outcome, Project, Settings } from "./project";

/** A plan as the command writes it. */
export interface Planned extends Outcome {
  readonly report: PlanReport;
  /** The same as a page. */
  readonly page: string;
}

/** Runs `pulumi-identity plan` as a CI job does. */
export async function plan(project: Project, args = ""): Promise<Planned> {
  const command = `npx pulumi-identity plan --stack test --format text --format json=plan.json --format html=plan.html ${args}`;
  const { code, output } = await project.shell(`rm -f plan.json; ${command}`);
  const report = () => readFileSync(join(project.folder, "plan.json"), "utf8");
  return {
    ...{ code, output },
    get report() {
      assert.ok(code === 0 || code === 9 || code === 1, output);
      return JSON.parse(report()) as PlanReport;
    },
    get page() {
      return readFileSync(join(project.folder, "plan.html"), "utf8");
    },
  };
}

/** A read-only connection of its own, beside the one of the program. */
export const connect = (settings: Settings): Inspector =>
  openInspector(readConfiguration(settings, {}));

/** Who has what on a server, as it is: `adalovelace: Deploy of CI`, sorted. */
export async function accessOn(inspector: Inspector): Promise<string[]> {
  const orgs = await inspector.backend.orgs.list();
  const ids = orgs.map(({ id }) => id);
  const { graph, gaps } = await liveGraph({ inspector, resources: [] }, ids);
  assert.deepEqual(gaps, []);
  const at = new Date();
  const all = [...graph.perms.values()].flatMap(({ id, name, scope, isAppAccess }) => {
    const of = graph.apps.get(scope)?.name ?? graph.orgs.get(scope)?.name ?? scope;
    const perm = `${isAppAccess ? "access" : name} of ${of}`;
    return whoCan(graph, id, at).map(({ username }) => `${username}: ${perm}`);
  });
  return all.sort();
}

/** What a plan says of who gains and who loses what, in the same words. */
export const toldBy = ({ gains, losses }: PlanReport) => ({
  gains: wordsOf(gains),
  losses: wordsOf(losses),
});

const wordsOf = (all: PlanReport["gains"]) =>
  all.map(({ username, permName, scope }) => `${username}: ${permName} of ${scope}`).sort();

/** What has become of it. */
export const changed = (before: readonly string[], after: readonly string[]) => ({
  gains: after.filter((one) => !before.includes(one)),
  losses: before.filter((one) => !after.includes(one)),
});

/** The changes as sentences, without where they are declared. */
export const sentences = ({ changes, names }: PlanReport): string[] =>
  changes.map((one) => textOf(changeLine(one, names)).replace(/ \([\w-]+, index\.js:\d+\)/, ""));

/**
 * Plans and applies, and requires that the apply does to who has what just what the plan has said.
 * @returns the plan
 */
export async function planAndApply(project: Project, inspector: Inspector): Promise<PlanReport> {
  const before = await accessOn(inspector);
  const { code, output, report } = await plan(project);
  assert.equal(code, 0, output);
  assert.deepEqual(await accessOn(inspector), before, "a plan changes nothing");
  await project.up();
  assert.deepEqual(toldBy(report), changed(before, await accessOn(inspector)), output);
  return report;
}
