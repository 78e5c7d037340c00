import { checkGiven, checkObject, checkText } from "../transport/checks";
import { z } from "zod";
import type { PagedList } from "../transport/pagination";
import { path } from "../transport/path";
import type { Request, RequestOptions } from "../transport/request";
import { nullAuthorizer } from "../transport/authorizer";
import { checkChanges } from "./checks";
import type { Org } from "./org";
import type { OrgProfile, Profile } from "./profile";
import type { Session } from "./session";
import type { Gender, User } from "./user";
import type { UserPerm } from "./user-perm";
import type { VisibleApp } from "./visible-app";
import { answer, nothing } from "./wire/answer";
import { visibleApp } from "./wire/app";
import { org } from "./wire/org";
import { paged } from "./wire/paged";
import { userPerm } from "./wire/perm";
import { orgProfile, profile } from "./wire/profile";
import { session } from "./wire/session";
import { user } from "./wire/user";

const withUsername = z.object({ username: z.string() });

/** What the caller can change of themselves. */
export interface ProfileChanges {
  name?: string | undefined;
  avatar?: string | undefined;
  gender?: Gender | undefined;
  privateEmail?: string | undefined;
}

/** Somebody who registers, with the proof of their mobile or mail. */
export interface Registration {
  username: string;
  password: string;
  /** From `infrastructure.verifySmsCaptcha("register", …)`. */
  smsToken?: string | undefined;
  /** From the link of a registration mail. */
  emailToken?: string | undefined;
}

/** What anyone may see and do for themselves. */
export class UcenterClient {
  constructor(private readonly request: Request) {}

  /** The perms that the caller has. `GET ucenter/perm/` */
  permissions(options?: RequestOptions): PagedList<UserPerm> {
    return paged(this.request, path`ucenter/perm/`, userPerm, {}, options);
  }

  /** The caller. `GET ucenter/profile/` */
  async profile(options?: RequestOptions): Promise<Profile> {
    const request = {
      method: "GET",
      path: path`ucenter/profile/`,
      answer: answer(profile),
    } as const;
    return await this.request(request, options);
  }

  /**
   * Changes the caller. `PATCH ucenter/profile/`
   * @throws UsageError for username and mobile, which the server would ignore
   */
  async updateProfile(changes: ProfileChanges, options?: RequestOptions): Promise<Profile> {
    checkChanges(changes, {
      username: "a username can't be changed",
      mobile: "a mobile is changed with a captcha, not here",
    });
    const { name, avatar, gender, privateEmail } = changes;
    const body = { name, avatar, gender, private_email: privateEmail };
    const request = {
      method: "PATCH",
      path: path`ucenter/profile/`,
      body,
      answer: answer(profile),
    } as const;
    return await this.request(request, options);
  }

  /**
   * Changes a user's own password, proven by the old one; their token ends everywhere.
   * `PUT ucenter/password/`
   * @throws InvalidError, field `old_password`
   */
  async changePassword(
    username: string,
    how: { oldPassword: string; newPassword: string },
    options?: RequestOptions,
  ): Promise<void> {
    checkText("username", username);
    checkObject("how", how);
    checkGiven("oldPassword", how.oldPassword);
    checkGiven("newPassword", how.newPassword);
    const body = { username, old_password: how.oldPassword, new_password: how.newPassword };
    const form = answer(withUsername, { username });
    await this.request(
      { method: "PUT", path: path`ucenter/password/`, body, answer: form },
      options,
    );
  }

  /** The org that the caller works in. `GET ucenter/org/` */
  async currentOrg(options?: RequestOptions): Promise<Org> {
    const request = { method: "GET", path: path`ucenter/org/`, answer: answer(org) } as const;
    return await this.request(request, options);
  }

  /** Switches the org that the caller works in. `PUT ucenter/org/` */
  async switchOrg(oid: string, options?: RequestOptions): Promise<Org> {
    checkText("oid", oid);
    const request = {
      method: "PUT",
      path: path`ucenter/org/`,
      body: { oid },
      answer: answer(org, { oid }),
    } as const;
    return await this.request(request, options);
  }

  /** Leaves the caller without a current org; they stay a member. `DELETE ucenter/org/` */
  async clearOrg(options?: RequestOptions): Promise<void> {
    await this.request({ method: "DELETE", path: path`ucenter/org/`, answer: nothing }, options);
  }

  /** The caller as a member of an org. `GET ucenter/org/<oid>/profile/` */
  async orgProfile(oid: string, options?: RequestOptions): Promise<OrgProfile> {
    const request = {
      method: "GET",
      path: path`ucenter/org/${{ oid }}/profile/`,
      answer: answer(orgProfile),
    } as const;
    return await this.request(request, options);
  }

  /** Another user, as the caller may see them. `GET ucenter/user/<username>/` */
  async user(username: string, options?: RequestOptions): Promise<User> {
    const request = {
      method: "GET",
      path: path`ucenter/user/${{ username }}/`,
      answer: answer(user, { username }),
    } as const;
    return await this.request(request, options);
  }

  /** The apps that the caller may use, of their current org. `GET ucenter/apps/` */
  apps(filter: { name?: string } = {}, options?: RequestOptions): PagedList<VisibleApp> {
    return paged(this.request, path`ucenter/apps/`, visibleApp, { name: filter.name }, options);
  }

  /** Registers a new user, where the server allows that. `POST ucenter/register/` */
  async register(registration: Registration, options?: RequestOptions): Promise<Session> {
    checkObject("registration", registration);
    checkGiven("username", registration.username);
    checkGiven("password", registration.password);
    const { username, password, smsToken, emailToken } = registration;
    const body = { username, password, sms_token: smsToken, email_token: emailToken };
    const request = {
      method: "POST",
      path: path`ucenter/register/`,
      body,
      answer: answer(session, { username }),
    } as const;
    const asNobody = { ...options, authorizer: nullAuthorizer() };
    return await this.request(request, asNobody);
  }
}
