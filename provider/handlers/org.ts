import { adoptions, type Adopt } from "../choices";
import type { OrgState } from "../domain";
import { obtain } from "./adoption";
import { empty, requireEmpty } from "./contents";
import type { Handler, Values } from "./handler";
import { common, declared, flag, name, oneOf, settle, type Properties } from "./properties";
import { isUnknown } from "./unknown";

const properties = {
  ...common,
  name: { schema: name() },
  forceDestroy: { schema: flag.optional() },
  adopt: { schema: oneOf(adoptions).optional(), silent: true },
} satisfies Properties;

/** An organisation. Its name is not unique on the server, so a create looks among the caller's first. */
export const org: Handler = {
  kind: "Org",
  properties,

  check(session, inputs) {
    if (!isUnknown(inputs.name))
      session.claim("org", String(inputs.name).trim(), String(inputs.logicalName));
    return [];
  },

  async create(session, inputs) {
    const wanted = { name: String(inputs.name).trim() };
    const { state } = await obtain<OrgState>(session, {
      what: `org "${wanted.name}"`,
      adopt: (inputs.adopt as Adopt | undefined) ?? session.configuration.adopt,
      lookFirst: true,
      find: () => session.backend.orgs.find(wanted),
      create: () => session.backend.orgs.create(wanted),
      idOf: (found) => found.id,
      same: (found) => found.name === wanted.name,
      inhabited: async (found) =>
        (await session.backend.orgs.contents({ id: found.id })).length > 0,
    });
    return { id: state.id, outputs: outputs(inputs, state) };
  },

  async look(session, id) {
    const live = await session.backend.orgs.get({ id });
    return outputs({ name: live.name }, live);
  },

  async read(session, id, state) {
    const live = await session.backend.orgs.get({ id });
    return outputs({ ...state, ...settle(state, { name: live.name }) }, live);
  },

  async update(session, id, state, inputs) {
    const renamed = state.name !== inputs.name;
    const live = renamed
      ? await session.backend.orgs.update({ id }, { name: String(inputs.name) })
      : await session.backend.orgs.get({ id });
    return outputs(inputs, live);
  },

  async delete(session, id, state) {
    const all = await session.backend.orgs.contents({ id });
    const contents = all.filter(({ kind }) => kind !== "member");
    if (state.forceDestroy !== true) requireEmpty(`org "${String(state.name)}" (${id})`, contents);
    await empty(session, id, contents);
    await session.backend.orgs.delete({ id });
  },
};

function outputs(inputs: Values, live: OrgState): Values {
  const { department, group, direct, role, label, manager } = live.roots;
  return {
    ...declared(properties, inputs),
    owner: live.owner,
    rootDepartment: department,
    rootGroup: group,
    rootDirect: direct,
    rootRole: role,
    rootLabel: label,
    rootManager: manager,
  };
}
