import * as pulumi from "@pulumi/pulumi";
import type { ConstructRequest } from "@pulumi/pulumi/proto/provider_pb";
import type { OrgTreeArgs } from "../../../components/org-tree-args";
import { peopleProblems } from "../../../components/people/schema";
import { TreeError } from "../../../components/tree/tree-error";
import { checkProperties } from "../../../engine/check-properties";
import type { Values } from "../../../engine/kind";
import { pathText } from "../../../files/problem";
import { fromStruct } from "../values";
import { orgTreeInputs } from "./inputs";
import { isLater, laterIn, mapOf, toInput } from "./later";

/** Inputs whose every text makes names of resources, or says which there are. */
const PLAIN = ["tree", "file", "people", "bulk"];
/** Inputs whose keys do, but not their values. */
const KEYED = ["users", "visibility"];
/** Inputs of a tree that is one resource alone, and of one that is not. */
const OF_BULK = ["initialPasswordSecret", "graceDays"];
const OF_RESOURCES = ["initialPassword", "users"];

/**
 * The arguments of a component, whose values may be secret or unknown.
 * @throws TreeError with a line for each that is invalid
 */
export function argumentsOf(request: ConstructRequest): OrgTreeArgs {
  const sent: Values = request.getInputs()?.toJavaScript() ?? {};
  const problems = [...plainProblems(sent), ...shapeProblems(sent), ...otherProblems(request)];
  if (problems.length > 0) {
    throw new TreeError(problems.map((one) => `${request.getName()}: ${one}`));
  }
  const given = Object.entries(sent).map(([key, value]) => {
    const urns = request.getInputdependenciesMap().get(key)?.getUrnsList() ?? [];
    const depending = urns.map((urn) => new pulumi.DependencyResource(urn));
    if (key === "people") return [key, filesIn(value)];
    return [key, key === "initialPassword" ? mapOf(value, depending) : toInput(value, depending)];
  });
  const args: unknown = Object.fromEntries(given);
  requireArguments(args);
  return args;
}

function plainProblems(sent: Values): string[] {
  // One resource has its contents as plain data, and with them who may see a node.
  const plain = sent.bulk === true ? [...PLAIN, "visibility"] : PLAIN;
  const deep = plain.flatMap((key) => laterIn(sent[key], [key]));
  const shallow = KEYED.flatMap((key) => (isLater(sent[key]) ? [[key]] : []));
  return [...deep, ...shallow].map(
    (path) =>
      `${pathText(path)}: it is a secret, or known only later. A tree is plain: give texts of the program itself`,
  );
}

function shapeProblems(sent: Values): string[] {
  const isBulk = sent.bulk === true;
  const given = (keys: readonly string[]) => keys.filter((key) => sent[key] !== undefined);
  if (!isBulk) return given(OF_BULK).map((key) => `${key}: it takes bulk: true`);
  return given(OF_RESOURCES).map((key) =>
    key === "users"
      ? "users: with bulk: true name a person by the username"
      : "initialPassword: with bulk: true give initialPasswordSecret, from which each password is made",
  );
}

function otherProblems(request: ConstructRequest): string[] {
  const known = fromStruct(request.getInputs());
  const { people } = known;
  const ofFiles = people === undefined ? [] : peopleProblems(people);
  return [
    ...checkProperties(orgTreeInputs, known).map(
      ({ property, reason }) => `${property}: ${reason}`,
    ),
    ...ofFiles.map(({ path, says }) => `${pathText(["people", ...path])}: ${says}`),
  ];
}

/** Files of people as `fromFile` makes them. */
const filesIn = (people: unknown): unknown =>
  Array.isArray(people)
    ? people.map(({ file, ...options }: Values) => ({ file, options }))
    : people;

/** The one place where checked arguments are taken for those of the component, which reads the tree. */
function requireArguments(_: unknown): asserts _ is OrgTreeArgs {
  return;
}
