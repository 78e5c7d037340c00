import { gapsIn } from "../live-org/gap";
import type { Program } from "./program";
import { projectFiles } from "./project-files";
import { sourceFiles, type Files } from "./source-files";
import { treeYaml } from "./yaml";

export const languages = ["typescript", "yaml-only"] as const;
/** A project that runs, or the file of the tree alone. */
export type Language = (typeof languages)[number];

/** The lines of a list of what could not be taken along. */
export const gapLines = ({ gaps }: Pick<Program, "gaps">): string[] =>
  gapsIn(gaps).map(({ text }) => text);

/**
 * All files of an export, by name.
 * @param settings of the connection that are no secrets
 */
export function filesOf(
  program: Program,
  language: Language,
  settings: Readonly<Record<string, string>>,
): Files {
  const gaps = gapLines(program);
  const missing =
    gaps.length === 0 ? [] : ["", "What is not in it:", ...gaps.map((gap) => `- ${gap}`)];
  const yaml = treeYaml(program.tree, [
    "The org as it was when pulumi-identity export wrote this. An entry is known by its key, for ever:",
    "another name or another place is an update (docs/org-tree.md).",
    ...(language === "yaml-only" ? missing : []),
  ]);
  if (language === "yaml-only") return { "org.yaml": yaml };
  const head = [
    "An org that existed, under code: pulumi-identity export wrote this, and it is yours to edit.",
    ...missing,
  ];
  return {
    ...projectFiles({ name: program.project, settings, gaps }),
    "org.yaml": yaml,
    ...sourceFiles(program.sections, head),
  };
}
