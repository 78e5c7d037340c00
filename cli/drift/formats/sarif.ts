import type { Invocation, Location, Log, ReportingDescriptor, Result } from "sarif";
import { categories, type Category, type Finding } from "../../findings/finding";
import type { DriftReport } from "../report";
import type { Format } from "./format";
import { printable } from "../../../provider/printable";
import { safeJson } from "../../output/safe-json";
import { sentencesOf, whatOf, whoOf } from "./words";
import { gapsIn } from "../../live-org/gap";

/** For code scanning: SARIF 2.1.0. */
export const sarif: Format = (report) => {
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: report.tool.name,
            semanticVersion: report.tool.version,
            rules: categories.map(rule),
          },
        },
        invocations: [invocation(report)],
        results: report.findings.map((finding) => result(finding, report.failOn)),
        columnKind: "utf16CodeUnits",
      },
    ],
  };
  return safeJson(log);
};

const MEANS: Readonly<Record<Category, string>> = {
  changed: "An object differs from what the program declares.",
  missing: "An object that the program declares is not there.",
  unmanaged: "An object is there that no program declares.",
  tolerated: "A member is in a list that only adds or observes, and no program names it.",
  overdue: "A member is still in a list, though its end date there has passed.",
};

const rule = (category: Category): ReportingDescriptor => ({
  id: `identity/${category}`,
  name: category,
  shortDescription: { text: MEANS[category] },
});

function invocation({ checkedAt, verdict, unseen }: DriftReport): Invocation {
  return {
    startTimeUtc: checkedAt,
    executionSuccessful: verdict !== "incomplete",
    toolExecutionNotifications: gapsIn(unseen).map(({ text }) => ({
      level: "error",
      message: { text: `not seen: ${text}` },
    })),
  };
}

function result(finding: Finding, failOn: readonly Category[]): Result {
  const { id, category, accepted } = finding;
  return {
    ruleId: `identity/${category}`,
    ruleIndex: categories.indexOf(category),
    level: failOn.includes(category) ? "error" : "note",
    message: { text: messageOf(finding) },
    locations: [locationOf(finding)],
    partialFingerprints: { "identityDrift/v1": id },
    ...(accepted && {
      suppressions: [{ kind: "external", status: "accepted", justification: accepted.reason }],
    }),
  };
}

function messageOf(finding: Finding): string {
  const { advice, path, category, replaced, expired } = finding;
  const what = `${category}${replaced ? " (replaced)" : ""}: ${printable(path.join(" / "))}, ${whatOf(finding)}`;
  const over =
    expired === undefined
      ? []
      : [
          printable(
            `Accepted by the baseline, but expired on ${expired.expires}: ${expired.reason}`,
          ),
        ];
  return [what, ...sentencesOf(finding), ...whoOf(finding), ...over, `What to do: ${advice}`].join(
    ". ",
  );
}

/** Code scanning shows only what is in a file: what is in none is shown in the project's. */
const locationOf = ({ path, urn, kind }: Finding): Location => ({
  physicalLocation: { artifactLocation: { uri: "Pulumi.yaml" }, region: { startLine: 1 } },
  logicalLocations: [
    {
      fullyQualifiedName: urn ?? printable(path.join("/")),
      name: printable(path.at(-1) ?? ""),
      kind,
    },
  ],
});
