import type { z } from "zod";
import type { Read, Reader } from "./reader";
import type { ApiResponse } from "./response";

/** What the body of an answer says, where it has this form; else the field that is wrong. */
export function readForm<T>(
  form: z.ZodType<T>,
  { body, text }: Pick<ApiResponse, "body" | "text">,
): Read<T> {
  if (body === undefined) return { problem: text === "" ? "the body is empty" : "it is no JSON" };
  const read = form.safeParse(body);
  return read.success ? { value: read.data } : { problem: problemOf(read.error.issues) };
}

/** An answer without a body, and with the status that says so: anybody may have nothing to say. */
export const nothing: Reader<undefined> = ({ status, text }) =>
  status === 204 && text === ""
    ? { value: undefined }
    : { problem: "it should be 204 without a body" };

/** The first field that is wrong; of alternatives, the last one's. */
function problemOf(
  issues: readonly z.core.$ZodIssue[],
  above: readonly PropertyKey[] = [],
): string {
  const [issue] = issues;
  if (issue === undefined) return "the body is wrong";
  const path = [...above, ...issue.path];
  const inner = issue.code === "invalid_union" ? issue.errors.at(-1) : undefined;
  if (inner !== undefined) return problemOf(inner, path);
  const field = path.length === 0 ? "the body" : path.map(String).join(".");
  const said = issue.message.replace("Invalid input: ", "");
  return said.endsWith("received undefined") ? `${field} is missing` : `${field}: ${said}`;
}
