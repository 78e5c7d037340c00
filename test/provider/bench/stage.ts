import { IdentityServer } from "../../engine/support/identity-server";
import { Project, type Settings } from "../../engine/support/project";
import type { Workshop } from "../../engine/support/workshop";
import { cost, traceOf, type Cost } from "./run";

/** Without the checkpoints between, which is only to get there sooner. */
const SOON = { PULUMI_SKIP_CHECKPOINTS: "true", PULUMI_EXPERIMENTAL: "true" };

/** A server and a project with a stack on it. */
export interface Stage {
  readonly project: Project;
  /** Applies a program, as fast as it goes. */
  make(program: string): Promise<Cost>;
  /** Does something under other settings. */
  with<T>(settings: Settings, action: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Sets up what one measurement needs, empty; `latency` in milliseconds before each answer. */
export async function stage(given: {
  shop: Workshop;
  latency: number;
  /** @default one of the dynamic form */
  project?: Project;
}): Promise<Stage> {
  const server = await IdentityServer.start({ latency: given.latency });
  return stageOn(given.shop, server.settings, () => server.close(), given.project);
}

/** The same on a server that the settings lead to; `done` ends it. */
export async function stageOn(
  shop: Workshop,
  connection: Settings,
  done: () => Promise<void>,
  project = new Project(shop, "bench"),
): Promise<Stage> {
  const settings = { trace: traceOf(project.folder) };
  project.settings = settings;
  await project.configure(connection);
  return {
    project,
    async make(program) {
      project.program(program);
      project.variables = SOON;
      const made = await cost(project, "up", "--yes", "--skip-preview");
      project.variables = {};
      return made;
    },
    async with(more, action) {
      project.settings = { ...settings, ...more };
      const result = await action();
      project.settings = settings;
      return result;
    },
    async close() {
      project.remove();
      await done();
    },
  };
}
