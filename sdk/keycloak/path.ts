import { pathTag, type ApiPath } from "../transport/path";

/**
 * Builds a path below the server's root. A role may have a slash in its name, which is sent encoded;
 * `.` and `..` are refused: `DELETE roles/..` would delete the realm.
 *
 * @throws UsageError naming the id, before any request
 */
export const path = pathTag({ ending: "", slashes: true });

/** A path with another one behind it. */
export const joined = (first: ApiPath, second: ApiPath): ApiPath => ({
  value: first.value + second.value,
  template: first.template + second.template,
  label: first.label + second.label,
});

/** What is below a realm in the admin API; the realm itself for an empty path. */
export const below = (realm: string, rest: ApiPath): ApiPath => {
  const at = path`admin/realms/${{ realm }}`;
  return rest.value === "" ? at : joined(joined(at, path`/`), rest);
};
