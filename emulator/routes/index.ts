import { type FastifyPluginCallback } from "fastify";
import { appGroupRoutes } from "./app-groups";
import { appRoutes } from "./apps";
import { authRoutes } from "./auth";
import { captchaRoutes } from "./captcha";
import { configRoutes } from "./config";
import { emailRoutes } from "./email";
import { invitationRoutes } from "./invitations";
import { logRoutes } from "./logs";
import { metaRoutes } from "./meta";
import { miscRoutes } from "./misc";
import { nodeChildrenRoutes } from "./node-children";
import { nodeMemberRoutes } from "./node-members";
import { nodeTreeRoutes } from "./node-trees";
import { nodeRoutes } from "./nodes";
import { orgMemberRoutes } from "./org-members";
import { orgRoutes } from "./orgs";
import { ownPasswordRoutes } from "./own-password";
import { ownerPermRoutes } from "./owner-perms";
import { permOwnerRoutes } from "./perm-owners";
import { permRoutes } from "./perms";
import { registerRoutes } from "./register";
import { smsRoutes } from "./sms";
import { ucenterRoutes } from "./ucenter";
import { userNodeRoutes } from "./user-nodes";
import { userRoutes } from "./users";

/** Every resource of the API. */
export const routes: FastifyPluginCallback = (app, _options, done) => {
  const resources = [
    authRoutes,
    ownPasswordRoutes,
    orgRoutes,
    orgMemberRoutes,
    nodeChildrenRoutes,
    nodeTreeRoutes,
    nodeMemberRoutes,
    nodeRoutes,
    userRoutes,
    userNodeRoutes,
    ownerPermRoutes,
    permRoutes,
    permOwnerRoutes,
    appRoutes,
    appGroupRoutes,
    captchaRoutes,
    configRoutes,
    emailRoutes,
    invitationRoutes,
    logRoutes,
    metaRoutes,
    miscRoutes,
    registerRoutes,
    smsRoutes,
    ucenterRoutes,
  ];
  for (const each of resources.flat()) app.register(each);
  done();
};
