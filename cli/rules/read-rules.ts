import type { Rules } from "../../access/policy";
import type { Problem } from "../../provider/files/problem";
import { problemsOf } from "../../provider/files/shape";
import { FileError } from "../../provider/files/read";
import { fileSource, type Source } from "../../provider/files/source";
import { WrongUsage } from "../usage/wrong-usage";
import { checkNames } from "./check-names";
import { rulesOf } from "./rules-of";
import { rulesFile } from "./schema";

/**
 * Reads rules.
 * @param file YAML or JSON, from the working directory
 * @throws WrongUsage with a line for each problem: `identity-rules.yaml:12: perms: it is missing`
 */
export function readRules(file: string): Rules {
  const source = sourceOf(file);
  const { success, data, error } = rulesFile.safeParse(source.value);
  if (!success) throw invalid(source, problemsOf(error.issues));
  const rules = rulesOf(data, (path) => `${file}:${source.placeOf(path)?.line ?? 1}`);
  const problems = checkNames(data, rules);
  if (problems.length > 0) throw invalid(source, problems);
  return rules;
}

function sourceOf(file: string): Source {
  try {
    return fileSource(file);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new WrongUsage(error.message, { cause: error });
  }
}

/** All problems, in the order of their lines. */
function invalid(source: Source, problems: readonly Problem[]): WrongUsage {
  const lineOf = ({ path }: Problem) => source.placeOf(path)?.line ?? 1;
  const sorted = problems.toSorted((a, b) => lineOf(a) - lineOf(b));
  return new WrongUsage(sorted.map(source.format).join("\n"));
}
