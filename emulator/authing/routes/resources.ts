import { z } from "zod";
import { type Context, type Endpoint, get, post } from "../endpoint";
import { given } from "../model/keys";
import { namespaceById, namespaceOf } from "../model/namespaces";
import {
  createResource,
  deleteResource,
  findResource,
  resourceOf,
  resourcesIn,
} from "../model/resources";
import { RESOURCES, type ResourceRow } from "../model/tables";
import { key, list, optional, paging, text, unserved } from "../wire/fields";
import { pageOf } from "../wire/pages";
import { json } from "../views";
import { type Shape } from "../wire/shape";
import { same } from "../../same";

/** What kinds of resources there are. */
export const RESOURCE_TYPE = z.enum(["DATA", "API", "MENU", "BUTTON", "UI"]);

/** `ResourceDto`. */
const view = ({ db }: Context, resource: ResourceRow): Shape => ({
  code: resource.code,
  name: resource.name ?? "",
  type: resource.type,
  namespace: namespaceById(db, resource.namespace).code,
  ...json(resource.settings),
});

const ATTRIBUTES = z.object({
  ...same(optional(text), "name", "description", "apiIdentifier"),
  actions: optional(z.array(z.object({ name: text, description: text.optional() })).max(100)),
});

const settingsOf = ({ description, apiIdentifier, actions }: z.output<typeof ATTRIBUTES>) =>
  given({ description, apiIdentifier, actions });

/** What names one resource: an omitted namespace is the default one. */
const RESOURCE = z.object({ code: key, namespace: optional(text) });
const NEW = ATTRIBUTES.extend({ ...RESOURCE.shape, type: RESOURCE_TYPE });

const create = ({ db }: Context, input: z.output<typeof NEW>) =>
  createResource(db, {
    namespace: namespaceOf(db, input.namespace).id,
    code: input.code,
    type: input.type,
    name: input.name ?? null,
    settings: JSON.stringify(settingsOf(input)),
  });

const CHANGE = ATTRIBUTES.extend({ ...RESOURCE.shape, type: optional(RESOURCE_TYPE) });

function change(context: Context, input: z.output<typeof CHANGE>) {
  const { db } = context;
  const { id, ...resource } = resourceOf(db, namespaceOf(db, input.namespace).id, input.code);
  const columns = given({ name: input.name, type: input.type ?? undefined });
  const settings = JSON.stringify({ ...json(resource.settings), ...settingsOf(input) });
  return view(context, RESOURCES.change(db, { id }, { ...columns, settings }));
}

/** What is not there is deleted already (the vendor's tests). */
function remove({ db }: Context, codes: string[], namespace?: string | null) {
  const { id } = namespaceOf(db, namespace);
  for (const code of codes) {
    const resource = findResource(db, id, code);
    if (resource) deleteResource(db, resource.id);
  }
}

const LISTING = z.object({ ...paging, namespace: optional(text), type: optional(RESOURCE_TYPE) });

function listing(context: Context, input: z.output<typeof LISTING>) {
  const all = resourcesIn(context.db, namespaceOf(context.db, input.namespace).id);
  const wanted = all.filter(({ type }) => !input.type || type === input.type);
  return pageOf(wanted, input, (resource) => view(context, resource));
}

const SOME = z.object({ codeList: list(text), namespace: optional(text) });

const NEW_BATCH = z.object({
  list: list(NEW.omit({ namespace: true })),
  namespace: optional(text),
});

/** Resources in namespaces. */
export const resourceRoutes: Endpoint[] = [
  post("create-resource", NEW, (context, input) => view(context, create(context, input))),
  post("create-resources-batch", NEW_BATCH, (context, { list: all, namespace }) => {
    for (const each of all) create(context, { ...each, namespace });
  }),
  post("update-resource", CHANGE, change),
  post("delete-resource", RESOURCE, (context, input) =>
    remove(context, [input.code], input.namespace),
  ),
  post(
    "delete-resources-batch",
    SOME.extend(unserved("resources have codes", "ids")),
    (context, input) => remove(context, input.codeList, input.namespace),
  ),
  get("get-resource", RESOURCE, (context, { code, namespace }) =>
    view(context, resourceOf(context.db, namespaceOf(context.db, namespace).id, code)),
  ),
  get("get-resources-batch", SOME, (context, { codeList, namespace }) => {
    const { id } = namespaceOf(context.db, namespace);
    const found = codeList.map((code) => findResource(context.db, id, code));
    return found.filter((each) => each !== undefined).map((each) => view(context, each));
  }),
  get("list-resources", LISTING, listing),
];
